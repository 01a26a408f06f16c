import { cleanup } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { RichText } from "../../renderer/views/message/rich-text.tsx";
import { plainWords, readFormatting } from "../../renderer/views/words/formatting.ts";
import { findLinks } from "../../renderer/views/words/links.ts";
import { draw } from "./views-harness.tsx";

afterEach(cleanup);

const ALLOWED = new Set(["DIV", "P", "STRONG", "EM", "S", "CODE", "PRE", "BLOCKQUOTE", "UL", "OL", "LI", "BDI", "A", "SPAN"]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

const MARKUP = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<a href=javascript:alert(1)>x</a>",
  "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  "<style>*{display:none}</style>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "{{constructor.constructor('alert(1)')()}}",
  "${alert(1)}",
];
const ADDRESSES = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "file:///etc/passwd",
  "ftp://example.com/x",
  "smb://host/share",
  "https://user:pass@example.com",
  "https://example.com\u202e/gpj.exe",
];
const WRAPS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `*${text}*`,
  (text) => `_~*${text}*~_`,
  (text) => `\`\`\`${text}\`\`\``,
  (text) => `> ${text}`,
  (text) => `- ${text}\n- ${text}`,
  (text) => `\`${text}\``,
  (text) => `1. ${text}`,
  (text) => `see ${text}, then *${text}* and https://example.com`,
  (text) => `\u202e${text}\u0000`,
];
const TAGS = ["img", "svg", "body", "video", "iframe", "details", "input", "marquee", "object"];
const ATTRIBUTES = [
  " src=x onerror=alert(1)",
  "/onload=alert(1)",
  " onfocus=alert(1) autofocus",
  ' href="javascript:alert(1)"',
  ' style="background:url(javascript:alert(1))"',
  " srcdoc='<script>alert(1)</script>'",
  " onpointerenter=alert(1)",
  ' data="data:text/html,<script>alert(1)</script>"',
  " formaction=javascript:alert(1)",
  "\nonerror\n=\nalert(1)",
];
const SCHEMED = ["javascript:", "vbscript:", "data:text/html,", "file:///", "smb://", "ms-msdt:", "search-ms:", "intent://", "blob:"];
const DISGUISES: readonly ((scheme: string) => string)[] = [
  (scheme) => `${scheme}alert(1)`,
  (scheme) => `${scheme.toUpperCase()}alert(1)`,
  (scheme) => `${scheme.slice(0, 2)}\t${scheme.slice(2)}alert(1)`,
  (scheme) => `\u0001${scheme}alert(1)`,
  (scheme) => `${scheme}//example.com/%0aalert(1)`,
  (scheme) => `${scheme}https://example.com`,
  (scheme) => `https://example.com@${scheme}alert(1)`,
  (scheme) => `www.example.com${scheme}alert(1)`,
  (scheme) => `<${scheme}alert(1)>`,
  (scheme) => `[click](${scheme}alert(1))`,
];
const EVERY_MARKUP = [...MARKUP, ...TAGS.flatMap((tag) => ATTRIBUTES.map((attribute) => `<${tag}${attribute}>`))];
const EVERY_ADDRESS = [...ADDRESSES, ...SCHEMED.flatMap((scheme) => DISGUISES.map((disguise) => disguise(scheme)))];
const PAYLOADS = [...EVERY_MARKUP, ...EVERY_ADDRESS].flatMap((payload) => WRAPS.map((wrap) => wrap(payload)));

describe("hostile text", () => {
  test("[H25] two thousand payloads are drawn as text: no element and no address outside the list", () => {
    expect(PAYLOADS).toHaveLength(2_000);
    for (const payload of PAYLOADS) {
      const { container, unmount } = draw(<RichText text={payload} />);
      const elements = [...container.querySelectorAll("*")];
      expect(elements.filter(({ tagName }) => !ALLOWED.has(tagName))).toEqual([]);
      expect(elements.flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith("on"))).toEqual([]);
      for (const link of container.querySelectorAll("a")) {
        const url = new URL(link.getAttribute("href") ?? "");
        expect(SCHEMES).toContain(url.protocol);
        expect(url.username + url.password).toBe("");
      }
      unmount();
    }
  });

  test("nothing but the marks themselves is lost", () => {
    for (const payload of MARKUP) expect(draw(<RichText text={payload} />).container.textContent).toContain(payload.includes("*") ? "display:none" : payload);
  });

  test("a pile of marks costs no time to speak of", () => {
    const piles = [
      "*".repeat(4_096),
      "*a ".repeat(1_365),
      "_*~".repeat(1_365),
      "```".repeat(1_365),
      "> ".repeat(2_048),
      "a*".repeat(2_048),
      `${"*a".repeat(2_000)}*`,
    ];
    for (const pile of piles) expect(JSON.stringify(readFormatting(pile)).length).toBeLessThan(400_000);
  });
});

describe("WhatsApp's own formatting", () => {
  test("reads bold, italic, struck, fixed width, quotes and lists", () => {
    const { container } = draw(<RichText text={"*bold* _italic_ ~gone~ `code`\n> quoted\n- one\n- two\n3. three\n```mono\nblock```"} />);
    const html = [...container.querySelectorAll("strong, em, s, code, blockquote, ul li, ol li, pre")].map((node) => `${node.tagName} ${node.textContent}`);
    expect(html).toEqual(["STRONG bold", "EM italic", "S gone", "CODE code", "BLOCKQUOTE quoted", "LI one", "LI two", "LI three", "PRE mono\nblock"]);
  });

  test.each(["2*3*4", "snake_case_name", "a ~ b ~ c", "* not a list*", "5 * 3 = 15", "**", "__init__"])("leaves %s as it is", (text) => {
    expect(draw(<RichText text={text} />).container.querySelector("strong, em, s")).toBeNull();
  });

  test("marks may stand inside marks", () => {
    expect(draw(<RichText text="*all _of_ it*" />).container.querySelector("strong em")?.textContent).toBe("of");
  });

  test("a preview carries the words without their marks", () => {
    expect(plainWords("*Tuesday* before _noon_\nthen")).toBe("Tuesday before noon then");
  });
});

describe("links", () => {
  const links = (text: string) => findLinks(text).filter((part) => part.kind === "link");

  test("[H25] web, mail and telephone addresses only", () => {
    expect(
      links("https://example.com/a http://b.example mailto:a@example.com a@example.com tel:+442079460000 www.example.org").map(
        ({ url }) => new URL(url).protocol,
      ),
    ).toEqual(["https:", "http:", "mailto:", "mailto:", "tel:", "http:"]);
    for (const address of ADDRESSES.slice(0, 8)) expect(links(address)).toEqual([]);
  });

  test("[H25] letters that look alike show where they really go", () => {
    const { container } = draw(<RichText text="https://gооgle.com/login" />);
    expect(container.textContent).toContain("xn--");
    expect(container.querySelector("a")?.getAttribute("title")).toMatch(/^Opens xn--/u);
  });

  test("[H25] a mark that turns text around never stands inside a link", () => {
    expect(links("https://example.com/\u202efdp.exe").every(({ text }) => !text.includes("\u202e"))).toBe(true);
  });
});
