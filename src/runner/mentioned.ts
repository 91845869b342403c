import type { Platform } from '../../cards/model.ts';
import type { Database } from '../../db/connect.ts';
import { personAt } from '../../db/queries/people/people.ts';
import { namelessAmong } from '../../db/queries/people/sightings.ts';
import { type Door, enter, type Tx } from '../../db/tenant.ts';
import { fieldsOf } from '../grammar/slot.ts';
import type { Enqueue } from '../ports/enqueue.ts';
import type { FindProfile, Intent, IsConfigured, Profile, Whereabouts } from '../ports/intent.ts';
import { learn, saidBy } from '../profiles/learn.ts';
import type { Read } from './ask.ts';
import { isOwn, type Mentioned, mentionsOf } from './references/find.ts';

type Ports = {
  db: Database;
  enqueue: Enqueue;
  findProfile: Partial<Record<Platform, FindProfile>>;
  isConfigured: IsConfigured;
};
type Found = { who: Whereabouts; profile: Profile; name: string | undefined };
type Asked = { intent: Intent; read: Read; now: string; door: Door };

/** A line of more mentions than that names some of them when the clock has looked them up. */
const mostAtOnce = 10;

/**
 * Looks up the people whom a request names and nobody knows yet, so that cards call them by name
 * (LIVE-4). All at once, within the time of one look-up; the request goes on without whoever is not
 * found. Outside any transaction of the request.
 */
export async function meetMentioned(ports: Ports, { intent, read, now, door }: Asked): Promise<void> {
  const named = peopleIn(read)
    .filter((one) => isOwn(one, intent.actor))
    .slice(0, mostAtOnce);
  if (named.length === 0) return;
  const unknown = await namelessAmong(ports.db, named);
  const found = await Promise.all(unknown.map((who) => find(ports, who, intent)));
  const met = found.filter((one) => one !== undefined);
  if (met.length === 0) return;
  await ports.db.transaction(async (tx) => {
    const entered = await enter(tx, door);
    if (!entered) return;
    for (const one of met) await meet(ports, tx, entered.workspaceId, { ...one, now });
  });
}

/** People where a command takes people; what looks like a mention in a text is text. */
function peopleIn({ command, raw }: Read): Mentioned[] {
  const texts = fieldsOf(command.input).flatMap(({ name, slot }) =>
    slot.is === 'person' || slot.people ? [raw[name] ?? ''] : [],
  );
  return [...new Map(texts.flatMap(mentionsOf).map((who) => [`${who.tenant}/${who.user}`, who])).values()];
}

async function find({ findProfile }: Ports, { name, ...who }: Mentioned, { actor, room }: Intent) {
  const here = who.platform === actor.platform && who.tenant === actor.tenant ? room : undefined;
  const profile = await findProfile[who.platform]?.(who, here);
  return profile && !profile.absent ? { who, profile, name } : undefined;
}

async function meet(
  ports: Ports,
  tx: Tx,
  workspaceId: string,
  { who, profile, name, now }: Found & { now: string },
): Promise<void> {
  await personAt(tx, workspaceId, who, profile.name ?? name);
  await learn(ports, tx, workspaceId, { who, said: saidBy(profile), now });
}
