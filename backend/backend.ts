import { mkdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Logger } from "pino";
import { uuidv7 } from "uuidv7";
import { WEBHOOK_RETRY } from "../shared/alert-channels/webhook-retry.ts";
import type { Clock, Instant } from "../shared/time.ts";
import { VERSION } from "../shared/version.ts";
import { startWebhookDelivery } from "./alert-channels/webhook-delivery.ts";
import { createAuth } from "./auth/auth.ts";
import { newToken } from "./auth/tokens.ts";
import { answerAbsence } from "./auto-reply/answer-absence.ts";
import { startBotDelivery } from "./bots/bot-delivery.ts";
import { createPostToBot } from "./bots/post.ts";
import { startThreadControl } from "./bots/thread-control.ts";
import { createCalendarQuestions } from "./calendars/calendar-questions.ts";
import { createCloudApi } from "./cloud-api/http-client.ts";
import { lateCloudApi } from "./cloud-api/late-cloud-api.ts";
import { WABA_ID } from "./cloud-api/simulator/simulator-config.ts";
import type { Config } from "./config.ts";
import { startDeskWork } from "./demo/desk-work.ts";
import { DEMO_VISITOR, seedWorkspace } from "./demo/seed-workspace.ts";
import { startSimulator, type RunningSimulator } from "./demo/start-simulator.ts";
import { tellPastWeeks } from "./demo/tell-past-weeks.ts";
import { createExports } from "./export/exports.ts";
import { createForecasts } from "./forecast/forecasts.ts";
import { createGuardPreview } from "./guard/guard-preview.ts";
import { startTopicModel } from "./guard/topic-model.ts";
import { createMetrics } from "./http/metrics.ts";
import { originCheck } from "./http/origins.ts";
import { alertChannelRoutes } from "./http/routes/alert-channels.ts";
import { approvalRoutes } from "./http/routes/approvals.ts";
import { auditRoutes } from "./http/routes/audit.ts";
import { autoReplyRoutes } from "./http/routes/auto-reply.ts";
import { botRoutes } from "./http/routes/bots.ts";
import { breachRoutes } from "./http/routes/breaches.ts";
import { cannedReplyRoutes } from "./http/routes/canned-replies.ts";
import { clockRoutes } from "./http/routes/clocks.ts";
import { consentRoutes } from "./http/routes/consents.ts";
import { contactRoutes } from "./http/routes/contacts.ts";
import { conversationRoutes } from "./http/routes/conversations.ts";
import { exportRoutes } from "./http/routes/export.ts";
import { forecastRoutes } from "./http/routes/forecast.ts";
import { guardRoutes } from "./http/routes/guard.ts";
import { guardPreviewRoutes } from "./http/routes/guard-preview.ts";
import { handoffRoutes } from "./http/routes/handoffs.ts";
import { holidayRoutes } from "./http/routes/holidays.ts";
import { mediaRoutes } from "./http/routes/media.ts";
import { passwordRoutes } from "./http/routes/passwords.ts";
import { outcomeRoutes } from "./http/routes/outcomes.ts";
import { peopleRoutes } from "./http/routes/people.ts";
import { policyRoutes } from "./http/routes/policies.ts";
import { reportRoutes } from "./http/routes/reports.ts";
import { rolloutRoutes } from "./http/routes/rollout.ts";
import { sessionRoutes } from "./http/routes/sessions.ts";
import { boardRoutes } from "./http/routes/board.ts";
import { signalRoutes } from "./http/routes/signals.ts";
import { spellingRoutes } from "./http/routes/spelling.ts";
import { snapshotRoutes } from "./http/routes/snapshot.ts";
import { surgeRoutes } from "./http/routes/surge.ts";
import { templateRoutes } from "./http/routes/templates.ts";
import { timeRoutes } from "./http/routes/times.ts";
import { topicModelRoutes } from "./http/routes/topic-model.ts";
import { wallboardRoutes } from "./http/routes/wallboard.ts";
import { whatIfRoutes } from "./http/routes/what-if.ts";
import { workspaceRoutes } from "./http/routes/workspace.ts";
import { createHttpServer } from "./http/server.ts";
import { createWebhook } from "./http/webhook.ts";
import { createKeepClaim, startClaimTimer } from "./handoffs/claim-timer.ts";
import { keepOverflow } from "./handoffs/keep-overflow.ts";
import { releaseOrphans } from "./handoffs/owners.ts";
import { availabilityRoutes } from "./http/routes/availability.ts";
import { peopleRightsRoutes } from "./http/routes/people-rights.ts";
import { queueRoutes } from "./http/routes/queue.ts";
import { wakeSnoozed } from "./inbox/wake-snoozed.ts";
import { startProjector } from "./ingest/projector.ts";
import { startRawInbox } from "./ingest/raw-inbox.ts";
import { createMediaStore } from "./media/media-store.ts";
import { createPush } from "./mutations/push.ts";
import { keepRetention } from "./retention/keep-retention.ts";
import { createReports } from "./reports/reports.ts";
import { startSender } from "./outbound/sender.ts";
import { startRedating } from "./sla/redate.ts";
import { keepAlarms } from "./signals/keep-alarms.ts";
import { keepHealth } from "./signals/keep-health.ts";
import { createSignalCache } from "./signals/signal-cache.ts";
import { createBoardQuestions } from "./board/board-questions.ts";
import { createSignalQuestions } from "./signals/signal-questions.ts";
import { startSlaScheduler } from "./sla/scheduler.ts";
import { hasSlaSettings, mirrorCalendars, writeSlaSettings } from "./sla/settings.ts";
import { createWhatIf } from "./sla/what-if.ts";
import { openGivenDictionaries } from "./spelling/given-dictionaries.ts";
import { openWordsInUse } from "./spelling/words-in-use.ts";
import { masterKey } from "./store/master-key.ts";
import { openSqliteStore } from "./store/sqlite/sqlite-store.ts";
import { createVault } from "./store/vault.ts";
import { keepSurge } from "./surge/keep-surge.ts";
import { startGateway } from "./sync/gateway.ts";
import { startLines } from "./sync/lines.ts";
import { keepTemplates, type KeptTemplates } from "./templates/keep-templates.ts";

export interface RunningBackend {
  readonly url: string;
  /** When all webhooks that were answered so far have become rows. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Puts the backend together; what is opened here is closed here, in reverse where nothing else is said. */
export async function startBackend(config: Config, clock: Clock, log: Logger): Promise<RunningBackend> {
  const at = (instant: Instant, work: () => void): (() => void) => later(clock, instant, work);
  const wake = (): void => sender.wake();
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const key = masterKey(config.dataFolder, config.masterKey);
  const vault = createVault(key);
  const databasePath = join(config.dataFolder, "greenline.db");
  const store = await openSqliteStore({ path: databasePath, vault });
  const { policies } = config;
  store.write((tx) => {
    if (policies !== undefined && !hasSlaSettings(tx)) writeSlaSettings(tx, policies, 0 as Instant);
    mirrorCalendars(tx);
  });

  const inbox = startRawInbox({ path: join(config.dataFolder, "webhooks.db"), masterKey: key });
  const auth = await createAuth({ store, clock, newId: uuidv7, bootstrapToken: config.bootstrapToken });
  const demo = config.demo ? { accessToken: newToken(), appSecret: newToken(), ready: Promise.withResolvers<string>() } : undefined;
  const platform = { version: config.graphVersion, accessToken: demo?.accessToken ?? config.accessToken ?? "", timeoutMs: 15_000 };
  const cloudApi =
    demo === undefined
      ? createCloudApi({ ...platform, graphUrl: config.graphUrl, wabaId: config.businessAccountId })
      : lateCloudApi(demo.ready.promise.then((graphUrl) => createCloudApi({ ...platform, graphUrl, wabaId: WABA_ID })));

  // What arrives may be what a message waited for.
  const projector = startProjector({ clock, inbox, store, newId: uuidv7, log, onProjected: wake });
  const topics = startTopicModel({ databasePath, store, clock, log, at });
  const sender = startSender({ clock, store, cloudApi, newId: uuidv7, log, aboutTopic: topics.aboutSend, at });
  const push = createPush({ store, clock, log, onApplied: wake });
  const lines = startLines({ store, clock, auth, log, push, onTyping: createKeepClaim({ store, clock }), at });
  const metrics = createMetrics({
    connectedDesks: () => lines.connected(),
    logHead: () => store.read((tx) => tx.head()),
    readySends: () => store.read((tx) => tx.sends({ state: "ready" }).length),
  });
  const allowsOrigin = originCheck(config.origins);
  const whatIf = createWhatIf({ databasePath });
  const guardPreview = createGuardPreview({ databasePath, masterKey: key });
  const calendars = createCalendarQuestions();
  const inUse = openWordsInUse({ databasePath, clock });
  const signalQuestions = createSignalQuestions({ databasePath });
  const reports = createReports({ databasePath });
  const exports = createExports({ databasePath, masterKey: key, mediaFolder: join(config.dataFolder, "media") });
  const boards = createBoardQuestions({ clock, databasePath });
  const signals = createSignalCache({ store, clock, ask: signalQuestions.ask });
  const forecasts = createForecasts({ databasePath, store, clock });
  const media = createMediaStore({ folder: join(config.dataFolder, "media"), cloudApi, vault });
  // On this machine plain http is enough, for development; a server that others reach calls nobody inside the house.
  const botAddresses = { allowPrivate: config.botPrivateAddresses, allowLoopback: isLoopback(config.host) };
  const postToBot = createPostToBot(botAddresses);
  let templates: KeptTemplates | undefined;
  const routes = [
    ...sessionRoutes({ auth, version: VERSION, demoAgent: demo === undefined ? undefined : DEMO_VISITOR }),
    ...conversationRoutes({ store, clock, onApplied: wake, aboutTopic: topics.about }),
    ...handoffRoutes({ store, clock, onApplied: wake, newId: uuidv7 }),
    ...botRoutes({ store, clock, newId: uuidv7, post: postToBot, rules: botAddresses }),
    ...clockRoutes({ store, clock, onApplied: wake }),
    ...approvalRoutes({ store, clock, onApplied: wake }),
    ...rolloutRoutes({ store, clock, newId: uuidv7 }),
    ...breachRoutes({ store, clock, onApplied: wake }),
    ...policyRoutes({ store, clock, redate: () => redating.ask() }),
    ...whatIfRoutes({ clock, whatIf, log }),
    ...holidayRoutes({ clock, calendars }),
    ...peopleRoutes({ store, clock }),
    ...availabilityRoutes({ store, clock, auth }),
    ...peopleRightsRoutes({ store, clock }),
    ...queueRoutes({ store, clock }),
    ...cannedReplyRoutes({ store, clock, newId: uuidv7 }),
    ...consentRoutes({ store, clock, newId: uuidv7 }),
    ...contactRoutes({ store, clock, log, media, topics }),
    ...guardRoutes({ store, clock, onPolicySaved: topics.policyChanged }),
    ...guardPreviewRoutes({ store, log, preview: guardPreview }),
    ...spellingRoutes({ store, clock, inUse, dictionaries: openGivenDictionaries(config.dataFolder) }),
    ...topicModelRoutes({ topics }),
    ...templateRoutes({ store, clock, kept: () => templates }),
    ...workspaceRoutes({ store, clock, auth, projector, newId: uuidv7 }),
    ...snapshotRoutes({ store }),
    ...autoReplyRoutes({ store, clock }),
    ...surgeRoutes({ store, clock }),
    ...timeRoutes({ store, clock }),
    ...outcomeRoutes({ store, clock }),
    ...signalRoutes({ store, clock, signals }),
    ...reportRoutes({ store, clock, reports, log }),
    ...forecastRoutes({ store, forecasts, log }),
    ...boardRoutes(boards),
    ...wallboardRoutes({ store, clock, newId: uuidv7, ask: boards.ask }),
    ...alertChannelRoutes({ store, clock, newId: uuidv7, post: postToBot, rules: botAddresses }),
    ...mediaRoutes({ store, media }),
    ...exportRoutes({ store, clock, exports }),
    ...auditRoutes({ store }),
    ...passwordRoutes({ auth }),
  ];
  let ready = false;
  const { app, http } = await createHttpServer({
    auth,
    routes,
    metrics,
    log,
    allowsOrigin,
    version: VERSION,
    trustProxy: config.trustProxy,
    isReady: () => ready && inbox.isOpen(),
    inboxFolder: config.inboxFolder,
    webhook: createWebhook({
      clock,
      inbox,
      metrics,
      appSecrets: [...config.appSecrets, ...(demo === undefined ? [] : [demo.appSecret])],
      verifyToken: config.verifyToken,
    }),
  });
  const gateway = startGateway({ http, auth, allowsOrigin, lines });

  // What was answered before the last end is read first: it may be what kept a promise.
  await projector.settled();
  const redating = startRedating({ store, clock, log });
  const scheduler = startSlaScheduler({ store, clock, monotonic: () => performance.now(), log, at });

  const botDelivery = startBotDelivery({ store, clock, post: postToBot, chance: Math.random, log, at });
  const webhookDelivery = startWebhookDelivery({
    store,
    clock,
    post: postToBot,
    retry: WEBHOOK_RETRY,
    chance: Math.random,
    log,
    at,
  });
  const threadControl = startThreadControl({ store, clock, cloudApi, log, at });

  await app.listen({ port: config.port, host: config.host });
  const { port } = http.address() as AddressInfo;
  const url = `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`;

  let simulator: RunningSimulator | undefined;
  let stopDeskWork = () => {};
  let pastWeeks = Promise.resolve();
  if (demo !== undefined) {
    const tellPast = store.read((tx) => tx.conversationCount()) === 0;
    const { botToken } = await seedWorkspace(store, auth);
    if (tellPast)
      pastWeeks = tellPastWeeks(store, clock.now(), "greenline").catch((error: unknown) => log.error({ error }, "The demo's past could not be told."));
    simulator = await startSimulator({
      webhookUrl: `${url}/webhooks/whatsapp`,
      apiUrl: url,
      botToken,
      appSecret: demo.appSecret,
      accessToken: demo.accessToken,
      seed: "greenline",
      tellPast,
    });
    demo.ready.resolve(simulator.url);
    stopDeskWork = startDeskWork({ store, clock, onApplied: wake });
  }
  store.write((tx) => releaseOrphans(tx, clock.now()));
  const claims = startClaimTimer({ store, clock, log, at });
  const overflow = keepOverflow({ store, clock, log, at });
  const autoReply = answerAbsence({ store, clock, log, onPut: wake, at });
  const surge = keepSurge({ store, clock, log, at });
  const retention = keepRetention({ store, clock, log, at });
  const snoozed = wakeSnoozed({ store, clock, log, at });
  // Without an account there is no list to ask for, and what webhooks told stays.
  templates = demo === undefined && config.businessAccountId === undefined ? undefined : keepTemplates({ store, clock, cloudApi, log });
  const alarms = keepAlarms({ store, clock, signals, log, at });
  // Without a token the platform tells nobody how a number is.
  const asksHealth = demo !== undefined || config.accessToken !== undefined;
  const health = asksHealth ? keepHealth({ store, clock, cloudApi, log, at }) : undefined;
  sender.wake();

  ready = true;
  let ended: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    ready = false;
    health?.stop();
    alarms.stop();
    templates?.stop();
    snoozed.stop();
    retention.stop();
    surge.stop();
    autoReply.stop();
    overflow.stop();
    claims.stop();
    stopDeskWork();
    // Whoever talks to the simulator stops before it.
    threadControl.stop();
    webhookDelivery.stop();
    botDelivery.stop();
    scheduler.stop();
    redating.stop();
    await pastWeeks;
    await simulator?.stop();
    // Whoever waits for an answer hears that there is none, while there is a connection.
    await forecasts.stop();
    await boards.stop();
    await exports.stop();
    await reports.stop();
    await signalQuestions.stop();
    await calendars.stop();
    await guardPreview.stop();
    await whatIf.stop();
    // It waits for every connection to end, and whoever does not read an answer would end none.
    lines.stop();
    const closed = gateway.close();
    http.closeAllConnections();
    await closed;
    await app.close();
    await inUse.stop();
    await sender.stop();
    await topics.stop();
    await projector.stop();
    await inbox.close();
    store.close();
  };
  return { url, settled: () => projector.settled(), stop: () => (ended ??= stop()) };
}

const isLoopback = (host: string): boolean => /^(?:127\.\d+\.\d+\.\d+|localhost|::1)$/.test(host);

/** Node fires longer timers at once; a minute is enough, because the work looks at the time again. */
function later(clock: Clock, instant: Instant, work: () => void): () => void {
  const timer = setTimeout(work, Math.min(60_000, Math.max(0, instant - clock.now())));
  return () => clearTimeout(timer);
}
