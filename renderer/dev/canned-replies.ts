import type { CannedReply } from "../../shared/inbox/canned-reply.ts";
import { toTeamId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";
import type { CannedReplyCommands } from "../commands/canned-replies.ts";
import { inboxStore } from "../state/inbox-store.ts";
import { irene, NOW, tomas } from "./people.ts";

const made = (one: Omit<CannedReply, "labels" | "updatedAt" | "updatedBy" | "usage"> & Partial<CannedReply>): CannedReply => ({
  labels: [],
  updatedAt: toInstant(NOW - 86_400_000),
  updatedBy: tomas,
  usage: { count: 0 },
  ...one,
});

export const cannedReplies: readonly CannedReply[] = [
  made({
    id: "cr-change",
    shortcut: "address",
    title: "Change of address",
    tags: ["service"],
    labels: ["change"],
    texts: {
      en: "Hi {{name}}, {{agent}} here. We can still change it: which street, house number and postcode should order {{order}} go to?",
      it: "Ciao {{name}}, sono {{agent}}. Possiamo ancora cambiarlo: a quale via, numero e CAP deve andare l’ordine {{order}}?",
      es: "Hola {{name}}, soy {{agent}}. Todavía podemos cambiarla: ¿a qué calle, número y código postal enviamos el pedido {{order}}?",
    },
    usage: { count: 41, lastAt: NOW },
  }),
  made({
    id: "cr-wait",
    shortcut: "wait",
    title: "One moment, please",
    tags: ["waiting"],
    texts: {
      en: "Thank you, {{name}}. I am looking into it and will be back with an answer today.",
      it: "Grazie, {{name}}. Controllo e ti rispondo oggi stesso.",
    },
    usage: { count: 112, lastAt: NOW },
  }),
  made({
    id: "cr-refund",
    shortcut: "reembolso",
    title: "Reembolso en camino",
    tags: ["service"],
    labels: ["refund"],
    texts: { es: "Hola {{name}}, tu reembolso salió hoy y llega en 3 a 5 días." },
  }),
  made({
    id: "cr-spring",
    shortcut: "spring",
    title: "Spring offer",
    tags: ["promo"],
    texts: { en: "Hi {{name}}, until Sunday all boots are ten percent off in our shop." },
  }),
  made({
    id: "cr-own",
    shortcut: "sign",
    title: "My greeting",
    tags: ["closing"],
    ownerId: irene,
    updatedBy: irene,
    texts: { en: "All the best, {{agent}} from {{business}}" },
  }),
];

const put = (reply: CannedReply) => inboxStore.setState((state) => ({ cannedReplies: new Map([...state.cannedReplies, [reply.id, reply]]) }));

/** As a server would do it, without one. */
export const fakeCannedReplyCommands: CannedReplyCommands = {
  addCannedReply: async ({ id = `cr-${inboxStore.getState().cannedReplies.size}`, personal, teamIds, ...fields }) => {
    put({ ...fields, id, teamIds: teamIds.map(toTeamId), ...(personal ? { ownerId: irene } : {}), updatedAt: NOW, updatedBy: irene, usage: { count: 0 } });
    return { kind: "saved", id };
  },
  changeCannedReply: async (before, { teamIds, ...fields }) => {
    put({ ...before, ...fields, teamIds: teamIds.map(toTeamId), updatedAt: NOW, updatedBy: irene });
    return { kind: "saved", id: before.id };
  },
  removeCannedReply: async (id) => {
    inboxStore.setState((state) => ({ cannedReplies: new Map([...state.cannedReplies].filter(([one]) => one !== id)) }));
    return { kind: "saved", id };
  },
  importCannedReplies: async (rows) => ({ kind: "imported", rows: rows.map(() => ({ outcome: "same" })) }),
};
