import { baseLanguage } from "../../../shared/inbox/canned-reply.ts";
import { firstNameOf } from "../../../shared/guard/text/person-name.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { CannedText } from "../composer/canned-reply-picker.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./reply-editor.module.css";

/** As somebody would read it; what has to be filled in by hand is marked. */
export function ReplyPreview({ language, text }: { readonly text: string; readonly language: string }) {
  const { t } = useWords();
  const me = useInbox((state) => state.me?.name);
  const business = useInbox((state) => [...state.numbers.values()][0]?.displayName);
  const values = {
    name: t("canned.sample.name"),
    full_name: t("canned.sample.full_name"),
    topic: t("canned.sample.topic"),
    agent: firstNameOf(me) ?? me ?? "",
    business: business ?? t("canned.sample.business"),
  };
  return (
    <section className={css["preview"]} aria-label={t("canned.previewTitle")}>
      <h3 className={css["label"]}>{t("canned.previewTitle")}</h3>
      <p className={css["bubble"]} lang={baseLanguage(language)} dir="auto">
        <CannedText text={text} values={values} />
      </p>
    </section>
  );
}
