declare module "hunspell-asm/dist/cjs/lib/browser/hunspell.js" {
  const start: import("./hunspell-runtime.ts").StartHunspell;
  export default start;
}
