import { verify } from 'node:crypto';
import { z } from 'zod';
import type { SigningKeys } from './signing-keys.ts';

/** The required issuer and audience of a token. */
export type TokenRules = { issuer: string; appId: string };

/** `why` is for the operator's log; the sender is not told. */
export type TokenCheck = { isValid: true } | { isValid: false; why: string };

const digests = { RS256: 'RSA-SHA256', RS384: 'RSA-SHA384', RS512: 'RSA-SHA512' } as const;
const header = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string().min(1) });
const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
});

/** The same as the Bot Framework's own check. */
const maxClockSkewSeconds = 300;
/** Real tokens are about 1 KB. */
const maxTokenLength = 8_192;

const refused = (why: string): TokenCheck => ({ isValid: false, why });

function decode<T>(part: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.safeParse(JSON.parse(Buffer.from(part, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

function wrongClaim(
  payload: z.infer<typeof claims>,
  serviceUrl: string,
  rules: TokenRules,
): string | undefined {
  const now = Date.now() / 1000;
  if (payload.iss !== rules.issuer) return 'another issuer';
  if (payload.aud !== rules.appId) return 'another audience';
  if (payload.serviceurl !== serviceUrl) return 'another service address';
  if (payload.exp < now - maxClockSkewSeconds) return 'expired';
  if ((payload.nbf ?? 0) > now + maxClockSkewSeconds) return 'not valid yet';
  return undefined;
}

/**
 * Checks a token before the SDK does. Rejects with KeysUnavailable when no key is available. The SDK logs
 * every forged token to the console, grows a process-wide list by each token's unsigned tenant, accepts
 * tokens of any Entra tenant as the emulator's, and accepts a missing service URL. None of that can happen
 * with a token that has passed here.
 */
export async function checkToken(
  authorization: string | undefined,
  activity: { serviceUrl: string; channelId: string },
  rules: TokenRules,
  keys: SigningKeys,
): Promise<TokenCheck> {
  if (authorization === undefined) return refused('no token');
  const [scheme, token, ...rest] = authorization.split(' ');
  if (scheme !== 'Bearer' || !token || rest.length > 0) return refused('no bearer token');
  const [head, body, signature, ...more] = token.split('.');
  if (token.length > maxTokenLength || !head || !body || !signature || more.length > 0)
    return refused('no JWT');
  const tokenHeader = decode(head, header);
  if (!tokenHeader) return refused('an algorithm or key that is not accepted');
  const payload = decode(body, claims);
  if (!payload) return refused('missing claims');
  const problem = wrongClaim(payload, activity.serviceUrl, rules);
  if (problem !== undefined) return refused(problem);
  const signingKey = await keys.find(tokenHeader.kid);
  if (!signingKey) return refused('an unknown key');
  const isGenuine = verify(
    digests[tokenHeader.alg],
    Buffer.from(`${head}.${body}`),
    signingKey.key,
    Buffer.from(signature, 'base64url'),
  );
  if (!isGenuine) return refused('a forged signature');
  const { endorsements } = signingKey;
  if (endorsements.length > 0 && !endorsements.includes(activity.channelId)) {
    return refused('a key that does not speak for Teams');
  }
  return { isValid: true };
}
