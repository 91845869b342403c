import type { Database } from '../../../db/database.ts';
import { namesAt } from '../../../db/queries/delivery/thread-at.ts';
import { mentionsOf } from './find.ts';

const maxNames = 50;

/**
 * Calls mentioned people by name: a mention that Slack sends in a message has only an id. People whom nobody knows
 * are "somebody".
 */
export async function withNames(
  db: Pick<Database, 'execute'>,
  workspaceId: string,
  at: { platform: string; tenant: string },
  text: string,
): Promise<string> {
  const nameless = mentionsOf(text).filter(({ name, user }) => name === undefined || name === user);
  const users = [...new Set(nameless.map(({ user }) => user))].slice(0, maxNames);
  const names = await namesAt(db, workspaceId, at, users);
  return nameless.reduce(
    (said, { platform, tenant, user }) =>
      said.replaceAll(`<@${platform}:${tenant}/${user}|${user}>`, `@${names.get(user) ?? 'somebody'}`),
    text,
  );
}
