import type { Contact, Template } from "../inbox/people.ts";
import { templateFields } from "./template-fields.ts";

export interface KnownValues {
  readonly contact?: Pick<Contact, "name" | "phone"> | undefined;
  readonly agentName?: string | undefined;
  readonly businessName?: string | undefined;
}

const FULL_NAME = /^(?:name|full_?name|customer(?:_?name)?|client(?:e)?(?:_?name)?|nome|nombre|nome_cliente|nombre_cliente|contact(?:_?name)?)$/i;
const FIRST_NAME = /^(?:first_?name|given_?name|nome_proprio|primer_nombre|primeiro_nome)$/i;
const PHONE = /^(?:phone|telefono|telefone|number|numero)$/i;
const AGENT = /^(?:agent(?:_?name)?|agente|operator|operatore|operador)$/i;
const BUSINESS = /^(?:business(?:_?name)?|company|brand|shop|azienda|empresa|negozio|tienda|loja)$/i;
/** What stands before a name. */
const GREETING =
  /(?:^|[\n.!¡])\s{0,4}(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|ciao|salve|gentile|buongiorno|buonasera|car[oa]|hola|buenos d[ií]as|buenas tardes|estimad[oa]|querid[oa]|ol[áa]|oi|bom dia|boa tarde|prezad[oa]|car[oa])\s{1,3}$/i;

/** What is known already stands there, where a variable says what it is, by its name or by the greeting before it. */
export function firstValues(template: Template, { agentName, businessName, contact }: KnownValues): Readonly<Record<string, string>> {
  const name = contact?.name ?? "";
  const byName = (variable: string): string => {
    if (FULL_NAME.test(variable)) return name;
    if (FIRST_NAME.test(variable)) return name.split(/\s+/)[0] ?? "";
    if (PHONE.test(variable)) return contact?.phone ?? "";
    if (AGENT.test(variable)) return agentName ?? "";
    return BUSINESS.test(variable) ? (businessName ?? "") : "";
  };
  return Object.fromEntries(
    templateFields(template).map((field): [string, string] => {
      if (field.kind !== "text") return [field.key, ""];
      const text = field.place === "header" ? (template.header ?? "") : template.body;
      const isGreeted = GREETING.test(text.slice(0, Math.max(0, text.indexOf(`{{${field.name}}}`))).slice(-40));
      return [field.key, byName(field.name) || (isGreeted ? name : "")];
    }),
  );
}
