import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followed, oneEach } from '../../db/queries/people/person-columns.ts';
import { rowsOf } from '../../db/tenant.ts';
import { answerMerge, askToBecomeOne, twoPlatforms } from '../support/accounts.ts';
import { openRunner, type TestRunner } from '../support/runner.ts';

/** Columns that say who did something once, by table; nothing compares them with the person who asks. */
const history: Record<string, string[]> = {
  achievement: ['by_id'],
  action_item: ['added_by_id', 'completed_by_id'],
  activity: ['person_id'],
  blocker: ['opened_by_id', 'cleared_by_id'],
  change_order: ['proposed_by_id', 'closed_by_id'],
  contingency: ['decided_by_id', 'created_by_id'],
  cost: ['by_id'],
  decision: ['decided_by_id', 'created_by_id'],
  evidence: ['added_by_id'],
  invoice: ['issued_by_id', 'approved_by_id'],
  logged_change: ['added_by_id'],
  merge: ['settled_by_id', 'undone_by_id'],
  metric_value: ['author_id'],
  organisation: ['bound_by_id'],
  page: ['invited_by_id'],
  programme_answer: ['answered_by_id'],
  proposal: ['sent_by_id', 'closed_by_id'],
  question: ['asked_by_id', 'answered_by_id'],
  review: ['submitted_by_id', 'decided_by_id', 'decided_for_id'],
  approval: ['by_id'],
  risk: ['opened_by_id', 'resolved_by_id'],
  settlement: ['by_id'],
  survey: ['answered_by_id'],
};
/** Columns of what the merge itself handles, or what lives for minutes. */
const apart: Record<string, string[]> = {
  member: ['person_id'],
  merge: ['from_id', 'into_id'],
  import: ['person_id'],
  link_code: ['person_id'],
  receipt: ['person_id'],
};

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('a merge of two people', () => {
  it('knows of every column that refers to a person whether it follows them', async () => {
    const found = rowsOf<{ column: string }>(
      await runner.db.execute(sql`select table_name || '.' || column_name as column
        from information_schema.columns where table_schema = 'public' and data_type = 'uuid'
        and column_name ~ '(^|_)(person|author|owner|assignee|deputy|from|into|by|for)_id$'`),
    );
    const listed = [followed, history, apart].flatMap((tables) =>
      Object.entries(tables).flatMap(([table, columns]) =>
        (Array.isArray(columns) ? columns : Object.keys(columns)).map((column) => `${table}.${column}`),
      ),
    );
    const all = [...listed, ...oneEach.map(({ table }) => `${table}.person_id`)];
    expect(found.map(({ column }) => column).sort()).toEqual(all.sort());
  });

  it('leaves nothing that follows with the account that is gone', async () => {
    const at = await twoPlatforms(runner);
    await runner.say(at.tess.who, at.there, 'list');
    await at.tell(
      at.olivia,
      'new "Beta launch"',
      'risk "It may rain" level:high owner:me',
      'blueprint save "Our way"',
    );
    const asked = await askToBecomeOne(runner, at.tess, at.olivia2);
    for (const seat of [at.tess, at.olivia2]) await answerMerge(runner, seat, asked, 'yes');
    const here = sql`workspace_id in (select workspace_id from identity where tenant = ${at.tenant})`;
    const left = rowsOf<{ name: string }>(
      await runner.db.execute(sql`select r.text as name from risk r join merge m on m.from_id = r.owner_id where r.${here}
        union all select b.slug from blueprint b join merge m on m.from_id = b.saved_by_id where b.${here}`),
    );
    expect(left).toEqual([]);
  });
});
