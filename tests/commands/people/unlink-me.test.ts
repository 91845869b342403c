import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followed, oneEach } from '../../../db/queries/people/person-columns.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { type Role, roles } from '../../../src/domain/project/roles.ts';
import { answerMerge, askToBecomeOne, becomeOne, lettersIn, twoPlatforms } from '../../support/accounts.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, type Team } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

describe('unlink me', () => {
  it('says that there is nothing to take apart, and no more after thirty days', async () => {
    const at = await twoPlatforms(runner);
    expect(await refusal(at.say(at.mo, 'unlink me'))).toContain('No accounts of yours were linked');
    await becomeOne(runner, at.olivia2, at.tess);
    runner.pass(30 * 24 * 60 + 1);
    expect(await refusal(at.say(at.olivia, 'unlink me'))).toContain('No accounts of yours were linked');
  });

  it('is typed by either account; both are told, and the history keeps both records', async () => {
    const at = await twoPlatforms(runner);
    await becomeOne(runner, at.olivia2, at.tess);
    expect(words(await runner.say(at.tess.who, at.there, 'unlink me'))).toContain(
      'Tess (Teams) and Olivia (Slack) are two people again',
    );
    const told = (await lettersIn(runner, at)).filter(({ text }) => text.includes('two people again'));
    expect(told.map(({ to }) => to).sort()).toEqual([at.olivia.user, at.tess.who.user].sort());
    expect(await at.tell(at.olivia, 'people')).not.toContain('on Slack and Teams');
    const kept =
      await runner.db.execute(sql`select type from activity where type in ('person_linked', 'person_parted')
      and workspace_id in (select workspace_id from identity where tenant = ${at.tenant}) order by at, id`);
    expect(rowsOf(kept)).toEqual([{ type: 'person_linked' }, { type: 'person_parted' }]);
  });

  it('gives back no role that an owner took away meanwhile', async () => {
    const at = await twoPlatforms(runner);
    await at.tell(at.olivia, `role ${mention(at.mo)} coach`);
    await becomeOne(runner, at.mo2, at.tess, at.olivia2);
    await at.tell(at.olivia, `role ${mention(at.mo)} viewer`);
    await at.tell(at.mo, 'unlink me');
    const people = await at.tell(at.olivia, 'people');
    expect(people).toContain('Mo, viewer');
    expect(people).not.toContain('coach');
  });

  /** All that a merge moves, as it stands in the workspace. */
  const state = async ({ tenant }: Team) => {
    const here = sql`workspace_id in (select workspace_id from identity where tenant = ${tenant})`;
    const parts = await Promise.all(
      ['member', 'person', ...Object.keys(followed), ...oneEach.map(({ table }) => table)].map(
        async (table) => {
          const rows =
            await runner.db.execute(sql`select to_jsonb(t) - '{digest_at,profiled_at,looked_at,next_at}'::text[] as row
          from ${sql.identifier(table)} t where ${here} order by id`);
          return [table, rowsOf(rows)];
        },
      ),
    );
    return Object.fromEntries(parts);
  };

  it('puts back exactly what was there before, whatever both held', async () => {
    const at = await twoPlatforms(runner);
    const { olivia, tess, mo } = at;
    for (let n = 1; n <= 4; n += 1) await at.tell(olivia, `new "Step ${n} of it" due:"1${n} dec 2030"`);
    await at.tell(
      olivia,
      'risk "It may rain" level:high',
      'decision "Go?" on:"18 dec 2030"',
      'cadence "Standup" every:day at:10:00 kind:standup',
      'blueprint save "Our way"',
    );
    await runner.say(tess.who, at.there, 'list');
    const tessIs = sql`(select person_id from identity where user_key = ${tess.who.user} and tenant = ${tess.who.tenant})`;
    const moIs = sql`(select person_id from identity where user_key = ${mo.user} and tenant = ${at.tenant})`;
    const here = sql`workspace_id in (select workspace_id from identity where tenant = ${at.tenant})`;
    const either = (isTess: boolean) => (isTess ? tessIs : moIs);
    const given = fc.record({
      owns: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      roles: fc.tuple(fc.constantFrom(...roles), fc.constantFrom(...roles)),
      flags: fc.tuple(fc.boolean(), fc.boolean()),
      zones: fc.tuple(
        fc.constantFrom(null, 'Asia/Tokyo', 'Europe/Oslo'),
        fc.constantFrom(null, 'Asia/Tokyo', 'Europe/Oslo'),
      ),
      snoozed: fc.subarray([1, 2, 3]),
      alsoSnoozed: fc.subarray([1, 2, 3]),
      votes: fc.tuple(fc.boolean(), fc.boolean()),
    });
    await fc.assert(
      fc.asyncProperty(given, async ({ owns, roles: held, flags, zones, snoozed, alsoSnoozed, votes }) => {
        for (const [nth, isTess] of owns.entries())
          await runner.db.execute(sql`update milestone set assignee_id = ${either(isTess)}, submitted_by_id = ${either(!isTess)}
            where number = ${nth + 1} and ${here}`);
        await runner.db.execute(sql`update risk set owner_id = ${either(owns[0] ?? true)} where ${here}`);
        await runner.db.execute(sql`update cadence set owner_id = ${either(owns[1] ?? true)} where ${here}`);
        await runner.db.execute(
          sql`update blueprint set saved_by_id = ${either(owns[2] ?? true)} where ${here}`,
        );
        await runner.db.execute(sql`delete from standup_answer where ${here}`);
        await runner.db.execute(sql`delete from snooze where ${here}`);
        await runner.db.execute(sql`delete from vote where ${here}`);
        for (const [nth, who] of [tessIs, moIs].entries()) {
          const [role, zone]: [Role, string | null] = [held[nth] ?? 'none', zones[nth] ?? null];
          await runner.db.execute(sql`update person set admin = ${flags[nth] ?? false}, zone = ${zone}, zone_chosen = ${zone !== null}
            where id = ${who}`);
          await runner.db.execute(sql`insert into member (workspace_id, id, project_id, person_id, role)
            select workspace_id, gen_random_uuid(), id, ${who}, ${role} from project where ${here}
            on conflict (workspace_id, project_id, person_id) do update set role = excluded.role`);
          for (const number of nth === 0 ? snoozed : alsoSnoozed)
            await runner.db.execute(sql`insert into snooze (workspace_id, id, project_id, milestone_id, person_id)
              select workspace_id, gen_random_uuid(), project_id, id, ${who} from milestone where number = ${number} and ${here}`);
          if (votes[1 - nth])
            await runner.db.execute(sql`insert into standup_answer (workspace_id, id, project_id, cadence_id, person_id, round, at)
              select workspace_id, gen_random_uuid(), project_id, id, ${who}, '2026-12-07', now() from cadence where ${here}`);
          if (votes[nth])
            await runner.db.execute(sql`insert into vote (workspace_id, id, project_id, decision_id, person_id)
              select workspace_id, gen_random_uuid(), project_id, id, ${who} from decision where ${here}`);
        }
        const before = await state(at);
        const request = await askToBecomeOne(runner, at.mo2, tess);
        // the owner is asked where a role would rise, and may answer nothing else
        for (const seat of [at.mo2, tess, at.olivia2])
          await attempted(answerMerge(runner, seat, request, 'yes'));
        expect((await state(at)).identity).not.toEqual(before.identity);
        expect(words(await at.say(mo, 'unlink me'))).toContain('two people again');
        expect(await state(at)).toEqual(before);
      }),
      { seed: 20261130, numRuns: 12 },
    );
  });
});
