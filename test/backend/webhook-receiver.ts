import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedPost {
  readonly body: any;
  readonly raw: string;
  readonly signature: string | undefined;
}

/** Somebody's own program as the network sees it: keeps what it was posted, and answers as told. */
export async function startReceiver(answer: (response: ServerResponse, body: any) => void, port = 0) {
  const posts: ReceivedPost[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const raw = Buffer.concat(parts).toString("utf8");
      const body = JSON.parse(raw);
      posts.push({ raw, body, signature: request.headers["x-greenline-signature-256"] as string | undefined });
      answer(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: listensOn } = server.address() as AddressInfo;
  return {
    posts,
    port: listensOn,
    url: `http://127.0.0.1:${listensOn}/alerts`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const answers = (status: number) => (response: ServerResponse) => void response.writeHead(status).end();
