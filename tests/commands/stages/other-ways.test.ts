import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDue } from '../../../db/queries/schedule/start-due.ts';
import { rowsOf } from '../../../db/tenant.ts';
import { endReviews } from '../../../src/schedule/end-reviews.ts';
import { answerMerge, askToBecomeOne } from '../../support/accounts.ts';
import { prove, recordedOf, startCompany } from '../../support/company.ts';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { channelOf, codeIn, mention, refusal, startTeam, teamsPerson } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

it('an import by an owner of the company moves no stage', async () => {
  const team = await startCompany(runner);
  await team.tell(team.olivia, `role ${mention(team.mo)} owner`);
  const text = '# Apollo\n## First customer, 10/12/2026\n- [x] Signed contract\n- [x] Payment received';
  const preview = await attempted(team.fill(team.mo, 'import', { text }));
  const apply =
    'card' in preview ? preview.card?.actions.find(({ command }) => command === 'import-apply') : undefined;
  if (apply) await attempted(runner.use(team.mo, team.room, apply));
  expect(await team.tell(team.mo, 'list')).toContain('2 · First customer, upcoming, 0 %');
  expect(await recordedOf(runner, team)).toEqual([]);
});

it('a member of the company does not become a coach by a merge that no coach agreed to', async () => {
  const team = await startCompany(runner);
  const tess = teamsPerson('Tess', `${team.tenant}-teams`);
  const there = channelOf(tess, '19:apollo@thread.tacv2');
  await runner.say(tess, there, `link ${codeIn(await team.say(team.olivia, 'link'))}`);
  await runner.say(tess, there, 'list');
  await team.tell(team.olivia, 'role "Tess" coach');
  const [member, coach] = [
    { who: team.mo, room: team.room },
    { who: tess, room: there },
  ];
  const request = await askToBecomeOne(runner, member, coach);
  await answerMerge(runner, member, request, 'yes');
  await prove(team, 1);
  expect(await refusal(team.say(team.mo, 'achieve value-baseline sure:yes'))).toContain('Only a coach');
  for (const seat of [coach, { who: team.olivia, room: team.room }])
    await attempted(answerMerge(runner, seat, request, 'yes'));
  // one person now: a coach who has worked for the company
  expect(await refusal(team.say(team.mo, 'achieve value-baseline sure:yes'))).toContain(
    'You belong to Apollo, so you cannot decide on your own evidence.',
  );
  expect(await recordedOf(runner, team)).toEqual([]);
});

it('whoever coaches a project of another kind cannot start a company of their own', async () => {
  const team = await startTeam(runner);
  await team.tell(team.olivia, `role ${mention(team.mo)} coach`);
  const own = channelOf(team.mo, 'COWN');
  expect(await refusal(runner.say(team.mo, own, 'project "Own" kind:stages'))).toContain('Only a coach');
});

it('silence approves no stage, and a due date starts none', async () => {
  const team = await startCompany(runner);
  await prove(team, 1);
  await team.tell(
    team.olivia,
    'policy acceptance:1d silence:accept',
    'edit 2 type:time due:today requires:none',
  );
  await team.tell(team.mo, 'submit 1');
  const later = '2026-12-21T09:00:00.000Z';
  await startDue(runner.db, { 'Europe/London': '2026-12-21' }, later, 200);
  const log = pino({ enabled: false });
  await endReviews({ db: runner.db, enqueueAll: async () => {}, log }, later);
  const stages = rowsOf<{ stage: string; status: string; ended: string | null }>(
    await runner.db.execute(sql`select m.stage, m.status, r.ended_as as ended from milestone m
      left join review r on r.milestone_id = m.id where m.number < 3 and m.workspace_id =
      (select workspace_id from installation where tenant = ${team.tenant}) order by m.number`),
  );
  expect(stages).toEqual([
    { stage: 'value_baseline', status: 'in_progress', ended: 'escalate' },
    { stage: 'first_customer', status: 'upcoming', ended: null },
  ]);
});
