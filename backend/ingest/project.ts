import { hearPreference } from "../consent/from-platform.ts";
import { ensureContact, ensureNumber } from "./people.ts";
import type { PlatformEvent } from "./platform-event.ts";
import { projectHandover } from "./project-handover.ts";
import { projectAccount, projectNumberName, projectNumberQuality, projectTemplate } from "./project-health.ts";
import { projectIdentityChange } from "./project-identity.ts";
import { projectCall, projectEcho, projectMessage } from "./project-message.ts";
import { projectStatus } from "./project-status.ts";
import type { Projection } from "./projection.ts";

/** [I1] Applies one event once; false where it was known already. */
export function project(p: Projection, event: PlatformEvent): boolean {
  if (!p.tx.once(event.key)) return false;
  switch (event.type) {
    case "message":
      projectMessage(p, event);
      break;
    case "echo":
      projectEcho(p, event);
      break;
    case "status":
      projectStatus(p, event);
      break;
    case "call":
      projectCall(p, event);
      break;
    case "handover":
      projectHandover(p, event);
      break;
    case "identity-change":
      projectIdentityChange(p, event);
      break;
    case "user-preference":
      hearPreference(p.tx, ensureContact(p.tx, event.contact, p).id, event, p.now);
      break;
    case "template":
      projectTemplate(p, event);
      break;
    case "number-quality":
      projectNumberQuality(p, event);
      break;
    case "number-name":
      projectNumberName(p, event);
      break;
    case "account":
      projectAccount(p, event);
      break;
    case "number-problem":
      ensureNumber(p.tx, event.number, p);
      p.tx.appendAudit({ at: p.now, who: "platform", action: "number-problem", target: event.number.phoneNumberId, data: JSON.stringify(event.problems) });
      break;
    case "unrecognised":
      p.tx.countUnrecognised(event.field, event.kind ?? "", p.now);
      break;
  }
  return true;
}
