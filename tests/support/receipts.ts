import { sql } from 'drizzle-orm';
import { rowsOf } from '../../db/tenant.ts';
import type { Somebody, TestRunner } from './runner.ts';
import type { Team } from './team.ts';

/** A stored receipt in short form. */
export type Kept = {
  number: number;
  kind: string;
  state: string;
  attempts: number;
  target: string | null;
  slot: string | null;
  channel: string | null;
};

/** A planned message as a test describes it. */
type Given = {
  kind?: 'digest' | 'personal' | 'ask' | 'news' | 'post' | 'edit';
  state?: 'planned' | 'sent' | 'skipped' | 'failed' | 'unknown';
  why?: string;
  /** The recipient; without one, the message goes to the team's room. */
  person?: Somebody;
  slot?: string;
};

/** Stores a receipt for a team's room or person as if it had been sent; returns its number. */
export async function keepReceipt({ db }: Pick<TestRunner, 'db'>, team: Team, given: Given): Promise<number> {
  const { kind = 'digest', state = 'sent', why = null, person, slot = '2026-12-07T09:00:00Z' } = given;
  const result = await db.execute(sql`
    insert into receipt (workspace_id, id, room_id, kind, project_id, person_id, target, slot, body, state, why, attempts)
    select room.workspace_id, gen_random_uuid(), ${person ? sql`null` : sql`room.id`}, ${kind}::text,
      ${kind === 'digest' || kind === 'ask' ? sql`room.project_id` : sql`null::uuid`}, i.person_id,
      ${kind === 'news' || kind === 'post' ? sql`null` : sql`gen_random_uuid()::text`},
      ${kind === 'news' || kind === 'post' ? sql`null` : sql`${slot}::timestamptz`},
      ${kind === 'news' ? sql`'{"title":[{"is":"plain","text":"1 · Beta launch was done"}],"blocks":[],"actions":[],"more":[]}'::jsonb` : sql`null`},
      ${state}::text, ${why}::text, 5
    from room left join identity i on i.workspace_id = room.workspace_id and i.user_key = ${person?.user ?? null}
    where room.tenant = ${team.tenant} and room.channel = ${team.room.channel} returning seq::int as number`);
  const [row] = rowsOf<{ number: number }>(result);
  if (!row) throw new Error('no receipt was kept');
  return row.number;
}

/** Returns the receipts of scheduled messages in a team's workspace, oldest first. */
export async function keptReceipts({ db }: Pick<TestRunner, 'db'>, { tenant }: Team): Promise<Kept[]> {
  const result = await db.execute(sql`
    select r.seq::int as number, r.kind, r.state, r.attempts, r.target,
      to_char(r.slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') as slot, room.channel
    from receipt r left join room on room.workspace_id = r.workspace_id and room.id = r.room_id
    where r.slot is not null and r.workspace_id in (select workspace_id from installation where tenant = ${tenant})
    order by r.seq`);
  return rowsOf<Kept>(result);
}
