import { userInfo } from 'node:os';
import type { Database } from '../../db/database.ts';
import {
  type Known,
  type Named,
  referencedPeople,
  workspaceOf,
} from '../../db/queries/directory/workspaces.ts';
import { readAddress } from '../domain/platform.ts';
import type { Actor } from '../ports/intent.ts';
import { type Ending, failed, misused } from './ending.ts';

/** How a person was named: `slack:TEAM/USER`, `teams:TENANT/USER`, an e-mail address, or a name. */
export function readNamed(typed: string): Named {
  const address = readAddress(typed);
  const [, tenant, user] = /^([^/]+)\/(.+)$/.exec(address?.rest ?? '') ?? [];
  if (address && tenant && user) return { address: { platform: address.platform, tenant, user } };
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? { email: typed } : { name: typed.replace(/^@/, '') };
}

/** The operator at this terminal, an administrator. The name in the history is that of their account. */
export function operator(workspaceId: string): Actor {
  const account = accountName();
  return {
    platform: 'cli',
    tenant: workspaceId,
    user: account,
    name: `${account} (operator)`,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    standing: 'member',
  };
}

/** A container may run as a user id that has no account. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}

/** Somebody whom the workspace knows from a platform, to act as with their own role. */
export async function actAs(db: Database, workspaceId: string, typed: string): Promise<Actor | Ending> {
  const found = exactFirst(await referencedPeople(db, workspaceId, readNamed(typed)), typed);
  const people = new Map(found.map((known) => [known.id, known]));
  const [only, ...others] = people.values();
  if (!only) return failed(`Nobody here is known as “${typed}”. The command people shows who takes part.`);
  if (others.length > 0) {
    return misused(
      `“${typed}” could be more than one person. Say which:${[only, ...others].map(address).join('')}`,
    );
  }
  const addresses = found.filter(({ platform }) => platform !== 'cli');
  if (addresses.length === 0) return failed(`${only.name} is an operator: leave --as out.`);
  const profiled = addresses.filter((known) => known.profiled);
  if (profiled.length === 0) {
    return failed(
      `${only.name} was only mentioned so far. They must use Milepost once before you can act as them.`,
    );
  }
  for (const known of profiled) {
    if ((await workspaceOf(db, known)) === workspaceId) return actorOf(known);
  }
  return failed(
    `${only.name} takes part in several workspaces, so acting as them would not lead to this one.`,
  );
}

/** A name that matches whole wins over one that matches in part. */
function exactFirst(found: Known[], typed: string): Known[] {
  const name = typed.replace(/^@/, '').toLowerCase();
  const whole = found.filter((known) => known.name.toLowerCase() === name);
  return whole.length > 0 ? whole : found;
}

const address = ({ name, platform, tenant, user }: Known) => `\n  ${platform}:${tenant}/${user}  ${name}`;

const actorOf = ({ platform, tenant, user, directoryId, zone }: Known): Actor => ({
  platform,
  tenant,
  user,
  ...(directoryId ? { directoryId } : {}),
  ...(zone ? { zone } : {}),
});
