import { Copy, Info, TriangleAlert, X } from "lucide-react";
import { memo, useEffect } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { en, type MessageKey } from "../../messages/en.ts";
import type { Notice } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { HeldHop } from "../handoffs/held-hop.tsx";
import { Homecoming } from "../conflicts/homecoming.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./notices.module.css";
import { openConversation } from "./open-conversation.ts";

/** What was refused or told, at the foot of the window, each with a way on. What an agent had written is never lost with it. */
export function Notices() {
  const notices = useInbox((state) => state.notices);
  const { t } = useWords();
  return (
    <section className={css["notices"]} aria-label={t("notice.label")} aria-live="polite">
      <HeldHop />
      <Homecoming />
      {notices.slice(-4).map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

/** Information goes by itself; what was refused stays until it is read. */
const INFO_MS = 6_000;

const NoticeCard = memo(function NoticeCard({ notice }: { readonly notice: Notice }) {
  const commands = useCommands();
  const { t } = useWords();
  const { id, kind, conversationId, text } = notice;

  useEffect(() => {
    if (kind !== "info") return;
    const timer = setTimeout(() => commands.dismissNotice(id), INFO_MS);
    return () => clearTimeout(timer);
  }, [commands, id, kind]);

  const Icon = kind === "info" ? Info : TriangleAlert;
  const sentence = sentenceKey(notice);
  return (
    <div className={css["notice"]} data-kind={kind} role={kind === "info" ? "status" : "alert"}>
      <Icon size={16} strokeWidth={1.75} />
      <div className={css["body"]}>
        <p>{t(sentence, { ...notice.values })}</p>
        {text === undefined ? null : (
          <blockquote className={css["text"]}>
            <span className={css["hint"]}>{t("notice.text")}</span>
            <bdi>{text}</bdi>
          </blockquote>
        )}
        <div className={css["ways"]}>
          {text === undefined ? null : (
            <Button look="link" onClick={() => void navigator.clipboard.writeText(text).then(() => commands.notice("common.copied"))}>
              <Copy size={13} strokeWidth={1.75} />
              {t("common.copy")}
            </Button>
          )}
          {notice.again === undefined ? null : (
            <Button look="link" onClick={commands.retryConnection}>
              {t("notice.again")}
            </Button>
          )}
          {conversationId === undefined ? null : (
            <Button look="link" onClick={() => openConversation(conversationId, commands)}>
              {t("notice.open")}
            </Button>
          )}
        </div>
      </div>
      <IconButton label={t("common.dismiss")} className={css["close"]} onClick={() => commands.dismissNotice(id)}>
        <X size={14} strokeWidth={1.75} />
      </IconButton>
    </div>
  );
});

/** The notice's own sentence; the one of its code where the catalogue does not know it. */
function sentenceKey({ messageKey, code, values }: Notice): MessageKey {
  if (code === "claim_lost" && values["by"] === undefined) return "notice.rejected.claim_lostPlain";
  if (messageKey in en) return messageKey as MessageKey;
  return code === undefined ? "notice.generic" : `notice.rejected.${code}`;
}
