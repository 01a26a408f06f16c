import { Minus, X } from "lucide-react";
import { availabilityOf } from "../../../shared/handoffs/availability.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { hueOf, initials } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { standingWords } from "./availability-words.ts";
import css from "./person-avatar.module.css";

/** A colleague's disc with how they stand: a dot when there, a bar when busy, a cross when away; and in words for who listens. */
export function PersonAvatar({ agent, size = 30 }: { readonly agent: Pick<Agent, "id" | "name" | "availability">; readonly size?: number }) {
  const { t } = useWords();
  const state = availabilityOf(agent);
  const words = standingWords(agent, t);
  return (
    <span className={css["person"]} title={words}>
      <Avatar initials={initials(agent.name)} hue={hueOf(agent.id)} size={size} />
      <i className={css["dot"]} data-state={state} role="img" aria-label={words}>
        {state === "busy" ? (
          <Minus size={8} strokeWidth={4} aria-hidden="true" />
        ) : state === "away" ? (
          <X size={8} strokeWidth={3.5} aria-hidden="true" />
        ) : null}
      </i>
    </span>
  );
}
