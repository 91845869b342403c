import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** What a token claims; `undefined` leaves a claim out. */
export type Claims = Record<string, string | number | undefined>;

/** How a token is made, where it shall differ from a real one. */
export type TokenOptions = { alg?: string; kid?: string; key?: KeyObject };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A signed token. `RS256` signs with the key, `none` not at all. */
export function mintToken(claims: Claims, key: KeyObject, kid: string, alg = 'RS256'): string {
  const input = `${part({ alg, kid, typ: 'JWT' })}.${part(claims)}`;
  const signature = alg === 'none' ? '' : sign('RSA-SHA256', Buffer.from(input), key).toString('base64url');
  return `${input}.${signature}`;
}

/** The key endpoint of a stand-in Bot Connector: one RSA key, endorsed for Teams. */
export function createKeyEndpoint(server: FastifyInstance, issuer: string, origin: () => string) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const kid = 'milepost-stand-in';
  const state = { failing: false, endorsed: 'msteams' };

  server.get('/keys/openidconfiguration', async (_request, reply) => {
    if (state.failing) return reply.code(500).send();
    return { issuer, jwks_uri: `${origin()}/keys/jwks` };
  });
  server.get('/keys/jwks', async () => ({
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', endorsements: [state.endorsed] }],
  }));

  return {
    publicKey,
    /** While true, the endpoint answers 500. */
    fail(failing: boolean): void {
      state.failing = failing;
    },
    /** The channel that the key is endorsed for from now on; `msteams` until then. */
    endorse(channel: string): void {
      state.endorsed = channel;
    },
    /** A token of this endpoint's key, or as `options` say. */
    token(claims: Claims, options: TokenOptions = {}): string {
      return mintToken(claims, options.key ?? privateKey, options.kid ?? kid, options.alg);
    },
  };
}
