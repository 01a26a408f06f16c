import { useCallback } from "react";
import type { Hop, Place } from "../../../shared/handoffs/hops.ts";
import type { AgentId, ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { handoffReason } from "../handoffs/handoff-reason.ts";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-section.module.css";

/** [HO9] Where it has been: from whom to whom, when, why, and how long it lay there. The server knows it whole. */
export function HandoffHops({ id }: { readonly id: ConversationId }) {
  const { hops } = useCommands();
  // A hop more is a question more; one's own is there before the server knows it, and is asked for again when it does.
  const hop = useInbox((state) => `${state.conversations.get(id)?.claimEpoch ?? ""} ${state.pending.has(id)}`);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked anew with every hop
  const { refresh, seen, state } = useFacts(useCallback(() => hops(id), [hops, id, hop]));
  const { t } = useWords();
  if (seen === undefined) {
    if (state === "loading") return <p className={css["quiet"]}>{t("handoffs.loading")}</p>;
    return (
      <p className={css["quiet"]}>
        {t(state === "needs-network" ? "handoffs.hops.offline" : "handoffs.hops.failed")}{" "}
        {state === "failed" ? (
          <Button look="link" onClick={() => void refresh()}>
            {t("handoffs.again")}
          </Button>
        ) : null}
      </p>
    );
  }
  const all = seen.fact;
  if (all.length === 0) return <p className={css["quiet"]}>{t("handoffs.hops.none")}</p>;
  return (
    <>
      <ol className={css["hops"]}>
        {all.map((hop, index) => (
          <HopLine key={`${hop.at} ${hop.why} ${placeKey(hop.to)}`} hop={hop} begins={index === 0 && hop.why === "bot-took"} />
        ))}
      </ol>
      <Sums hops={all} />
    </>
  );
}

interface HopLineProps {
  readonly hop: Hop;
  /** It lay nowhere before. */
  readonly begins: boolean;
}

function HopLine({ begins, hop: { at, by, durationMs, from, ongoing, reason, to, why } }: HopLineProps) {
  const ticker = useTicker();
  const { t, time } = useWords();
  const [source, target, who] = [usePlace(from), usePlace(to), useName(by, "common.youObject")];
  // Who takes it, or lets go of it, stands there already; where a rule took it from the bot, the bot did nothing.
  const isSaid = from.kind === "bot" || [from, to].some((place) => place.kind === "agent" && place.agentId === by);
  const told = [
    t(`handoffs.hop.${why}`),
    reason === undefined ? undefined : handoffReason(reason, t),
    by === undefined || isSaid ? undefined : t("handoffs.hop.by", { who }),
  ];
  return (
    <li>
      <span>
        {begins ? null : (
          <>
            <bdi>{source}</bdi> →{" "}
          </>
        )}
        <bdi>{target}</bdi>
      </span>
      <span className={css["when"]}>{time.until(at, ticker.now())}</span>
      <span className={css["why"]}>
        {told.filter((one) => one !== undefined).join(" · ")}
        {to.kind === "done" ? null : ` · ${t(ongoing === true ? "handoffs.hop.laySoFar" : "handoffs.hop.lay", { time: time.left(wholeSeconds(durationMs)) })}`}
      </span>
    </li>
  );
}

/** So that what is shown adds up. */
const wholeSeconds = (ms: number): number => Math.round(ms / 1_000) * 1_000;

/** How long it lay with the bot, in the queue and with people, apart and together. */
function Sums({ hops }: { readonly hops: readonly Hop[] }) {
  const { t, time } = useWords();
  const lay = (kind: Place["kind"]): number => hops.reduce((sum, { durationMs, to }) => (to.kind === kind ? sum + wholeSeconds(durationMs) : sum), 0);
  const parts = (["bot", "queue", "agent"] as const).map((kind) => ({ kind, ms: lay(kind) })).filter(({ ms }) => ms > 0);
  if (parts.length < 2) return null;
  const together = parts.reduce((sum, { ms }) => sum + ms, 0);
  return (
    <p className={css["sums"]}>
      {parts.map(({ kind, ms }) => (
        <span key={kind}>{t(`handoffs.lay.${kind}`, { time: time.left(ms) })}</span>
      ))}
      <span>{t("handoffs.lay.together", { time: time.left(together) })}</span>
    </p>
  );
}

function usePlace(place: Place): string {
  const { t } = useWords();
  const agent = useName(place.kind === "agent" ? place.agentId : undefined);
  const team = useInbox((state) => (place.kind === "queue" && place.teamId !== undefined ? state.teams.get(place.teamId)?.name : undefined));
  switch (place.kind) {
    case "agent":
      return agent;
    case "queue":
      return team === undefined ? t("handoffs.place.queue") : t("handoffs.place.team", { team });
    default:
      return t(`handoffs.place.${place.kind}`);
  }
}

function useName(id: AgentId | undefined, you: "common.you" | "common.youObject" = "common.you"): string {
  const { t } = useWords();
  const me = useInbox((state) => state.me?.id);
  const name = useInbox((state) => (id === undefined ? undefined : state.agents.get(id)?.name));
  return id !== undefined && id === me ? t(you) : (name ?? t("common.unknown"));
}

const placeKey = (place: Place): string => (place.kind === "agent" ? place.agentId : place.kind === "queue" ? (place.teamId ?? "queue") : place.kind);
