/**
 * The small shell that a development runtime starts with: it loads the application named on the command line, as the
 * official one does. It lies in `default_app.asar`, not in `resources/app`, which would win over a packaged application.
 */
const MAIN = `"use strict";
const { app } = require("electron");
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");

const rest = process.argv.slice(1);
const modules = [];
let target;
for (let i = 0; i < rest.length; i += 1) {
  const word = rest[i];
  if (word === "-r" || word === "--require") modules.push(rest[(i += 1)]);
  else if (!word.startsWith("-")) {
    target = word;
    break;
  }
}

if (target === undefined) {
  process.stderr.write("Name the application folder: electron <folder>\\n");
  app.exit(1);
} else {
  const folder = path.resolve(target);
  const file = path.join(folder, "package.json");
  let entry = folder;
  if (fs.existsSync(file)) {
    const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
    app.setName(manifest.productName || manifest.name);
    app.setVersion(manifest.version);
    app.setDesktopName(manifest.desktopName || manifest.name + ".desktop");
    entry = path.join(folder, manifest.main || "index.js");
    app.setAppPath(folder);
  }
  const load = createRequire(path.join(folder, "package.json"));
  for (const name of modules) load(name);
  load(entry);
}
`;

export const DEFAULT_APP = {
  "package.json": JSON.stringify({ name: "greenline-development-shell", main: "main.js" }),
  "main.js": MAIN,
};
