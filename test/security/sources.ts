import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseSync } from "vite";

export const ROOT = resolve(import.meta.dirname, "../..");

interface Source {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** As the parser has it; what a kind of node holds besides stands under its own names. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** All that is written by hand and ships, of the given folders. The page for development does not ship. */
export function sourcesOf(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:tsx?|html|css)$/.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith("renderer/dev/"))
      .map((file) => ({ file, text: readFileSync(join(ROOT, file), "utf8") })),
  );
}

/** Every node of a program for which `wanted` says so, from the first to the last. */
export function nodesIn({ file, text }: Source, wanted: (node: SyntaxNode) => boolean): readonly SyntaxNode[] {
  const { errors, program } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);
  const found: SyntaxNode[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    if (wanted(value)) found.push(value);
    for (const part of Object.values(value)) visit(part);
  };
  visit(program);
  return found;
}

/** Where to look: `electron/main.ts:12`. */
export const placeOf = ({ file, text }: Source, { start }: Pick<SyntaxNode, "start">): string => `${file}:${text.slice(0, start).split("\n").length}`;

/** `shell.openExternal` of a member, `fetch` of a name, nothing of anything else. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "Identifier") return String(node["name"]);
  if (node.type === "Literal") return String(node["value"]);
  return node.type === "MemberExpression" ? `${nameOf(node["object"])}.${nameOf(node["property"])}` : "";
}

export const isNode = (value: unknown): value is SyntaxNode => typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
