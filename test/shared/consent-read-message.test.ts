import { expect, test } from "vitest";
import type { ConsentEntry } from "../../shared/consent/entry.ts";
import { standing } from "../../shared/consent/ledger.ts";
import { readConsentAct } from "../../shared/consent/read-message.ts";
import { hours, minutes } from "../../shared/time.ts";
import { aConsent, ago, inbound, notified, NOW, said } from "./reach-builders.ts";

const says = (words: string) => inbound(NOW, words);
const advert = notified(ago(hours(1)), "MARKETING");
const notice = notified(ago(hours(1)));
const press = (text: string, payload = text) => inbound(NOW, "", { content: { type: "button", text, payload } });

test("[S2-12] STOP goes into the ledger with the message as its proof, and is confirmed once", () => {
  const message = says("STOP");
  const act = readConsentAct(message, [notice], []);
  expect(act).toMatchObject({
    kind: "record",
    confirm: true,
    entry: { category: "everything", state: "withdrawn", source: "keyword", evidence: message.id, at: NOW, by: "customer" },
  });
  if (act.kind !== "record") return;
  expect(readConsentAct(says("stop!!"), [notice], [act.entry])).toMatchObject({ kind: "record", confirm: false });
});

test("[S2-11] [S2-12] in answer to advertising it is about advertising, and orders go on", () => {
  for (const message of [says("STOP"), says("cancel"), press("Unsubscribe"), press("Stop promotions")]) {
    const act = readConsentAct(message, [advert], []);
    expect(act).toMatchObject({ kind: "record", entry: { category: "marketing", state: "withdrawn" } });
    if (act.kind === "record") expect(standing([aConsent({ category: "orders" }), act.entry], "order-updates").state).toBe("granted");
  }
});

test("[S2-12] a word that means two things is asked about, unless we had told how to stop", () => {
  expect(readConsentAct(says("cancel"), [notice], [])).toMatchObject({ kind: "ask" });
  expect(readConsentAct(says("cancel"), [said(ago(hours(1)), "Shall I stop the delivery?")], [])).toMatchObject({ kind: "ask" });
  expect(readConsentAct(says("cancel"), [said(ago(hours(1)), "Reply STOP or CANCEL and we write no more.")], [])).toMatchObject({ kind: "record" });
  expect(readConsentAct(says("salir"), [said(ago(hours(1)), "Responda SALIR para no recibir más.")], [])).toMatchObject({ kind: "record" });
  expect(readConsentAct(says("cancel"), [], [])).toMatchObject({ kind: "ask" });
});

test("[S2-12] an advert that never left does not count as the last word", () => {
  expect(readConsentAct(says("cancel"), [notified(ago(hours(1)), "MARKETING", { state: "failed" })], [])).toMatchObject({ kind: "ask" });
});

test("[S2-12] what is about an order, a picture or our own words means nothing here", () => {
  expect(readConsentAct(says("I want to cancel my order"), [advert], [])).toEqual({ kind: "none" });
  expect(readConsentAct(inbound(NOW, "", { content: { type: "image", mediaId: "x", mime: "image/png", caption: "stop" } }), [], [])).toEqual({ kind: "none" });
  expect(readConsentAct(said(NOW, "STOP"), [], [])).toEqual({ kind: "none" });
  expect(readConsentAct(press("Track my order"), [advert], [])).toEqual({ kind: "none" });
});

test("[S2-15] START ends the silence that was asked for, and means nothing without one", () => {
  const no: ConsentEntry = aConsent({ category: "everything", state: "withdrawn", at: ago(hours(2)), source: "keyword", by: "customer" });
  const act = readConsentAct(says("START"), [], [aConsent({ category: "orders" }), no]);
  expect(act).toMatchObject({ kind: "record", entry: { category: "everything", state: "granted", source: "keyword", by: "customer" } });
  if (act.kind === "record") {
    expect(standing([aConsent({ category: "orders" }), no, act.entry], "order-updates").state).toBe("granted");
    expect(standing([aConsent({ category: "orders" }), no, act.entry], "marketing").state).toBe("unknown");
  }
  expect(readConsentAct(says("START"), [], [])).toEqual({ kind: "none" });
  expect(readConsentAct(says("alta"), [], [aConsent({ state: "withdrawn", at: ago(minutes(5)) })])).toMatchObject({
    kind: "record",
    entry: { category: "marketing" },
  });
});
