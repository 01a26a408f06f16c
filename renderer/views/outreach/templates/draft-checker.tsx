import { CircleCheck } from "lucide-react";
import { useMemo, useState } from "react";
import type { Template } from "../../../../shared/inbox/people.ts";
import { useCommands } from "../../../commands/commands-context.tsx";
import { languageName } from "../../words/names.ts";
import { useWords } from "../../words/use-words.ts";
import { LintLines } from "./lint-lines.tsx";
import { SidePanel } from "./template-detail.tsx";
import css from "./template-detail.module.css";

const CATEGORIES = ["UTILITY", "MARKETING", "AUTHENTICATION"] as const;
const LANGUAGES = ["en", "it", "es", "pt_BR"] as const;

/** [S1-13] A wording before anybody submits it: what the review would refuse, and what would be approved and still be risky. */
export function DraftChecker({ onClose }: { readonly onClose: () => void }) {
  const { language: spoken, t } = useWords();
  const commands = useCommands();
  const [category, setCategory] = useState<Template["category"]>("UTILITY");
  const [language, setLanguage] = useState<string>("en");
  const [header, setHeader] = useState("");
  const [body, setBody] = useState("");
  const [footer, setFooter] = useState("");
  const [buttons, setButtons] = useState("");

  const lines = useMemo(() => {
    if (body.trim() === "") return undefined;
    return commands.lintTemplate({
      id: "draft",
      name: "",
      language,
      category,
      status: "DRAFT",
      quality: "UNKNOWN",
      header: header.trim() === "" ? undefined : header,
      body,
      footer: footer.trim() === "" ? undefined : footer,
      buttons: buttons
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    });
  }, [body, buttons, category, commands, footer, header, language]);

  return (
    <SidePanel title={t("templates.check")} label={t("templates.check")} onClose={onClose}>
      <p className={css["facts"]}>{t("templates.check.hint")}</p>
      <div className={css["fields"]}>
        <label>
          {t("templates.category")}
          <select value={category} onChange={(event) => setCategory(CATEGORIES.find((one) => one === event.target.value) ?? "UTILITY")}>
            {CATEGORIES.map((one) => (
              <option key={one} value={one}>
                {t(`template.category.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("templates.language")}
          <select value={language} onChange={(event) => setLanguage(event.target.value)}>
            {LANGUAGES.map((one) => (
              <option key={one} value={one}>
                {languageName(one, spoken)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("templates.check.header")}
          <input value={header} maxLength={200} dir="auto" onChange={(event) => setHeader(event.target.value)} />
        </label>
        <label>
          {t("templates.check.body")}
          <textarea value={body} rows={5} maxLength={4_096} dir="auto" onChange={(event) => setBody(event.target.value)} />
        </label>
        <label>
          {t("templates.check.footer")}
          <input value={footer} maxLength={200} dir="auto" onChange={(event) => setFooter(event.target.value)} />
        </label>
        <label>
          {t("templates.check.buttons")}
          <textarea value={buttons} rows={2} maxLength={1_000} dir="auto" onChange={(event) => setButtons(event.target.value)} />
        </label>
      </div>
      <div role="status">
        {lines === undefined ? (
          <p className={css["facts"]}>{t("templates.check.empty")}</p>
        ) : lines.length === 0 ? (
          <p className={css["fine"]}>
            <CircleCheck size={15} strokeWidth={1.75} />
            {t("templates.check.fine")}
          </p>
        ) : (
          <LintLines lines={lines} />
        )}
      </div>
    </SidePanel>
  );
}
