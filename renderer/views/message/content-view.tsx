import { CircleHelp, MousePointerClick, Phone, Users } from "lucide-react";
import type { Message, MessageContent } from "../../../shared/inbox/message.ts";
import { useWords } from "../words/use-words.ts";
import css from "./content-view.module.css";
import { LocationView } from "./location-view.tsx";
import { LongText } from "./long-text.tsx";
import { MediaView } from "./media-view.tsx";
import { OrderView } from "./order-view.tsx";
import { RichText } from "./rich-text.tsx";
import { TemplateView } from "./template-view.tsx";

/** Every kind of message, drawn as what it is; what we do not know says so. */
export function ContentView({ message }: { readonly message: Message }) {
  const { content } = message;
  switch (content.type) {
    case "text":
      return <LongText text={content.body} />;
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return <MediaView messageId={message.id} content={content} />;
    case "location":
      return <LocationView content={content} />;
    case "contacts":
      return <ContactCards content={content} />;
    case "interactive":
      return <Interactive content={content} />;
    case "button":
      return <Choice title={content.text} kind="button" />;
    case "order":
      return <OrderView content={content} />;
    case "template":
      return <TemplateView template={content} name={content.name} />;
    case "edit":
      return <RichText text={content.body} />;
    case "call":
      return <Call kind={content.kind} />;
    case "reaction":
      return <p className={css["emoji"]}>{content.emoji}</p>;
    case "revoke":
      return <Unsupported originalType="revoke" />;
    case "system":
    case "request_welcome":
      return null;
    case "unsupported":
      return <Unsupported originalType={content.originalType} reason={content.reason} />;
  }
}

type Of<Type extends MessageContent["type"]> = Extract<MessageContent, { readonly type: Type }>;

function Choice({
  title,
  kind,
  description,
}: {
  readonly title: string;
  readonly kind: "button" | "list" | "flow" | "call-permission" | "question" | "other";
  readonly description?: string | undefined;
}) {
  const { t } = useWords();
  return (
    <div>
      <p className={css["hint"]}>
        <MousePointerClick size={13} strokeWidth={1.75} />
        {t(`content.interactive.${kind}`)}
      </p>
      <p className={css["words"]}>
        <bdi>{title}</bdi>
      </p>
      {description === undefined ? null : <p className={css["hint"]}>{description}</p>}
    </div>
  );
}

function Interactive({ content }: { readonly content: Of<"interactive"> }) {
  const { answers, buttons, description, kind, title } = content;
  return (
    <div>
      {kind === "question" ? <RichText text={title} /> : <Choice title={title} kind={kind} description={description} />}
      {answers === undefined ? null : (
        <dl className={css["pairs"]}>
          {answers.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {buttons === undefined || buttons.length === 0 ? null : (
        <ul className={css["buttons"]}>
          {buttons.map((button) => (
            <li key={button}>{button}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ContactCards({ content }: { readonly content: Of<"contacts"> }) {
  const { t } = useWords();
  return (
    <ul className={css["cards"]} aria-label={t("content.contact")}>
      {content.cards.map(({ emails, name, phones }, index) => (
        <li key={index} className={css["card"]}>
          <Users size={18} strokeWidth={1.75} />
          <div>
            <p className={css["strong"]}>
              <bdi>{name}</bdi>
            </p>
            {[...phones, ...emails].map((way) => (
              <p key={way} className={css["hint"]}>
                <bdi>{way}</bdi>
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Call({ kind }: { readonly kind: string }) {
  const { t } = useWords();
  return (
    <p className={css["hint"]}>
      <Phone size={14} strokeWidth={1.75} />
      {t("content.call", { kind })}
    </p>
  );
}

function Unsupported({ originalType, reason }: { readonly originalType: string; readonly reason?: string | undefined }) {
  const { t } = useWords();
  return (
    <div className={css["unsupported"]}>
      <CircleHelp size={17} strokeWidth={1.75} />
      <div>
        <p>{t("content.unsupported", { type: originalType })}</p>
        <p className={css["hint"]}>{reason ?? t("content.unsupportedBody")}</p>
      </div>
    </div>
  );
}
