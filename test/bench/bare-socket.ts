import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

const PAGE = `<!doctype html><title>Bare</title><p id="row">nothing yet</p>
<script>new WebSocket("ws://" + location.host).onmessage = ({ data }) => { document.getElementById("row").firstChild.data = data; };</script>`;

/** RFC 6455, 1.3 */
const KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** The least that a page fed by a socket can be: one message, one text node. */
export async function startBareSocket() {
  const sockets = new Set<Duplex>();
  const server = createServer((_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(PAGE));
  server.on("upgrade", (request, socket: Duplex) => {
    const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}${KEY_SUFFIX}`).digest("base64");
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A window that closes is no fault.
    socket.on("error", () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** One text frame of at most 125 bytes to everybody. */
    send: (text: string): void => {
      const bytes = Buffer.from(text);
      if (bytes.length > 125) throw new Error("This frame needs a longer length than is written here.");
      for (const socket of sockets) socket.write(Buffer.concat([Buffer.from([0x81, bytes.length]), bytes]));
    },
    stop: (): Promise<void> =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
