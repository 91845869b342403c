import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Delivery, deliveryProject } from '../../commands/proposals/delivery-project.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { chatOf } from '../../support/team.ts';
import { type Planned, planning } from './planned.ts';

// Monday 7 December 2026, 09:00 in London
let runner: TestRunner;
let team: Delivery;
let clock: ReturnType<typeof planning>;
beforeEach(async () => {
  await runner?.close();
  runner = await openRunner('postgresql');
  team = await deliveryProject(runner);
  clock = planning(runner, team.id);
});
afterAll(() => runner.close());

const fromCustomer = (line: string) => runner.say(team.cleo, team.customers, line);
const told = (all: Planned[]) =>
  all
    .filter(({ kind, said }) => ['silence', 'outreach'].includes(kind) && !said.startsWith('nothing'))
    .map(({ kind, slot, channel }) => `${kind} ${channel} ${slot.slice(0, 16)}`);

it('the team is reminded once of a customer who waits, two working days after they wrote', async () => {
  runner.pass(3 * 24 * 60);
  await fromCustomer('say When can we start?'); // Thursday
  await fromCustomer('say And who comes?');
  const all = await clock.pass(4 * 24);
  await fromCustomer('say Hello?');
  all.push(...(await clock.pass(7 * 24)));
  expect(told(all)).toEqual(['silence CAPOLLO 2026-12-14T09:00']);
  const reminder = all.find(({ kind }) => kind === 'silence');
  expect(reminder?.said).toContain('the customer waits for an answer');
  expect(reminder?.said).toContain('And who comes?');
  const [answer] = reminder?.card?.actions ?? [];
  expect(answer).toMatchObject({ label: 'Answer', command: 'say', style: 'primary' });
  await runner.fill(team.olivia, team.room, 'say', { ...answer?.input, text: 'On Monday' });
  // a new silence is told again
  await fromCustomer('say And where?');
  expect(told(await clock.pass(4 * 24))).toHaveLength(1);
});

it('nobody is reminded of a message that was answered or deleted', async () => {
  await fromCustomer('say When can we start?');
  await clock.pass(24);
  await team.tell(team.olivia, 'say On Monday');
  expect(told(await clock.pass(4 * 24))).toEqual([]);
  await fromCustomer('say Thanks');
  await fromCustomer('unsay last');
  expect(told(await clock.pass(5 * 24))).toEqual([]);
});

it('whoever wrote about a blocker is told that the customer has not answered, once for what they wrote last', async () => {
  await team.tell(team.olivia, 'blocker "no API key" by:customer', 'say B1 When can we have the key?');
  await clock.pass(24);
  await team.tell(team.mo, 'say B1 We need it by Friday');
  const all = await clock.pass(5 * 24);
  expect(told(all)).toEqual([expect.stringMatching(/^outreach .*UMO.* 2026-12-10T09:00$/)]);
  const notice = all.find(({ kind }) => kind === 'outreach');
  expect(notice?.said).toContain('no answer about B1 no API key');
  expect(notice?.said).toContain('We need it by Friday');
  const [again] = notice?.card?.actions ?? [];
  expect(again).toMatchObject({ label: 'Write again', command: 'say', input: { blocker: '1' } });
  const sent = await runner.fill(team.mo, chatOf(team.mo), 'say', { ...again?.input, text: 'Still there?' });
  expect(words(sent)).toContain('about B1');
});

it('nobody is told once the customer has answered, or the blocker is cleared', async () => {
  await team.tell(
    team.olivia,
    'blocker "no API key" by:customer',
    'blocker "no venue" by:customer',
    'say B1 When can we have the key?',
    'say B2 Where do we meet?',
  );
  await fromCustomer('say B1 Tomorrow');
  await team.tell(team.olivia, 'cleared B2');
  expect(told(await clock.pass(4 * 24)).filter((one) => one.startsWith('outreach'))).toEqual([]);
});
