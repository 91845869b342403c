import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import { canBeDone } from '../../support/can-be-done.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal, startTeam, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** Returns the stored plan of a team's project. */
async function storedPlan({ tenant }: Team) {
  const of = sql`project_id = (select project_id from room where tenant = ${tenant})`;
  return {
    tree: rowsOf<{ id: string; parentId: string | null }>(
      await runner.db.execute(
        sql`select id, parent_id as "parentId" from milestone where ${of} and dropped_at is null`,
      ),
    ),
    links: rowsOf<{ milestoneId: string; requiresId: string }>(
      await runner.db.execute(
        sql`select milestone_id as "milestoneId", requires_id as "requiresId" from dependency where ${of}`,
      ),
    ),
  };
}

/** Two milestones, of which the second is a part of the first and requires the third. */
async function nested() {
  const team = await startTeam(runner);
  await team.tell(team.mo, 'list');
  await team.tell(team.olivia, 'new "Whole"', 'new "Part" parent:1', 'new "Other"', 'edit 2 requires:3');
  return team;
}

const circle =
  'That would be a circle: 2 · Part requires 3 · Other, which requires 1 · Whole, which contains 2 · Part.';

describe('a circle through a parent', () => {
  it.each(['edit 3 requires:1', 'edit 1 enables:3', 'define 3 requires:1'])(
    'is refused: %s',
    async (line) => {
      const { mo, say } = await nested();
      expect(await refusal(say(mo, line))).toContain(circle);
    },
  );

  it('is refused where the milestone moves below the parent', async () => {
    const { mo, say, tell } = await nested();
    await tell(mo, 'edit 2 parent:none', 'edit 3 requires:1');
    expect(await refusal(say(mo, 'edit 2 parent:1'))).toContain(circle);
  });

  it.each(['edit 2 parent:none', 'drop 2 later', 'edit 2 requires:none'])(
    'is refused where undo would make it: %s',
    async (line) => {
      const team = await nested();
      const { olivia, mo, say, tell } = team;
      await tell(olivia, line);
      await tell(mo, 'edit 3 requires:1');
      expect(await refusal(say(olivia, 'undo'))).toContain(circle);
      const { tree, links } = await storedPlan(team);
      expect(canBeDone(tree, links)).toBe(true);
    },
  );
});

describe('any commands of two people', () => {
  const number = fc.integer({ min: 1, max: 6 });
  const line = fc.oneof(
    fc
      .record({
        of: number,
        to: number,
        how: fc.constantFrom('edit requires', 'edit enables', 'define requires'),
      })
      .map(({ of, to, how }) => `${how.replace(' ', ` ${of} `)}:${to}`),
    fc.record({ of: number, to: number }).map(({ of, to }) => `edit ${of} parent:${to}`),
    number.map((of) => `edit ${of} parent:none`),
    number.map((of) => `edit ${of} requires:none`),
    fc.record({ of: number, to: number }).map(({ of, to }) => `new "More work" parent:${of} requires:${to}`),
    number.map((of) => `drop ${of} not now`),
    fc.constant('undo'),
    fc.constant('blueprint apply parallel-streams start:"1 dec 2027" apply:yes'),
  );

  it('leave a plan that can be done', { timeout: 60_000 }, async () => {
    const said = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ line, byOwner: fc.boolean() }), { minLength: 12, maxLength: 16 }),
        async (lines) => {
          const team = await nested();
          await team.tell(team.olivia, 'new "Fourth"', 'new "Fifth" parent:2', 'new "Sixth" parent:4');
          for (const { line: typed, byOwner } of lines) {
            const reply = await attempted(team.say(byOwner ? team.olivia : team.mo, typed));
            said.add(`${typed.split(' ')[0]} ${reply.is}${words(reply).includes('circle') ? ' circle' : ''}`);
          }
          const { tree, links } = await storedPlan(team);
          expect(canBeDone(tree, links), lines.map((one) => one.line).join('\n')).toBe(true);
        },
      ),
      { numRuns: 40, seed: 13 },
    );
    expect([...said]).toEqual(
      expect.arrayContaining(['edit refused circle', 'undo done', 'new done', 'drop done', 'blueprint done']),
    );
  });
});
