import { connect, createServer, type Socket } from 'node:net';

/** A connection pooler between Milepost and its server. */
export type Pooler = {
  /** URL of the database through the pooler, with `?prepare=false` as the README tells operators. */
  url: string;
  close(): Promise<void>;
};

/** Startup parameters that PgBouncer accepts. */
const allowedAtStart = ['user', 'database', 'client_encoding', 'application_name', 'datestyle', 'timezone'];

/** A server session and the client whose transaction it serves. */
type Backend = { socket: Socket; frames: Frames; client: Client | undefined };
/** A client, its frames not yet forwarded, and the number of answers it still waits for. */
type Client = {
  socket: Socket;
  frames: Frames;
  unsent: Buffer[];
  owed: number;
  backend: Backend | undefined;
};

/**
 * Starts a pooler in transaction mode: a client keeps a session for one transaction, and the next free one
 * serves its next. It neither resets sessions nor rewrites statements, as PgBouncer does in that mode.
 * @param size number of server sessions.
 */
export async function startPooler(serverUrl: string, size = 5): Promise<Pooler> {
  const target = new URL(serverUrl);
  const free: Backend[] = [];
  const backends: Backend[] = [];
  const clients = new Set<Client>();
  const waiting: Client[] = [];

  const addBackend = async () => {
    const backend = await openBackend(target, (one, frame) => {
      const { client } = one;
      client?.socket.write(frame);
      if (!client || frame[0] !== ready) return;
      client.owed -= 1;
      if (client.owed > 0 || frame[5] !== idle) return;
      [one.client, client.backend] = [undefined, undefined];
      give(one);
    });
    backend.socket.on('close', () => {
      backends.splice(backends.indexOf(backend), 1);
      if (free.includes(backend)) free.splice(free.indexOf(backend), 1);
      backend.client?.socket.destroy();
      if (!isClosing) void addBackend();
    });
    backends.push(backend);
    give(backend);
  };
  /** Serves the client that has waited longest; otherwise queues last, so that sessions rotate. */
  const give = (backend: Backend) => {
    const next = waiting.shift();
    if (next) serve(next, backend);
    else free.push(backend);
  };
  const serve = (client: Client, backend: Backend) => {
    [client.backend, backend.client] = [backend, client];
    for (const frame of client.unsent.splice(0)) backend.socket.write(frame);
  };
  const hear = (client: Client, frame: Buffer) => {
    const type = String.fromCharCode(frame[0] ?? 0);
    if (type === 'X') return client.socket.end();
    if (type === 'Q' || type === 'S') client.owed += 1;
    if (client.backend) return client.backend.socket.write(frame);
    client.unsent.push(frame);
    const backend = waiting.includes(client) ? undefined : free.shift();
    if (backend) serve(client, backend);
    else if (!waiting.includes(client)) waiting.push(client);
    return undefined;
  };
  const leave = (client: Client) => {
    clients.delete(client);
    if (waiting.includes(client)) waiting.splice(waiting.indexOf(client), 1);
    client.backend?.socket.destroy();
  };
  let isClosing = false;
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    const client: Client = { socket, frames: new Frames(), unsent: [], owed: 0, backend: undefined };
    clients.add(client);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => leave(client));
    socket.on('data', (chunk) => {
      for (const frame of client.frames.take(chunk)) {
        if (frame[0] === 0) greet(socket, frame);
        else hear(client, frame);
      }
    });
  });
  await Promise.all(Array.from({ length: size }, addBackend));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the pooler has no port');
  return {
    url: `${Object.assign(new URL(serverUrl), { port: String(address.port) }).href}?prepare=false`,
    close: () => {
      isClosing = true;
      for (const { socket } of [...clients, ...backends]) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const ready = 'Z'.charCodeAt(0);
const idle = 'I'.charCodeAt(0);

/**
 * Splits the stream into protocol messages. A client's first message has no type byte; its leading 0 tells it
 * apart (lengths below 2^24).
 */
class Frames {
  #rest = Buffer.alloc(0);

  take(chunk: Buffer): Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const whole: Buffer[] = [];
    for (;;) {
      const at = this.#rest[0] === 0 ? 0 : 1;
      const length = this.#rest.length < at + 4 ? Number.POSITIVE_INFINITY : at + this.#rest.readInt32BE(at);
      if (this.#rest.length < length) return whole;
      whole.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
    }
  }
}

const message = (type: string, body: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};

/** Accepts any client, but rejects startup parameters that would persist in a session. */
function greet(socket: Socket, frame: Buffer): void {
  const names = frame
    .toString('utf8', 8)
    .split('\0')
    .filter((part, at) => at % 2 === 0 && part !== '');
  const refused = names.find((name) => !allowedAtStart.includes(name.toLowerCase()));
  if (refused) {
    const text = `SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: ${refused}\0\0`;
    socket.end(message('E', Buffer.from(text)));
    return;
  }
  socket.write(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]));
}

/** Opens a session with the server, with password authentication in clear text; resolves when it is ready. */
function openBackend(target: URL, onFrame: (backend: Backend, frame: Buffer) => void): Promise<Backend> {
  const socket = connect(Number(target.port), target.hostname).setNoDelay(true);
  const backend: Backend = { socket, frames: new Frames(), client: undefined };
  return new Promise((resolve, reject) => {
    let isReady = false;
    socket.on('error', reject);
    socket.on('connect', () => {
      const body = Buffer.from(`user\0${target.username}\0database\0${target.pathname.slice(1)}\0\0`);
      socket.write(message('', Buffer.concat([Buffer.from([0, 3, 0, 0]), body])));
    });
    socket.on('data', (chunk) => {
      for (const frame of backend.frames.take(chunk)) {
        if (isReady) onFrame(backend, frame);
        else if (frame[0] === ready) {
          isReady = true;
          resolve(backend);
        } else if (frame[0] === 82 && frame.readInt32BE(5) === 3)
          socket.write(message('p', Buffer.from(`${target.password}\0`)));
      }
    });
  });
}
