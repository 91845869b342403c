import { withoutName } from '../../../db/queries/people/known-identities.ts';
import type { Intent } from '../../ports/intent.ts';
import type { LookupPorts } from '../mentioned.ts';

/**
 * Returns a request with the name of who wrote its message, asked of the platform where neither it nor Milepost knows
 * it. Runs before the transaction and records nobody.
 */
export async function nameAuthor(
  { db, findProfile }: Pick<LookupPorts, 'db' | 'findProfile'>,
  intent: Intent,
): Promise<Intent> {
  const { quoted, actor, room } = intent;
  if (!quoted?.author.user || quoted.author.name !== undefined) return intent;
  const { platform, tenant } = actor;
  const who = { platform, tenant, user: quoted.author.user };
  const [unknown] = await withoutName(db, [who]);
  const profile = unknown && (await findProfile[platform]?.(who, room));
  if (!profile?.name) return intent;
  const author = { ...quoted.author, name: profile.name, ...(profile.bot ? { isApp: true as const } : {}) };
  return { ...intent, quoted: { ...quoted, author } };
}
