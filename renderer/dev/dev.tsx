import { createRoot } from "react-dom/client";
import { toInstant } from "../../shared/time.ts";
import { App } from "../app.tsx";
import { emptyInbox, inboxStore } from "../state/inbox-store.ts";
import { systemClock } from "../state/ticker.ts";
import { setUi } from "../state/ui-store.ts";
import { sortNumber } from "../../shared/inbox/views.ts";
import { explainUrgent } from "../views/why/open-why.ts";
import { ago, amelia, idOf, made } from "./conversations.ts";
import { overdueClock } from "./histories.ts";
import { fakeCommands, fakeInbox, fakeSignIn } from "./fixtures.tsx";
import { guardCheck } from "./guard.ts";
import { claimed, handoffOf, withHandoffs } from "./handoffs.ts";
import { NOW } from "./people.ts";
import { afterAnOffer } from "./signals.ts";
import { withConflicts, withWaiting } from "./waiting.ts";
import { slaSituation } from "./sla-settings.ts";

// Views without a server: dev.html?theme=dark&state=offline&open=c-6
const wish = new URLSearchParams(location.search);
const started = systemClock.now();
const still = wish.has("still");
const clock = { now: () => toInstant(NOW + (still ? 0 : systemClock.now() - started)) };

const open = wish.get("open");
setUi({
  theme: (wish.get("theme") ?? "light") as "light",
  density: (wish.get("density") ?? "comfortable") as "compact",
  contextCollapsed: false,
  viewsCollapsed: false,
  listWidth: 360,
});
if (open !== "none") setUi({ selected: open === null ? amelia : idOf(Number(open.slice(2))), opened: open === null ? amelia : idOf(Number(open.slice(2))) });
const asking = wish.get("asking");
if (asking !== null) setUi({ asking: { kind: asking as "snooze", conversationId: amelia } });
const page = wish.get("page");
if (page !== null) setUi({ page: page as "board" });
const tab = wish.get("tab");
if (tab !== null) setUi({ settingsTab: tab as "policies" });
if (wish.has("palette")) setUi({ paletteOpen: true });
if (wish.has("shortcuts")) setUi({ shortcutsOpen: true });

const state = wish.get("state");
inboxStore.setState(
  state === "offline"
    ? fakeInbox({ connection: { kind: "offline", asOf: ago(11) }, queued: 3, offset: { ms: 0, certain: false } })
    : state === "loading"
      ? { ...emptyInbox, connection: { kind: "starting", conversations: 24_000 } }
      : state === "first"
        ? { ...emptyInbox, connection: { kind: "live" } }
        : state === "empty"
          ? fakeInbox({ list: { view: "due", sort: "due", query: "", ids: [] } })
          : state === "notices"
            ? fakeInbox({
                notices: [
                  {
                    id: "1",
                    kind: "rejected",
                    code: "claim_lost",
                    messageKey: "notice.rejected.claim_lost",
                    values: { by: "Sofia Rossi" },
                    conversationId: amelia,
                    text: "I can help you with that.",
                  },
                  { id: "2", kind: "info", messageKey: "common.copied", values: {} },
                ],
              })
            : fakeInbox(),
);

// Too many at once: dev.html?surge
if (wish.has("surge"))
  inboxStore.setState(({ me, numbers }) => ({
    me: me === undefined ? undefined : { ...me, role: "lead" as const },
    numbers: new Map(
      [...numbers].map(([id, number], i) => [id, i === 0 ? { ...number, surge: { since: ago(17), because: { kind: "queue" as const, value: 43 } } } : number]),
    ),
  }));

// A bad morning: dev.html?overdue=12
const overdue = Number(wish.get("overdue") ?? 0);
if (overdue > 0) {
  const late = made.slice(0, overdue).map(({ conversation }, index) => ({ ...conversation, state: "open" as const, clocks: [overdueClock(index)] }));
  inboxStore.setState((before) => ({
    conversations: new Map([...before.conversations, ...late.map((each) => [each.id, each] as const)]),
    list: { view: "breached", sort: "due", query: "", ids: late.toSorted((a, b) => sortNumber(a, "due") - sortNumber(b, "due")).map(({ id }) => id) },
    counts: { ...before.counts, breached: overdue },
  }));
}
if (page === "health" && state === null) inboxStore.setState(({ numbers }) => ({ numbers: afterAnOffer(numbers) }));
if (wish.has("w")) explainUrgent(open === null ? amelia : idOf(Number(open.slice(2))), fakeCommands);
if (wish.has("alerts")) setUi({ alertsOpen: true });

// Who waits for a person: dev.html?page=handoffs, or claimed already: dev.html?claimed
if (page === "handoffs" && (state === null || state === "offline")) inboxStore.setState(withHandoffs);
if (wish.has("claimed")) {
  inboxStore.setState((before) => claimed(withHandoffs(before), handoffOf(0)));
  setUi({ selected: handoffOf(0), opened: handoffOf(0) });
}
// What waits for the network: dev.html?pending, and what came back from it: dev.html?conflicts, or ?returned beside the composer.
if (wish.has("pending")) {
  inboxStore.setState(withWaiting());
  setUi({ offlineWork: "waits" });
}
if (wish.has("conflicts") || wish.has("returned")) {
  inboxStore.setState(withConflicts);
  if (wish.has("conflicts")) setUi({ offlineWork: "returned" });
}
const role = wish.get("role");
if (role !== null) inboxStore.setState(({ me }) => ({ me: me === undefined ? undefined : { ...me, role: role as "lead" } }));

// What the guard says: dev.html?guard=topic, or `real` for the rules themselves in their worker.
const commands = { ...fakeCommands, ...slaSituation(wish.get("sla")), check: guardCheck(wish.get("guard"), clock) };

// A start that failed: dev.html?problem=full
const problem = wish.get("problem");

const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <App
      session={problem !== null ? "not-started" : wish.has("signin") ? "signed-out" : "signed-in"}
      problem={(problem ?? undefined) as "full" | undefined}
      commands={commands}
      signIn={fakeSignIn}
      server={{ url: wish.get("server") ?? "", embedded: wish.has("embedded"), demo: true }}
      secretStore="weak"
      clock={clock}
      languages={[wish.get("lang") ?? "en-GB"]}
    />,
  );
