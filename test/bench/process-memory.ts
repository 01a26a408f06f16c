import { readdirSync, readFileSync } from "node:fs";

/** Megabytes of a process and all that it started by what they are, each page shared out among those that share it (PSS). Linux alone. */
export function memoryOfTree(root: number): Readonly<Record<string, number>> {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    const parent = Number.isNaN(pid) ? undefined : parentOf(pid);
    if (parent !== undefined) parents.set(pid, parent);
  }
  const isOfTree = (pid: number | undefined): boolean => pid === root || (pid !== undefined && isOfTree(parents.get(pid)));
  const sizes: Record<string, number> = {};
  for (const pid of [...parents.keys()].filter(isOfTree)) sizes[kindOf(pid)] = (sizes[kindOf(pid)] ?? 0) + proportionalSize(pid);
  return sizes;
}

export const totalOf = (sizes: Readonly<Record<string, number>>): number => Object.values(sizes).reduce((sum, size) => sum + size, 0);

/** Chromium's word for it; the first process has none. */
const kindOf = (pid: number): string => /--type=([\w-]+)/.exec(read(`/proc/${pid}/cmdline`) ?? "")?.[1] ?? "main";

/** The name of a program may contain spaces and brackets; the last one ends it. */
const parentOf = (pid: number): number | undefined => {
  const stat = read(`/proc/${pid}/stat`);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
};

function proportionalSize(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? "")?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}

/** Undefined where the process has ended meanwhile. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
