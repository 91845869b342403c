import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A public key of the Bot Connector and the channels it may sign for (any, when empty). */
export type SigningKey = { key: KeyObject; endorsements: string[] };

/** The key endpoint did not answer, so no token can be checked. */
class KeysUnavailable extends Error {}

const configuration = z.object({ jwks_uri: z.url() });
const keySet = z.object({
  keys: z.array(
    z.object({
      kty: z.string().optional(),
      kid: z.string(),
      n: z.string().optional(),
      e: z.string().optional(),
      endorsements: z.array(z.string()).nullish(),
    }),
  ),
});

/** Keys are cached for a day; unknown keys cause at most one refresh in five minutes. */
const ttlMs = 24 * 3_600_000;
const minRefreshIntervalMs = 5 * 60_000;
const timeoutMs = 3_000;

async function fetchJson<T>(url: string, shape: z.ZodType<T>): Promise<T> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return shape.parse(await answer.json());
}

async function fetchKeys(metadataUrl: string): Promise<Map<string, SigningKey>> {
  const { jwks_uri } = await fetchJson(metadataUrl, configuration);
  const { keys } = await fetchJson(jwks_uri, keySet);
  const found = new Map<string, SigningKey>();
  for (const { kid, n, e, endorsements } of keys) {
    if (n === undefined || e === undefined) continue;
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    found.set(kid, { key, endorsements: endorsements ?? [] });
  }
  return found;
}

/**
 * Caches the keys of a metadata endpoint. `find` resolves to undefined for an unknown key and rejects with
 * KeysUnavailable when the endpoint fails and the key is not cached. Concurrent calls share one fetch.
 */
export function createSigningKeys(metadataUrl: string) {
  let known = new Map<string, SigningKey>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underway: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    underway ??= fetchKeys(metadataUrl)
      .then((keys) => {
        known = keys;
        fetchedAt = performance.now();
      })
      .finally(() => {
        triedAt = performance.now();
        underway = undefined;
      });
    return underway;
  };

  /** A cached key stays valid while the endpoint fails, and is not delayed by every retry. */
  const isDue = (kid: string): boolean => {
    const now = performance.now();
    if (!known.has(kid)) return now - fetchedAt > minRefreshIntervalMs;
    return now - fetchedAt > ttlMs && now - triedAt > minRefreshIntervalMs;
  };

  const find = async (kid: string): Promise<SigningKey | undefined> => {
    if (!isDue(kid)) return known.get(kid);
    try {
      await refresh();
    } catch (cause) {
      if (!known.has(kid)) throw new KeysUnavailable('the key endpoint does not answer', { cause });
    }
    return known.get(kid);
  };

  return { find, refresh };
}

/** A cache of signing keys. */
export type SigningKeys = ReturnType<typeof createSigningKeys>;
