import { between, plus } from "../../time.ts";
import { serviceWindow } from "../../window/service-window.ts";
import type { Rule } from "../context.ts";

const REMEDIES = [{ command: "use-template" }, { command: "keep-draft" }] as const;

/** [G-WINDOW] Free text needs an open customer service window, with the policy's margin to spare. */
export const windowRule: Rule = (draft, { conversation }, { windowMargin }, now) => {
  if (draft.kind === "template") return [];

  const window = serviceWindow(conversation, plus(now, windowMargin));
  if (window.kind === "open" || window.kind === "possible") return [];

  const stillOpen = serviceWindow(conversation, now);
  if (stillOpen.kind === "open" || stillOpen.kind === "possible") {
    const evidence = { closesAt: stillOpen.closesAt, remainingMs: between(now, stillOpen.closesAt), marginMs: windowMargin };
    return [{ rule: "G-WINDOW", severity: "stop", messageKey: "guard.window.margin", evidence, remedies: REMEDIES }];
  }
  if (window.kind === "never-opened") return [{ rule: "G-WINDOW", severity: "stop", messageKey: "guard.window.neverOpened", evidence: {}, remedies: REMEDIES }];
  return [{ rule: "G-WINDOW", severity: "stop", messageKey: "guard.window.closed", evidence: { closedAt: window.closedAt }, remedies: REMEDIES }];
};

/** [G-WINDOW-MAYBE] Only a reaction, an unsupported message or another app's copy would keep the window open. */
export const windowMaybeRule: Rule = (draft, { conversation }, { windowMargin }, now) => {
  if (draft.kind === "template") return [];

  const window = serviceWindow(conversation, plus(now, windowMargin));
  if (window.kind !== "possible") return [];
  const evidence = { possibleInboundAt: conversation.possibleInboundAt, closesAt: window.closesAt };
  return [
    {
      rule: "G-WINDOW-MAYBE",
      severity: "confirm",
      messageKey: "guard.window.maybe",
      evidence,
      remedies: [{ command: "use-template" }, { command: "try-once" }],
    },
  ];
};
