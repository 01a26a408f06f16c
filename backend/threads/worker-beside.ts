/** The file of a worker beside the module that starts it; a build lays both into one folder, as JavaScript. */
export const workerBeside = (module: string, name: string): URL => new URL(`./${name}.${module.endsWith(".ts") ? "ts" : "js"}`, module);
