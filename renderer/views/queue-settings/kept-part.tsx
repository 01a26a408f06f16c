import type { ReactNode } from "react";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { Kept } from "../../commands/kept-settings.ts";
import { useInbox } from "../../state/inbox-store.ts";
import auto from "../auto-reply/auto-reply.module.css";
import { KeptSaveBar } from "../auto-reply/kept-save-bar.tsx";
import { KeptTrouble } from "../auto-reply/kept-trouble.tsx";
import type { KeptSettings } from "../auto-reply/use-kept-settings.ts";
import { Section } from "../settings/section.tsx";

interface Props<Settings, Fact extends Kept<Settings>> {
  readonly title: string;
  readonly hint: string;
  readonly kept: KeptSettings<Settings, Fact>;
  readonly problems: readonly Problem[];
  readonly children: (settings: Settings) => ReactNode;
}

/** Settings that are saved as one: to be read without a network, and changed with one. */
export function KeptPart<Settings, Fact extends Kept<Settings>>({ children, hint, kept, problems, title }: Props<Settings, Fact>) {
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  return (
    <div>
      <Section title={title} hint={hint}>
        {kept.settings === undefined ? (
          // Without a network the page says so once.
          kept.facts.state === "loading" ? (
            <KeptTrouble facts={kept.facts} />
          ) : null
        ) : (
          <fieldset className={auto["card"]} disabled={offline} aria-label={title}>
            {children(kept.settings)}
          </fieldset>
        )}
      </Section>
      <KeptSaveBar {...kept} what={title} faults={problems.length} />
    </div>
  );
}
