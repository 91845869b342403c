import { and, asc, eq, sql } from 'drizzle-orm';
import type { KnownCadence, StandupAnswer } from '../../../src/domain/rhythm/project-cadence.ts';
import type { Tx } from '../../database.ts';
import { refersTo } from '../../schema/keys.ts';
import { person } from '../../schema/people.ts';
import { cadence, standupAnswer } from '../../schema/rhythm.ts';
import { rowsOf } from '../../tenant.ts';

const known = (tx: Tx) =>
  tx
    .select({ cadence, owner: person.name })
    .from(cadence)
    .leftJoin(person, refersTo(person, cadence, cadence.ownerId));

/** Returns the cadences of a project, by number. */
export async function loadCadences(tx: Tx, projectId: string): Promise<KnownCadence[]> {
  const rows = await known(tx).where(eq(cadence.projectId, projectId)).orderBy(asc(cadence.number));
  return rows.map((row) => ({ ...row.cadence, owner: row.owner ?? 'somebody' }));
}

/** Returns a cadence; undefined when it was removed. */
export async function loadCadence(tx: Tx, id: string): Promise<KnownCadence | undefined> {
  const [row] = await known(tx).where(eq(cadence.id, id));
  return row && { ...row.cadence, owner: row.owner ?? 'somebody' };
}

/** Returns the day of the last standup that a person was asked in, up to an instant; undefined if never. */
export async function lastRound(
  tx: Tx,
  { cadenceId, personId, now }: { cadenceId: string; personId: string; now: string },
): Promise<string | undefined> {
  const result = await tx.execute(sql`select max(split_part(target, '/', 3)) as round from receipt
    where workspace_id = milepost_tenant() and kind = 'standup' and person_id = ${personId}::uuid
      and target like ${`${cadenceId}/%`} and slot <= ${now}::timestamptz`);
  return rowsOf<{ round: string | null }>(result)[0]?.round ?? undefined;
}

/** An answer with its author's name. */
export type Answered = Pick<StandupAnswer, 'id' | 'personId' | 'did' | 'next' | 'blocks'> & { name: string };

/** Returns the answers of a standup in order of time, and the names of those who did not answer. */
export async function loadRound(
  tx: Tx,
  cadenceId: string,
  round: string,
): Promise<{ answers: Answered[]; silent: string[] }> {
  const answers = await tx
    .select({
      id: standupAnswer.id,
      personId: standupAnswer.personId,
      name: person.name,
      did: standupAnswer.did,
      next: standupAnswer.next,
      blocks: standupAnswer.blocks,
    })
    .from(standupAnswer)
    .innerJoin(person, refersTo(person, standupAnswer, standupAnswer.personId))
    .where(and(eq(standupAnswer.cadenceId, cadenceId), eq(standupAnswer.round, round)))
    .orderBy(asc(standupAnswer.at), asc(standupAnswer.id));
  const asked = await tx.execute(sql`select distinct p.id, p.name from receipt r
    join person p on p.workspace_id = r.workspace_id and p.id = r.person_id
    where r.workspace_id = milepost_tenant() and r.kind = 'standup' and r.state = 'sent'
      and r.target like ${`${cadenceId}/%/${round}`} order by p.name`);
  const there = new Set(answers.map(({ personId }) => personId));
  const silent = rowsOf<{ id: string; name: string }>(asked).filter(({ id }) => !there.has(id));
  return { answers, silent: silent.map(({ name }) => name) };
}
