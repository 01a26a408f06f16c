import { describe, expect, test } from "vitest";
import { templateComponents } from "../../backend/cloud-api/http/send-body.ts";
import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { renderTemplate } from "../../shared/inbox/render-template.ts";
import { templateFields } from "../../shared/templates/template-fields.ts";
import { boardRows, type BoardFilter, type BoardRow } from "../../shared/templates/board-rows.ts";
import { NO_RESULTS } from "../../shared/templates/results.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { NOW } from "./reach-builders.ts";

const aTemplate = (with_: Partial<Template> = {}): Template => ({
  id: "invoice:en",
  name: "invoice",
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  quality: "GREEN",
  body: "Hello {{1}}, your invoice {{2}} is here.",
  buttons: [],
  ...with_,
});
const keys = (with_: Partial<Template>) => templateFields(aTemplate(with_)).map(({ key }) => key);
const findings = (template: Template, variables: Readonly<Record<string, string>>) =>
  check(
    { kind: "template", name: template.name, language: template.language, variables },
    { conversation: aConversationRow({ lastInboundAt: NOW }), templates: [template] },
    DEFAULT_GUARD_POLICY,
    NOW,
  )
    .filter(({ rule }) => rule === "G-TEMPLATE")
    .map(({ evidence, messageKey }) => [messageKey, evidence["missing"] ?? evidence["variable"]]);

describe("[G-TEMPLATE] everything that has to be filled in", () => {
  test("text, file, place, link and code each have a key of their own", () => {
    expect(keys({})).toEqual(["1", "2"]);
    expect(keys({ header: "Invoice {{1}}" })).toEqual(["header.1", "1", "2"]);
    expect(keys({ headerMedia: "image" })).toEqual(["header.media.image", "1", "2"]);
    expect(keys({ headerMedia: "document" })).toEqual(["header.media.document", "header.media.filename", "1", "2"]);
    expect(keys({ body: "Here.", headerMedia: "location" })).toEqual(["latitude", "longitude", "name", "address"].map((part) => `header.location.${part}`));
    expect(keys({ body: "Here.", buttons: ["Talk", "Pay", "Copy"], links: [{ button: 1, url: "https://pay.example/{{1}}" }], codes: [2] })).toEqual([
      "button.1.1",
      "button.2.code",
    ]);
    expect(keys({ body: "Here.", buttons: ["Shop"], links: [{ button: 0, url: "https://shop.example" }] })).toEqual([]);
  });

  test("the same number in heading and text is two values", () => {
    const template = aTemplate({ header: "Invoice {{1}}" });
    expect(findings(template, { "1": "Ada", "2": "881" })).toEqual([["guard.template.variables", "header.1"]]);
    expect(findings(template, { "header.1": "881", "1": "Ada", "2": "881" })).toEqual([]);
    expect(renderTemplate(template, { "header.1": "881", "1": "Ada" })).toMatchObject({
      header: "Invoice 881",
      body: "Hello Ada, your invoice {{2}} is here.",
    });
  });

  test("a file is an https address or an uploaded file's number; a place is degrees", () => {
    const values = { "1": "Ada", "2": "881" };
    const document = aTemplate({ headerMedia: "document" });
    for (const good of ["https://shop.example/881.pdf", "1234567890123"]) expect(findings(document, { ...values, "header.media.document": good })).toEqual([]);
    for (const bad of ["http://shop.example/881.pdf", "invoice.pdf", "javascript:alert(1)", "12"])
      expect(findings(document, { ...values, "header.media.document": bad }), bad).toEqual([["guard.template.media", "header.media.document"]]);

    const place = (latitude: string) => ({
      ...values,
      "header.location.latitude": latitude,
      "header.location.longitude": "9.19",
      "header.location.name": "Shop",
      "header.location.address": "Via Roma 1",
    });
    expect(findings(aTemplate({ headerMedia: "location" }), place("45.46"))).toEqual([]);
    for (const bad of ["91", "north", "45,46"])
      expect(findings(aTemplate({ headerMedia: "location" }), place(bad)), bad).toEqual([["guard.template.coordinate", "header.location.latitude"]]);
  });

  test("each goes to its place in the request", () => {
    expect(templateComponents({ "header.media.image": "https://shop.example/boots.jpg" })).toEqual([
      { type: "header", parameters: [{ type: "image", image: { link: "https://shop.example/boots.jpg" } }] },
    ]);
    expect(templateComponents({ "header.media.document": "12345678", "header.media.filename": "881.pdf" })).toEqual([
      { type: "header", parameters: [{ type: "document", document: { id: "12345678", filename: "881.pdf" } }] },
    ]);
    expect(
      templateComponents({
        "header.location.latitude": "45.46",
        "header.location.longitude": "9.19",
        "header.location.name": "Shop",
        "header.location.address": "Via Roma 1",
      }),
    ).toEqual([
      { type: "header", parameters: [{ type: "location", location: { latitude: "45.46", longitude: "9.19", name: "Shop", address: "Via Roma 1" } }] },
    ]);
    expect(templateComponents({ "button.2.code": "SAVE10", code: "a variable of that name" })).toEqual([
      { type: "button", sub_type: "copy_code", index: "2", parameters: [{ type: "coupon_code", coupon_code: "SAVE10" }] },
      { type: "body", parameters: [{ type: "text", parameter_name: "code", text: "a variable of that name" }] },
    ]);
  });
});

describe("[S1-4] the board's order", () => {
  const row = (name: string, with_: Partial<Template> = {}, sent?: number, read = 0): BoardRow => ({
    template: aTemplate({ id: name, name, ...with_ }),
    lint: [],
    audience: [],
    results: sent === undefined ? undefined : { ...NO_RESULTS, sent, delivered: sent, read },
  });
  const ALL: BoardFilter = { query: "", show: "all", category: "all", language: "all" };
  const rows = [
    row("a", {}, 10, 9),
    row("b", { status: "PAUSED", quality: "RED" }),
    row("c", { quality: "YELLOW", body: "We have refunded {{1}}." }, 50, 10),
    row("d", { language: "it" }, 50, 40),
  ];
  const names = (filter: Partial<BoardFilter>, by: Parameters<typeof boardRows>[2]["by"], descending = true) =>
    boardRows(rows, { ...ALL, ...filter }, { by, descending })
      .map(({ template }) => template.name)
      .join("");

  test("what needs somebody comes first", () => expect(names({}, "attention")).toBe("bcad"));
  test("by a figure, either way, with the unknown last", () => {
    expect(names({}, "sent")).toBe("cdab");
    expect(names({}, "sent", false)).toBe("acdb");
    expect(names({}, "read")).toBe("adcb");
  });
  test("filters and search narrow it", () => {
    expect(names({ show: "trouble" }, "name", false)).toBe("bc");
    expect(names({ show: "usable" }, "name", false)).toBe("acd");
    expect(names({ language: "it" }, "name")).toBe("d");
    expect(names({ query: " REFUND " }, "name")).toBe("c");
  });
});
