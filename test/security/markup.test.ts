import { describe, expect, test } from "vitest";
import { nodesIn, placeOf, sourcesOf, type SyntaxNode } from "./sources.ts";

/** What makes markup, or a program, of text. */
const SINKS = new Set([
  "dangerouslySetInnerHTML",
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "createContextualFragment",
  "DOMParser",
  "setHTMLUnsafe",
  "parseHTMLUnsafe",
  "srcdoc",
  "srcDoc",
  "execScript",
  "importScripts",
]);

/** Whatever takes the markup along that somebody pasted. */
const RICH_FIELDS = new Set(["contentEditable", "contenteditable", "designMode"]);

const pages = sourcesOf("renderer");
const named = (names: ReadonlySet<string>): readonly string[] =>
  pages
    .filter(({ file, text }) => /\.tsx?$/.test(file) && [...names].some((name) => text.includes(name)))
    .flatMap((source) => nodesIn(source, (node) => isNameAmong(node, names)).map((node) => `${placeOf(source, node)} ${String(node["name"])}`));

describe("the inbox", () => {
  test("[H25] [H30] makes no markup of text anywhere", () => {
    expect(named(SINKS), "text reaches the page as text nodes; what must look different becomes an element here").toEqual([]);
    expect(pages.filter(({ text }) => /document\.write|new Function\(|\beval\(/.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test("[H24] is written in in plain fields alone, which take no markup from the clipboard", () => {
    expect(named(RICH_FIELDS)).toEqual([]);
  });

  test("[H7] its pages bring no script and no style of their own in the markup", () => {
    const html = pages.filter(({ file }) => file.endsWith(".html"));
    expect(html.length).toBeGreaterThan(0);
    for (const { file, text } of html) {
      expect([...text.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g)].map(([tag]) => `${file} ${tag}`)).toEqual([]);
      expect(text).not.toMatch(/<style|\son\w+=|\sstyle=/i);
    }
  });
});

const isNameAmong = (node: SyntaxNode, names: ReadonlySet<string>): boolean =>
  (node.type === "Identifier" || node.type === "JSXIdentifier") && names.has(String(node["name"]));
