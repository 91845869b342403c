import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliveryProject } from '../../commands/proposals/delivery-project.ts';
import { openRunner, type TestRunner } from '../../support/runner.ts';
import { planning } from './planned.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

it('nothing is planned for an archived project, and all of it again once it is restored', async () => {
  const team = await deliveryProject(runner);
  await team.tell(
    team.olivia,
    'digest daily at:09:00',
    'cadence "Weekly review" every:friday at:09:00',
    'ask updates every:weekday at:09:00',
    'assign 1 me',
    'start 1',
    'action "Approve access" due:"8 dec 2026"',
    'decision "Go?" on:"15 dec 2026"',
    'blocker "no API key" by:customer',
    'say B1 When can we have it?',
  );
  const clock = planning(runner, team.id);
  const kinds = async (hours: number) =>
    [...new Set((await clock.pass(hours)).map(({ kind }) => kind))].sort();
  const all = ['action', 'ask', 'cadence', 'digest', 'outreach'];
  expect(await kinds(5 * 24)).toEqual(all);
  await team.tell(team.olivia, 'archive');
  expect(await kinds(8 * 24)).toEqual([]);
  await team.tell(team.olivia, 'restore', 'say B1 Any news?');
  expect(await kinds(7 * 24)).toEqual(['decision', ...all].sort());
});
