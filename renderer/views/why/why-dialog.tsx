import type { ConversationId } from "../../../shared/ids.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import type { ClockName } from "../../state/ui-state.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { MissCause } from "../context/miss-cause.tsx";
import { focusList } from "../shell/focus.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { Timeline } from "./timeline.tsx";
import { useReasons, type Asked } from "./use-reasons.ts";
import css from "./why-dialog.module.css";

const close = () => {
  setUi({ why: undefined });
  requestAnimationFrame(() => document.activeElement === document.body && focusList());
};

/** [R3] "Why 14:07?": what made the clock that somebody asked about what it is. */
export function WhyDialog() {
  const why = useUi((ui) => ui.why);
  const clock = useInbox((state) =>
    why === undefined ? undefined : state.conversations.get(why.conversationId)?.clocks.find((each) => isNamed(each, why.clock)),
  );
  return why === undefined || clock === undefined ? null : (
    <Why key={`${why.conversationId}-${clock.kind}-${clock.startedAt}`} id={why.conversationId} clock={clock} />
  );
}

const isNamed = (clock: Clock, { kind, owner, startedAt }: ClockName): boolean => clock.kind === kind && clock.startedAt === startedAt && clock.owner === owner;

function Why({ id, clock }: { readonly id: ConversationId; readonly clock: Clock }) {
  const name = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? "" : contactName(state.contacts.get(conversation.contactId));
  });
  const ticker = useTicker();
  const { t, time } = useWords();
  const { again, asked } = useReasons(id, clock);
  const of = t(`clock.${clock.kind}`);
  const title = clock.dueAt === undefined ? t("why.titlePlain", { clock: of }) : t("why.title", { clock: of, time: time.dated(clock.dueAt, ticker.now()) });

  return (
    <Dialog open onClose={close} title={title} body={name} closeLabel={t("common.close")} width={560}>
      {asked.kind === "asking" ? <Asking /> : <Timeline id={id} reasons={asked.reasons} onLeave={close} />}
      <MissCause id={id} clock={clock} className={css["cause"]} />
      {asked.kind === "here" ? <AsFarAsKnown asked={asked} onAgain={again} /> : null}
    </Dialog>
  );
}

function Asking() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("why.loading")} className={css["bones"]}>
      {[58, 74, 46, 52].map((width) => (
        <div key={width}>
          <Skeleton width={56} />
          <Skeleton width={`${width}%`} />
        </div>
      ))}
    </div>
  );
}

function AsFarAsKnown({ asked, onAgain }: { readonly asked: Extract<Asked, { readonly kind: "here" }>; readonly onAgain: () => void }) {
  const { t } = useWords();
  const { missing } = asked.reasons;
  return (
    <div className={css["here"]} role="status">
      <p>
        {t(asked.why === "no-network" ? "why.here" : "why.failed")}
        {missing === undefined ? null : ` ${t(missing === "paused" ? "why.partly" : "why.recounted")}`}
      </p>
      <Button size="small" onClick={onAgain}>
        {t("why.again")}
      </Button>
    </div>
  );
}
