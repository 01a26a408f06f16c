import { CircleCheck, CloudOff, Download, TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Switch } from "../../ui/switch.tsx";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./export-section.module.css";
import { useExport, type ExportPhase } from "./use-export.ts";

const IMPORT = "npx greenline import --data FOLDER FILE";
const MEGABYTE = 1_000_000;

/** [S0-28] Everything as a file, for whoever answers for the data; and how it comes back. */
export function ExportSection() {
  const isAdmin = useInbox(({ me }) => me?.role === "admin");
  const isOffline = useInbox(({ connection }) => connection.kind === "offline");
  const ticker = useTicker();
  const { t } = useWords();
  const id = useId();
  const [media, setMedia] = useState(false);
  const { begin, phase, stop } = useExport(() => new Date(ticker.now()).toISOString().slice(0, 10));
  if (!isAdmin) return null;
  const isRunning = phase.kind === "running";

  return (
    <Section
      title={t("export.title")}
      hint={t("export.hint")}
      action={
        isRunning ? (
          <Button onClick={stop}>{t("export.stop")}</Button>
        ) : (
          <Button look="primary" disabled={isOffline} onClick={() => void begin(media)}>
            <Download size={15} strokeWidth={1.75} />
            {t("export.begin")}
          </Button>
        )
      }
    >
      <div className={css["part"]}>
        <p>{t("export.what")}</p>
        <p className={css["hint"]}>{t("export.without")}</p>
      </div>
      <div className={css["line"]}>
        <div>
          <label htmlFor={id}>{t("export.media")}</label>
          <p className={css["hint"]}>{t("export.media.hint")}</p>
        </div>
        <Switch id={id} on={media} disabled={isRunning} onChange={setMedia} />
      </div>
      <p className={css["warning"]}>
        <TriangleAlert size={15} strokeWidth={1.75} />
        {t("export.personal")}
      </p>
      {isRunning ? <Running phase={phase} /> : null}
      <div role="status">
        {isRunning ? null : isOffline ? (
          <p className={css["state"]}>
            <CloudOff size={15} strokeWidth={1.75} />
            {t("export.offline")}
          </p>
        ) : (
          <Ended phase={phase} />
        )}
      </div>
      <div className={css["part"]}>
        <h3 className={css["title"]}>{t("export.import")}</h3>
        <p className={css["hint"]}>{t("export.import.hint")}</p>
        <code className={css["code"]}>{IMPORT}</code>
      </div>
    </Section>
  );
}

function Running({ phase: { progress } }: { readonly phase: Extract<ExportPhase, { kind: "running" }> }) {
  const id = useId();
  const size = useSize();
  const { t, time } = useWords();
  const of = progress?.of === undefined ? undefined : Math.max(progress.of, progress.lines);
  return (
    <div className={css["running"]}>
      <p id={id}>
        {progress === undefined || of === undefined
          ? t("export.begun")
          : t("export.running", { lines: time.number(progress.lines), of: time.number(of), size: size(progress.bytes) })}
      </p>
      <progress aria-labelledby={id} {...(progress === undefined || of === undefined ? {} : { value: progress.lines, max: of })} />
    </div>
  );
}

function Ended({ phase }: { readonly phase: ExportPhase }) {
  const size = useSize();
  const { t, time } = useWords();
  if (phase.kind === "idle" || phase.kind === "running") return null;
  const isSaved = phase.kind === "saved";
  return (
    <p className={css["state"]} data-look={isSaved || phase.kind === "stopped" ? undefined : "bad"}>
      {isSaved ? <CircleCheck size={15} strokeWidth={1.75} /> : <TriangleAlert size={15} strokeWidth={1.75} />}
      {isSaved ? t("export.saved", { lines: time.number(phase.lines), size: size(phase.bytes) }) : t(`export.fault.${phase.kind}`)}
    </p>
  );
}

/** In megabytes, and never none. */
function useSize(): (bytes: number) => string {
  const { t, time } = useWords();
  return (bytes) => t("export.size", { number: time.number(Math.max(1, Math.round(bytes / MEGABYTE))) });
}
