import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import type { FindProfile, Profile } from '../../../src/ports/intent.ts';
import { withTimeout } from '../../shared/timeout.ts';
import type { SlackClients } from '../clients.ts';
import type { SlackInstallations } from '../installations.ts';

type Parts = { installations: SlackInstallations; clients: SlackClients; log: FastifyBaseLogger };

/** A person waits for the command that needs the answer. */
const timeoutMs = 1200;

/** The user belongs to another organisation and is not visible to us. */
const externalCodes = new Set(['user_not_found', 'user_not_visible']);
/** The operator must add a scope. */
const missingScopeCodes = new Set(['unknown_method', 'missing_scope']);

/**
 * Looks up a profile within 1.2 seconds; undefined without an answer. Never throws. The core then treats
 * the person as a guest and asks again (ADM-2).
 */
export function slackProfiles({ installations, clients, log }: Parts): FindProfile {
  let warned = false;
  const warnOnce = (why: string): undefined => {
    if (!warned)
      log.warn(
        { why },
        'slack profile look-up refused, so new people can only read: add the scope users:read and reinstall the app',
      );
    warned = true;
  };
  const ask = async (tenant: string, user: string): Promise<Profile | undefined> => {
    const found = await installations.find(tenant);
    if (!found) return undefined;
    return profileOf(clients(found.botToken), tenant, user, warnOnce);
  };
  return async (actor) => {
    if (actor.platform !== 'slack') return undefined;
    const lookUp = ask(actor.tenant, actor.user).catch((error: unknown) => {
      log.warn({ cause: String(error) }, 'slack profile look-up failed');
      return undefined;
    });
    return withTimeout(lookUp, timeoutMs, undefined);
  };
}

async function profileOf(
  client: WebClient,
  tenant: string,
  user: string,
  warnOnce: (why: string) => undefined,
): Promise<Profile | undefined> {
  try {
    const { user: found } = await client.users.info({ user });
    return readProfile(found, tenant) ?? warnOnce('users.info names nobody');
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error;
    if (externalCodes.has(error.data.error)) return { standing: 'external' };
    if (missingScopeCodes.has(error.data.error)) return warnOnce(error.data.error);
    throw error;
  }
}

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || undefined);
const flag = z
  .boolean()
  .nullish()
  .transform((is) => is ?? undefined);

/** The fields of a user object that we read. Source: docs.slack.dev, user object. */
const userSchema = z.object({
  id: z.string().min(1),
  team_id: optionalText,
  name: optionalText,
  real_name: optionalText,
  tz: optionalText,
  deleted: flag,
  is_bot: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  is_email_confirmed: flag,
  profile: z.object({ real_name: optionalText, display_name: optionalText, email: optionalText }).nullish(),
  enterprise_user: z.object({ teams: z.array(z.string()).nullish() }).nullish(),
});

type User = z.infer<typeof userSchema>;

/** Reads a user object as seen from a workspace; undefined when invalid. */
export function readProfile(found: unknown, tenant: string): Profile | undefined {
  const user = userSchema.safeParse(found).data;
  if (!user) return undefined;
  const name = user.profile?.real_name || user.real_name || user.profile?.display_name || user.name;
  const standing = standingOf(user, tenant);
  const isVerified = standing === 'member' && user.is_email_confirmed === true;
  const email = isVerified ? user.profile?.email : undefined;
  return {
    standing,
    ...(name ? { name } : {}),
    ...(user.tz ? { zone: user.tz } : {}),
    ...(email ? { email } : {}),
    ...(user.deleted ? { gone: true } : {}),
    ...(user.is_bot ? { bot: true as const } : {}),
  };
}

/** In an Enterprise Grid, a colleague's home may be another workspace of the organisation. */
function standingOf(user: User, tenant: string): Profile['standing'] {
  const colleague =
    user.team_id === undefined || user.team_id === tenant || user.enterprise_user?.teams?.includes(tenant);
  if (user.is_stranger || !colleague) return 'external';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}
