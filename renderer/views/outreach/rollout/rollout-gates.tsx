import { CircleCheck, CircleX } from "lucide-react";
import type { RolloutGateRead } from "../../../guard/rollout-answer.ts";
import type { MessageKey } from "../../../messages/en.ts";
import { useTicker } from "../../../state/ticker.ts";
import { useWords, type Words } from "../../words/use-words.ts";
import css from "./rollout.module.css";
import { useShare } from "./use-share.ts";

/** What opens the next stage: each gate with its figure, its bound, and where the figure comes from. */
export function RolloutGates({ gates, mayPromote }: { readonly gates: readonly RolloutGateRead[]; readonly mayPromote: boolean }) {
  const { t } = useWords();
  const words = useGateWords();
  const shut = gates.filter(({ isOpen }) => !isOpen).length;
  return (
    <div className={css["gates"]}>
      <h4 className={css["group"]}>
        {t("rollout.gates")}
        {mayPromote || shut === 0 ? null : <span className={css["dim"]}>{t("rollout.promoteShut", { count: shut })}</span>}
      </h4>
      <table className={css["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("rollout.column.gate")}</th>
            <th scope="col">{t("rollout.column.figure")}</th>
            <th scope="col">{t("rollout.column.bound")}</th>
            <th scope="col" className={css["from"]}>
              {t("rollout.column.source")}
            </th>
          </tr>
        </thead>
        <tbody>
          {gates.map((gate) => (
            <tr key={gate.gate} data-open={gate.isOpen ? "" : undefined}>
              <th scope="row">
                <span className={css["gate"]}>
                  {gate.isOpen ? (
                    <CircleCheck size={15} strokeWidth={1.75} role="img" aria-label={t("rollout.met")} />
                  ) : (
                    <CircleX size={15} strokeWidth={1.75} role="img" aria-label={t("rollout.unmet")} />
                  )}
                  {t(`rollout.gate.${gate.gate}`)}
                </span>
              </th>
              <td className={css["figure"]}>{words.figure(gate)}</td>
              <td className={css["dim"]}>{words.bound(gate)}</td>
              <td className={css["from"]}>{sourceWords(gate.source, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useGateWords() {
  const { t, time } = useWords();
  const ticker = useTicker();
  const percent = useShare();
  const share = (of: number): string => percent(of * 100);
  return {
    figure: (gate: RolloutGateRead): string => {
      switch (gate.gate) {
        case "dwell":
          return gate.isOpen ? t("rollout.figure.dwellOver") : t("rollout.figure.dwellUntil", { time: time.until(gate.until, ticker.now()) });
        case "quality":
          return t(`rollout.figure.quality.${gate.quality}`);
        case "sent":
          return time.number(gate.sent);
        case "failed":
        case "opted-out":
          return t("rollout.figure.share", { share: share(gate.share), count: time.number(gate.count) });
        case "answered-in-time":
          return gate.share === undefined ? t("rollout.figure.nobody") : share(gate.share);
      }
    },
    bound: (gate: RolloutGateRead): string => {
      switch (gate.gate) {
        case "dwell":
          return t("rollout.bound.dwell");
        case "quality":
          return t("rollout.bound.quality");
        case "sent":
          return t("rollout.bound.sent", { needed: time.number(gate.needed) });
        case "failed":
        case "opted-out":
          return t("rollout.bound.most", { share: share(gate.bound) });
        case "answered-in-time":
          return t("rollout.bound.least", { share: share(gate.bound) });
      }
    },
  };
}

const SOURCES = new Set<string>(["clock", "platform", "notifications", "consents", "answers"]);
/** A server that is newer may know another source; its own word is better than none. */
const sourceWords = (source: string, t: Words["t"]): string => (SOURCES.has(source) ? t(`rollout.source.${source}` as MessageKey) : source);
