import type { Template } from "../../shared/inbox/people.ts";
import type { RemoteTemplate } from "../cloud-api/port.ts";
import type { Store } from "../store/store.ts";

/** Brings the template rows in line with the platform's list; those that are gone are removed. Unchanged ones make no news. */
export function syncTemplates(store: Store, remote: readonly RemoteTemplate[]): void {
  const wanted = new Map(remote.map((one) => templateOf(one)).map((one) => [one.id, one]));
  store.write((tx) => {
    for (const known of tx.all("template")) if (!wanted.has(known.id)) tx.remove("template", known.id);
    for (const [id, template] of wanted) if (JSON.stringify(tx.get("template", id)) !== JSON.stringify(template)) tx.put("template", id, template);
  });
}

const QUALITIES: Readonly<Record<string, Template["quality"]>> = { GREEN: "GREEN", YELLOW: "YELLOW", RED: "RED" };

function templateOf({ category, components, language, name, quality, status }: RemoteTemplate): Template {
  const part = (type: string) => components.find((component) => String(component["type"]).toUpperCase() === type);
  const text = (type: string): string | undefined => {
    const found = part(type)?.["text"];
    return typeof found === "string" ? found : undefined;
  };
  const buttons = part("BUTTONS")?.["buttons"];
  const kind = category.toUpperCase();
  return {
    id: `${name}:${language}`,
    name,
    language,
    category: kind === "MARKETING" || kind === "AUTHENTICATION" ? kind : "UTILITY",
    status,
    quality: QUALITIES[quality?.toUpperCase() ?? ""] ?? "UNKNOWN",
    header: text("HEADER"),
    body: text("BODY") ?? "",
    footer: text("FOOTER"),
    buttons: Array.isArray(buttons)
      ? buttons.flatMap((button: unknown) =>
          typeof button === "object" && button !== null && "text" in button && typeof button.text === "string" ? [button.text] : [],
        )
      : [],
  };
}
