import { createServer, type Socket } from 'node:net';

/**
 * Starts a server that speaks enough of PostgreSQL's protocol (version 3) to be asked its version, and
 * answers 14.5. Every other query returns no rows.
 */
export async function startOldPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    speak(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `postgres://old:old@127.0.0.1:${address.port}/old`,
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function speak(socket: Socket): void {
  let heard = Buffer.alloc(0);
  let started = false;
  let query = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    for (;;) {
      // The startup message has no type byte.
      const head = started ? 1 : 0;
      const length = heard.length >= head + 4 ? heard.readInt32BE(head) + head : Number.POSITIVE_INFINITY;
      if (heard.length < length) return;
      const type = started ? heard.toString('latin1', 0, 1) : '';
      const body = heard.toString('utf8', head + 4, length);
      heard = heard.subarray(length);
      started = true;
      if (type === 'P') query = body;
      socket.write(answer(type, query.includes('server_version_num')));
    }
  });
}

/** `type` is the client's message: Parse, Describe, Bind, Execute, Sync; empty for the first. */
function answer(type: string, isVersion: boolean): Buffer {
  const ready = message('Z', Buffer.from('I'));
  const row = message('D', Buffer.concat([int16(1), int32(6), Buffer.from('140005')]));
  const answers: Record<string, Buffer[]> = {
    '': [message('R', int32(0)), ready],
    P: [message('1')],
    D: [message('t', int16(0)), message('T', columns)],
    B: [message('2')],
    E: [...(isVersion ? [row] : []), message('C', Buffer.from('SELECT\0'))],
    S: [ready],
  };
  return Buffer.concat(answers[type] ?? []);
}

const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number) => Buffer.concat([int16(value >> 16), int16(value & 65_535)]);
const message = (type: string, body = Buffer.alloc(0)) =>
  Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);

/** One column `number` of type int4 (oid 23, four bytes), in text format. */
const columns = Buffer.concat([
  int16(1),
  Buffer.from('number\0'),
  ...[int32(0), int16(0), int32(23), int16(4), int32(-1), int16(0)],
]);
