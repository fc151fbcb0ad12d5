import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Accepts web sockets (RFC 6455) on a server, by their `clientId`, and sends them text or bytes; what they send is not read. */
export function webSockets(server: Server, path: string) {
  const sockets = new Map<string, Duplex>();
  const headers: Record<string, string | string[] | undefined>[] = [];
  server.on('upgrade', (request, socket: Duplex) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== path) return socket.destroy();
    headers.push(request.headers);
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => {});
    const clientId = url.searchParams.get('clientId') ?? '';
    sockets.set(clientId, socket);
    // The first frame from the other side that is not data is its farewell.
    socket.on('data', (chunk: Buffer) => {
      if ((chunk[0]! & 0x0f) !== 8) return;
      sockets.delete(clientId);
      socket.end();
    });
    return undefined;
  });

  const frame = (opcode: number, data: Buffer): Buffer => {
    const long = data.length > 125;
    const head = Buffer.alloc(long ? 4 : 2);
    head[0] = 0x80 | opcode;
    head[1] = long ? 126 : data.length;
    if (long) head.writeUInt16BE(data.length, 2);
    return Buffer.concat([head, data]);
  };

  return {
    headers,
    connected: (clientId: string): boolean => sockets.has(clientId),
    say: (clientId: string, value: unknown): void =>
      void sockets.get(clientId)?.write(frame(1, Buffer.from(JSON.stringify(value)))),
    sendBytes: (clientId: string, bytes: Buffer): void => void sockets.get(clientId)?.write(frame(2, bytes)),
    close(): void {
      for (const socket of sockets.values()) socket.destroy();
    },
  };
}
