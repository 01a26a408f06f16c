/** As much of Trusted Types as is used; absent where the browser has none. */
interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => {
    readonly createScriptURL: (address: string) => string;
  };
}

/** [H7] The page's one policy: addresses of workers of our own origin pass, and nothing else ever becomes script. */
const createOwnWorkers = () =>
  (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("greenline", {
    createScriptURL: (address) => {
      const { host, protocol } = new URL(address, location.href);
      // A scheme of an app's own has no origin to compare by.
      if (protocol !== location.protocol || host !== location.host) throw new Error("A worker of another origin is refused.");
      return address;
    },
  });
let ownWorkers: ReturnType<typeof createOwnWorkers>;

/** The address as the page may open it. A policy can be made once, so it is kept. */
export function workerAddress(address: string): string {
  ownWorkers ??= createOwnWorkers();
  return ownWorkers?.createScriptURL(address) ?? address;
}
