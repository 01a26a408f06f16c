/**
 * What the inbox's page may load: itself, its workers, and one server. Trusted Types keep text from becoming markup even where
 * somebody tries.
 */
export function contentSecurityPolicy({ server, nonce }: { readonly server: string; readonly nonce: string }): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' app-media: blob: data:",
    "media-src app-media: blob:",
    `connect-src 'self' ${connectSources(server).join(" ")}`,
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types greenline",
  ].join("; ");
}

/** The server over HTTP and over a socket; its origin alone, whatever the address holds besides. */
function connectSources(server: string): readonly string[] {
  const { origin } = new URL(server);
  return [origin, origin.replace(/^http/, "ws")];
}
