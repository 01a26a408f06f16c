import { en, type Catalogue } from "./en.ts"; export const it: Catalogue = en;
