import { en, type Catalogue } from "./en.ts"; export const ptBR: Catalogue = en;
