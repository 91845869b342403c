import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { type Answered, createClient } from './client.ts';
import { type ConnectorCall, connectorRoutes } from './connector.ts';
import { Faults } from './faults.ts';
import { type Claims, createKeyEndpoint, type TokenOptions } from './keys.ts';
import { type Json, TeamsRooms } from './rooms.ts';

const issuer = 'https://api.botframework.com';

/** Overrides of a delivery's signature, for tests. */
export type DeliverOptions = { authorization?: string | undefined; claims?: Claims; token?: TokenOptions };

const waitTimeoutMs = 10_000;

/** Options of the stand-in. */
export type TeamsEndOptions = {
  port?: number;
  /** Neither side signs anything, as with `TEAMS_ANONYMOUS=1`. */
  anonymous?: boolean;
  tenant?: string;
  appId?: string;
  /** The time that messages carry, in milliseconds since the epoch. */
  calendar?: (() => number) | undefined;
  /** Runs after a call is carried out, before its answer is sent. */
  carriedOut?: (() => Promise<void>) | undefined;
};

/**
 * Starts a stand-in of Teams on a local port: the Bot Connector, its key endpoint, and people whose
 * actions become signed activities. Nothing leaves the machine.
 */
export async function startTeamsEnd({
  port = 0,
  anonymous = false,
  tenant = randomUUID(),
  appId = randomUUID(),
  calendar,
  carriedOut,
}: TeamsEndOptions = {}) {
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 4 * 1024 * 1024 });
  if (carriedOut) server.addHook('onSend', carriedOut);
  const rooms = new TeamsRooms(calendar);
  const faults = new Faults();
  const calls: ConnectorCall[] = [];
  const watchers = new Set<() => void>();
  const shared = new Map<string, Buffer>();
  const authorization = anonymous ? undefined : `Bearer ${randomUUID()}`;
  const bot = { id: `28:${appId}`, name: 'Milepost' };
  let origin = '';
  let milepost = '';

  const received = (call: ConnectorCall) => {
    calls.push(call);
    // After the handler has run, so that a watcher sees what the call changed.
    setImmediate(() => {
      for (const watcher of watchers) watcher();
    });
  };
  const keys = createKeyEndpoint(server, issuer, () => origin);
  connectorRoutes(server, { rooms, faults, tenant, authorization, received });
  server.get<{ Params: { name: string } }>('/shared/:name', async (request, reply) => {
    const bytes = shared.get(request.params.name);
    return bytes ? reply.type('application/octet-stream').send(bytes) : reply.code(404).send();
  });
  await server.listen({ port, host: '127.0.0.1' });
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in connector has no port.');
  origin = `http://127.0.0.1:${address.port}`;
  const serviceUrl = `${origin}/`;

  const token = (claims: Claims = {}, options: TokenOptions = {}): string => {
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3_600 };
    return keys.token({ ...usual, ...claims }, options);
  };

  const deliver = async (activity: Json, options: DeliverOptions = {}): Promise<Answered> => {
    const signed = anonymous ? undefined : `Bearer ${token(options.claims, options.token)}`;
    const header = 'authorization' in options ? options.authorization : signed;
    const answer = await fetch(`${milepost}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(header === undefined ? {} : { authorization: header }),
      },
      body: JSON.stringify(activity),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, body: isJson ? JSON.parse(text) : text };
  };

  /** Resolves with the first result of `look`, tried after each call; rejects after ten seconds. */
  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        watchers.delete(watcher);
        reject(new Error('What was waited for did not come.'));
      }, waitTimeoutMs);
      const watcher = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        watchers.delete(watcher);
        resolve(found);
      };
      watchers.add(watcher);
      watcher();
    });

  return {
    /** Milepost's settings to reach this stand-in. */
    settings: {
      appId,
      tenantId: tenant,
      appType: 'SingleTenant',
      anonymous,
      credentials: async () => authorization,
      botFramework: {
        ToChannelFromBotLoginUrl: `${origin}/login`,
        ToChannelFromBotOAuthScope: issuer,
        ToBotFromChannelTokenIssuer: issuer,
        OAuthUrl: origin,
        ToBotFromChannelOpenIdMetadataUrl: `${origin}/keys/openidconfiguration`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${origin}/keys/emulator`,
        CallerId: 'urn:botframework:azure',
      },
    },
    serviceUrl,
    tenant,
    bot,
    rooms,
    faults,
    keys,
    /** Every call to the connector, oldest first. */
    calls,
    token,
    deliver,
    until,
    ...createClient({ rooms, bot, serviceUrl: () => serviceUrl, deliver }),
    /** Uploads a file, as a message then carries it. */
    upload(name: string, bytes: Buffer): { name: string; downloadUrl: string } {
      shared.set(name, bytes);
      return { name, downloadUrl: `${origin}/shared/${encodeURIComponent(name)}` };
    },
    /** Sets Milepost's address. */
    connectTo(url: string): void {
      milepost = url;
    },
    close: () => server.close(),
  };
}

/** A stand-in far end of Teams that is running. */
export type TeamsEnd = Awaited<ReturnType<typeof startTeamsEnd>>;
