import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import type { Card } from '../../../cards/model.ts';
import { renderText } from '../../../cards/render/text.ts';
import { enterWorkspace, rowsOf } from '../../../db/tenant.ts';
import type { ScheduledMessage } from '../../../src/domain/rhythm/scheduled.ts';
import { createPlanner } from '../../../src/schedule/plan.ts';
import { worder } from '../../../src/schedule/word.ts';
import type { TestRunner } from '../../support/runner.ts';

/** A message that a tick planned, worded at once. */
export type Planned = {
  kind: string;
  slot: string;
  channel: string;
  /** Its words, or why it is not sent. */
  said: string;
  card: Card | undefined;
};

type Row = ScheduledMessage & { id: string; workspaceId: string; channel: string };

/** The real planner on the database and the clock of a runner; `pass` returns what it plans for a project. */
export function planning(runner: TestRunner, projectId: string) {
  const iso = () => runner.now().toString({ fractionalSecondDigits: 3 });
  const log = pino({ level: 'silent' });
  const platforms = ['slack', 'teams', 'email', 'web'];
  const plan = createPlanner({ db: runner.db, enqueueAll: async () => {}, platforms, log }, iso());
  const seen = new Set<string>();
  const word = (row: Row) =>
    runner.db.transaction(async (tx) => {
      await enterWorkspace(tx, row.workspaceId);
      return worder(runner.now)(tx, row);
    });
  async function tick(): Promise<Planned[]> {
    await plan(iso());
    const found = await runner.db.execute(sql`select r.id, r.workspace_id as "workspaceId", r.kind, r.target,
        to_char(r.slot at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as slot, r.room_id as "roomId",
        r.project_id as "projectId", r.person_id as "personId", r.milestone_id as "milestoneId", room.channel
      from receipt r left join room on room.id = r.room_id
      where r.slot is not null and r.project_id = ${projectId}::uuid order by r.slot, r.seq`);
    const fresh = rowsOf<Row>(found).filter(({ id }) => !seen.has(id));
    return Promise.all(
      fresh.map(async (row) => {
        seen.add(row.id);
        const worded = await word(row);
        return {
          kind: row.kind,
          slot: row.slot,
          channel: row.channel,
          said: worded.is === 'card' ? renderText(worded.card) : `nothing: ${worded.why}`,
          card: worded.is === 'card' ? worded.card : undefined,
        };
      }),
    );
  }
  return {
    tick,
    /** Lets hours pass, a multiple of twelve, with a tick in every twelve: nine o’clock in London among them. */
    async pass(hours: number): Promise<Planned[]> {
      const all: Planned[] = [];
      for (let hour = 0; hour < hours; hour += 12) {
        runner.pass(12 * 60);
        all.push(...(await tick()));
      }
      return all;
    },
  };
}
