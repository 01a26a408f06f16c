/** As much of fpm as electron-builder asks for when it makes a Debian package, on top of `dpkg-deb`. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const REPEATED = new Set(["depends", "deb-recommends"]);
const SHORT = { d: "depends", t: "t", s: "s", C: "C", p: "package", n: "name", v: "version", a: "architecture" };

/** @param {readonly string[]} words */
export function readFpmWords(words) {
  const options = {};
  const lists = { depends: [], "deb-recommends": [] };
  const copies = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? "";
    const long = /^--([a-z-]+)$/.exec(word)?.[1] ?? (/^-[A-Za-z]$/.test(word) ? SHORT[word[1]] : undefined);
    if (long === "force" || long === "debug") continue;
    if (long !== undefined) {
      i += 1;
      if (REPEATED.has(long)) lists[long].push(words[i]);
      else options[long] = words[i];
      continue;
    }
    const cut = word.indexOf("=");
    if (cut > 0) copies.push({ from: word.slice(0, cut), to: word.slice(cut + 1) });
  }
  return { options, depends: lists.depends, recommends: lists["deb-recommends"], copies };
}

/** @param {ReturnType<typeof readFpmWords>} asked */
export function controlFile({ options, depends, recommends }, installedKb) {
  const [summary = "", ...more] = (options.description ?? options.name).trim().split("\n");
  const lines = [
    `Package: ${options.name}`,
    `Version: ${options.version}`,
    `Architecture: ${{ x64: "amd64", x86_64: "amd64", aarch64: "arm64" }[options.architecture] ?? options.architecture}`,
    `Maintainer: ${options.maintainer}`,
    `Installed-Size: ${installedKb}`,
    depends.length > 0 ? `Depends: ${depends.join(", ")}` : "",
    recommends.length > 0 ? `Recommends: ${recommends.join(", ")}` : "",
    `Section: ${options.category ?? "net"}`,
    `Priority: ${options["deb-priority"] ?? "optional"}`,
    options.url ? `Homepage: ${options.url}` : "",
    `Description: ${summary}`,
    ...more.map((line) => ` ${line.trim() === "" ? "." : line.trim()}`),
  ];
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

function build(words) {
  const asked = readFpmWords(words);
  if (asked.options.t !== "deb") throw new Error(`Only Debian packages are made here, not ${asked.options.t}.`);

  const stage = mkdtempSync(join(tmpdir(), "greenline-deb-"));
  try {
    for (const { from, to } of asked.copies) {
      const target = join(stage, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    }
    const control = join(stage, "DEBIAN");
    mkdirSync(control);
    writeFileSync(join(control, "control"), controlFile(asked, Math.ceil(sizeOf(stage) / 1024)));
    for (const [option, name] of [
      ["after-install", "postinst"],
      ["after-remove", "postrm"],
    ]) {
      if (!asked.options[option]) continue;
      writeFileSync(join(control, name), readFileSync(asked.options[option]));
      chmodSync(join(control, name), 0o755);
    }
    const compression = asked.options["deb-compression"] === "xz" ? "xz" : "gzip";
    const { status } = spawnSync("dpkg-deb", ["--root-owner-group", `-Z${compression}`, "--build", stage, asked.options.package], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) throw new Error("dpkg-deb failed.");
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function sizeOf(path) {
  const entry = lstatSync(path);
  return entry.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : entry.size;
}

if (process.argv[1]?.endsWith("fpm-on-dpkg.mjs")) {
  if (process.argv.includes("--version") && process.argv.length === 3) console.log("1.16.0");
  else build(process.argv.slice(2));
}
