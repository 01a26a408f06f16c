import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** [H7] The same policy as in the desktop app, for the inbox in a browser; media come from this server. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types greenline",
].join("; ");

/** Serves the built inbox; every address of the app is its one page. */
export async function serveInbox(app: FastifyInstance, folder: string): Promise<void> {
  const root = resolve(folder);
  if (!existsSync(join(root, "index.html"))) return;
  // A screen on a wall: its token stands behind the #, which no server ever sees.
  app.get("/wallboard", (_request, reply) => reply.header("cache-control", "no-cache").sendFile("wallboard.html"));
  await app.register(staticFiles, {
    root,
    setHeaders: (response) => {
      void response.header("content-security-policy", POLICY);
      void response.header("x-content-type-options", "nosniff");
    },
  });
}
