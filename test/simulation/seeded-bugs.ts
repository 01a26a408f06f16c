interface Place {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A mistake that somebody could make, as a change of one place in the product's own source. The simulation has to notice it. */
export interface SeededBug extends Place {
  readonly name: string;
  /** A second guard stands behind the first and makes the mistake harmless: it is taken away too. */
  readonly also?: Place;
  /** Which invariant should break first. More than one where it may show in several ways. */
  readonly breaks: readonly string[];
  /** Seen in the real databases alone. */
  readonly real?: boolean;
}

export const placesOf = (bug: SeededBug): readonly Place[] => (bug.also === undefined ? [bug] : [bug, bug.also]);

export const SEEDED_BUGS: readonly SeededBug[] = [
  {
    name: "what was under way at a crash is sent again at the start",
    file: "backend/outbound/sender.ts",
    find: `for (const send of tx.sends({ state: "sending" })) becomeUnknown(tx, send, clock.now());`,
    replace: `for (const send of tx.sends({ state: "sending" })) tx.putSend({ ...send, state: "ready" });`,
    breaks: ["I2"],
  },
  {
    name: "an unknown outcome is tried again",
    file: "backend/outbound/sender.ts",
    find: `      case "unknown":
        becomeUnknown(tx, send, now);`,
    replace: `      case "unknown":
        tx.putSend({ ...send, state: "ready", nextAt: now });
        putMessage(tx, { ...message, state: "queued" });`,
    breaks: ["I2"],
  },
  {
    name: "the attempt is not written down before the POST",
    file: "backend/outbound/sender.ts",
    find: `    tx.putSend(begun);
    logOverridden`,
    replace: `    logOverridden`,
    breaks: ["I2", "I3", "I15"],
  },
  {
    name: "an unknown outcome is never given to a person",
    file: "backend/outbound/sender.ts",
    find: `        if (message !== undefined) holdSend(tx, send, message, { reason: "unknown_outcome", findings: [] }, now);`,
    replace: ``,
    breaks: ["I15", "I3"],
  },
  {
    name: "the window has no margin",
    file: "shared/guard/rules/window.ts",
    find: `  const window = serviceWindow(conversation, plus(now, windowMargin));
  if (window.kind === "open" || window.kind === "possible") return [];`,
    replace: `  const window = serviceWindow(conversation, now);
  if (window.kind === "open" || window.kind === "possible") return [];`,
    breaks: ["I4"],
  },
  {
    name: "the window is not looked at again",
    file: "backend/outbound/guard-send.ts",
    find: `  const findings = findingsFor(tx, conversation, draft, { ...message.author, approvedBy: message.approvedBy }, now, send.order, topic);`,
    replace: `  const findings = findingsFor(tx, conversation, draft, { ...message.author, approvedBy: message.approvedBy }, now, send.order, topic).filter(({ rule }) => rule !== "G-WINDOW");`,
    breaks: ["I4"],
  },
  {
    name: "the claim's fencing token is not looked at",
    file: "backend/outbound/guard-send.ts",
    find: `  if (fenced && conversation.assigneeId !== send.agentId`,
    replace: `  if (!fenced && conversation.assigneeId !== send.agentId`,
    breaks: ["I5"],
  },
  {
    name: "a claim takes what somebody owns",
    file: "shared/sync/decide.ts",
    find: `  if (conversation.assigneeId !== undefined) return { type: "reject", code: "claim_lost", by: conversation.assigneeId };
  if (conversation.claimEpoch !== epoch) return { type: "reject", code: "claim_lost" };`,
    replace: `  if (epoch < 0) return { type: "reject", code: "claim_lost" };`,
    breaks: ["I5"],
  },
  {
    name: "a change of owner leaves the claim's epoch as it was",
    file: "shared/sync/decide.ts",
    find: `  const claimEpoch = conversation.claimEpoch + 1;`,
    replace: `  const { claimEpoch } = conversation;`,
    breaks: ["I5"],
  },
  {
    name: "reports overwrite each other in the order of their arrival",
    file: "shared/inbox/delivery.ts",
    find: `  const ahead = (RANK[report.state] ?? -1) > (RANK[delivery.state] ?? -1);`,
    replace: `  const ahead = report.state !== delivery.state;`,
    breaks: ["I10"],
  },
  {
    name: "a webhook that comes twice is taken twice",
    file: "backend/ingest/project.ts",
    find: `  if (!p.tx.once(event.key)) return false;`,
    replace: `  p.tx.once(event.key);`,
    breaks: ["I1"],
  },
  {
    name: "one bad body holds up those behind it",
    file: "backend/ingest/projector.ts",
    find: `          if (normalised.type === "poison") {
            tx.setAside(String(entry.id), normalised.reason, entry.receivedAt);
            continue;
          }`,
    replace: `          if (normalised.type === "poison") return;`,
    breaks: ["I15", "I1"],
  },
  {
    name: "what was received counts as read before its rows are written",
    file: "backend/ingest/projector.ts",
    find: `      store.write((tx) => {
        const touched = new Set<ConversationId>();
        let duplicates = 0;`,
    replace: `      store.write((tx) => tx.setMeta(CURSOR, String(entries.at(-1)?.id ?? 0)));
      store.write((tx) => {
        const touched = new Set<ConversationId>();
        let duplicates = 0;`,
    breaks: ["I1", "I13"],
  },
  {
    name: "a push that comes again runs again",
    file: "backend/mutations/push.ts",
    find: `      if (id <= last) {`,
    replace: `      if (id < 0) {`,
    breaks: ["I8", "I15"],
  },
  {
    name: "a gap is jumped over",
    file: "backend/mutations/push.ts",
    find: `      if (id > last + 1) return { id: toMutationId(id), st: "gap", expected: toMutationId(last + 1) };`,
    replace: ``,
    breaks: ["I3", "I8", "I15"],
  },
  {
    name: "a refused mutation does not move the watermark",
    file: "backend/mutations/push.ts",
    find: `      if (device !== undefined) tx.putDevice({ ...device, lastMutId: id, lastSeenAt: clock.now() });`,
    replace: `      if (device !== undefined && outcome.st !== "rejected") tx.putDevice({ ...device, lastMutId: id, lastSeenAt: clock.now() });`,
    breaks: ["I15", "I17", "I6", "I3", "I8"],
  },
  {
    name: "the watermark runs ahead of the rows",
    file: "backend/sync/lines.ts",
    find: `page.rows.length === 0 ? 0 : (tx.device(deviceId)?.lastMutId ?? 0);`,
    replace: `page.rows.length === 0 ? 0 : (tx.device(deviceId)?.lastMutId ?? 0) + 1;`,
    breaks: ["I12", "I3"],
  },
  {
    name: "a page is shared with whom the log speaks of",
    file: "backend/sync/page-reader.ts",
    find: `    return scopes.some((scope) => known.has(scope));`,
    replace: `    return scopes.length === 0 && known.size > 0;`,
    breaks: ["I6", "I12"],
  },
  {
    name: "rights that changed are not looked at while a desk is connected",
    file: "backend/sync/lines.ts",
    find: `    if (changed.length === 0) return;`,
    replace: `    if (changed.length >= 0) return;`,
    breaks: ["I11", "I6"],
  },
  {
    name: "what leaves a desk's rights is not taken off it",
    file: "backend/sync/read-page.ts",
    find: `  if (op === "revoke") return revoked(tx, id, seq, scopes);`,
    replace: `  if (op === "revoke") return [];`,
    breaks: ["I11"],
  },
  {
    name: "own wishes are dropped when they are answered, not when the rows hold them",
    file: "renderer/sync/pending-queue.ts",
    find: `    visible: () => [...missing(), ...pending.filter(({ id }) => id > wm)],`,
    replace: `    visible: () => [...missing(), ...pending.filter(({ id }) => id > wm && !known.has(id))],`,
    breaks: ["I12"],
  },
  {
    name: "wishes are kept in memory alone",
    file: "renderer/sync/pending-queue.ts",
    find: `        const added = await outbox.append(mutation, madeAt, sentDraftOf);
        pending = [...pending, added];`,
    replace: `        const added = await outbox.append(mutation, madeAt, sentDraftOf);
        await outbox.remove([added.id]);
        pending = [...pending, added];`,
    breaks: ["I3"],
  },
  {
    name: "a gap is not closed by new numbers",
    file: "renderer/sync/pending-queue.ts",
    find: `      await renumber(lastMutId + 1, (id) => id > lastMutId);
      return true;`,
    replace: `      return true;`,
    breaks: ["I15"],
  },
  {
    name: "words that were refused are not given back",
    file: "renderer/sync/settle-results.ts",
    find: `        await queue.drop(result.id, onRefusal({ pending, result }));`,
    replace: `        await queue.drop(result.id, Promise.resolve());`,
    breaks: ["I3", "I12"],
  },
  {
    name: "a draft is written when the window closes, and not before",
    file: "renderer/commands/drafts.ts",
    find: `      cancel = timers.after(WRITE_AFTER_MS, () => void flush());`,
    replace: ``,
    breaks: ["I16"],
  },
  {
    name: "words that come back take the place of what is being typed",
    file: "renderer/commands/refusal.ts",
    find: `if (text !== undefined && !state().drafts.has(conversationId)) await`,
    replace: `if (text !== undefined) await`,
    breaks: ["I16"],
  },
  {
    name: "no pull makes up for a delta that was lost",
    file: "renderer/sync/sync-client.ts",
    find: `    cancelSafety = timers.after(SAFETY_PULL_MS * (1 + random()), pullNow);`,
    replace: ``,
    breaks: ["I6", "I15"],
  },
  {
    name: "a page from anywhere is applied",
    file: "renderer/replica/apply-page.ts",
    find: `    if (position === undefined || page.from !== position.cursor || page.epoch !== position.epoch) return undefined;`,
    replace: `    if (position === undefined) return undefined;`,
    also: {
      file: "renderer/sync/sync-client.ts",
      find: `if (page.from === cursor && (await apply(page)))`,
      replace: `if (await apply(page))`,
    },
    breaks: ["I6", "I7", "I12"],
    real: true,
  },
  {
    name: "what a restored server has lost is not pushed again",
    file: "renderer/sync/pending-queue.ts",
    find: `          const lost = acknowledged.filter((each) => isLost(each, epoch, lineage));`,
    replace: `          const lost = acknowledged.filter((each) => isLost(each, epoch, lineage)).slice(0, 0);`,
    breaks: ["I3", "I12"],
  },
  {
    name: "what an earlier life of the server may have sent is sent again",
    file: "renderer/sync/pending-queue.ts",
    find: `const unsure = (mutation: Mutation): Mutation => (mutation.kind === "send" ? { ...mutation, restored: true } : mutation);`,
    replace: `const unsure = (mutation: Mutation): Mutation => mutation;`,
    breaks: ["I2"],
  },
  {
    name: "a restored server sends what was on its way at the backup",
    file: "backend/store/hold-restored.ts",
    find: `  if (state !== "held") return true;`,
    replace: `  if (state !== "held") return state !== "ready";`,
    breaks: ["I2"],
  },
  {
    name: "reports are not kept for a message that only its author's desk still has",
    file: "backend/ingest/project-status.ts",
    find: `  const meant = message.clientId === undefined ? [] : p.tx.unparkStatusesOf(message.clientId);`,
    replace: `  const meant: readonly string[] = [];`,
    breaks: ["I3"],
  },
  {
    name: "after an older cache came back own messages are out of sight",
    file: "renderer/sync/pending-queue.ts",
    find: `    visible: () => [...missing(), ...pending`,
    replace: `    visible: () => [...missing().slice(0, 0), ...pending`,
    breaks: ["I12"],
  },
  {
    name: "a fold takes a row away and puts it nowhere",
    file: "renderer/replica/fold.ts",
    find: `  await putChunk(database, { ...chunk, rows });
  await forget(database, inside);`,
    replace: `  await forget(database, inside);`,
    breaks: ["I6", "I12"],
    real: true,
  },
  {
    name: "what a fold puts into a chunk is not found by its conversation",
    file: "renderer/replica/thread-places.ts",
    find: `    const isNew = hashes.filter((hash) => !isKnown(hash));`,
    replace: `    const isNew = hashes.filter((hash) => !isKnown(hash)).slice(0, 0);`,
    breaks: ["I6", "I12"],
    real: true,
  },
  {
    name: "a breach stands at the time at which somebody looked",
    file: "backend/sla/keep-record.ts",
    find: `  at,
  detectedAt: now,`,
    replace: `  at: now,
  detectedAt: now,`,
    breaks: ["I9"],
  },
  {
    name: "a breach that late news disproves stays",
    file: "backend/sla/keep-record.ts",
    find: `  for (const wrong of correct) {`,
    replace: `  for (const wrong of correct.slice(0, 0)) {`,
    breaks: ["I9"],
  },
  {
    name: "the clock's offset takes the whole round trip for the way there",
    file: "renderer/sync/clock-offset.ts",
    find: `offset: server - (asked + answered) / 2`,
    replace: `offset: server - asked - 500`,
    breaks: ["I14"],
  },
];
