import { afterAll, beforeAll, expect, it } from 'vitest';
import { attempted } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { refusal } from '../../support/team.ts';
import { button, clientProject, orderCard, pressSign, shown } from './client-project.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

it('the form of a change offers what may leave, and a typed line takes exactly that', async () => {
  const team = await clientProject(runner);
  await team.tell(
    team.olivia,
    'policy lock:no',
    'add 2 deliverable "A search"',
    'check 2.2',
    'add 2 criterion "It is fast"',
    'add 2 task "Call them"',
    'add 2 demo "Open the shop"',
    'add 3 deliverable "A party"',
    'policy lock:yes',
  );
  const form = await team.press(team.olivia, 'change', { text: 'A map', milestone: '3' });
  if (form.is !== 'form') throw new Error(words(form));
  const field = form.form.fields.find(({ name }) => name === 'swap');
  if (field?.is !== 'choice') throw new Error('no choice of what leaves');
  const offered = field.choices.map(({ value }) => value);
  expect(offered).toEqual(['3.1', '2.1']);
  for (const item of ['2.1', '2.2', '2.3', '2.4', '2.5', '3.1']) {
    const reply = await attempted(team.say(team.olivia, `change "A map" ${item[0]} swap:${item}`));
    expect(reply.is, `${item}: ${words(reply)}`).toBe(offered.includes(item) ? 'done' : 'refused');
  }
  expect(await refusal(team.say(team.olivia, 'change "A map" 2 swap:2.4'))).toContain(
    'Only a deliverable that is not done can leave in a swap.',
  );
  expect(await refusal(team.say(team.olivia, 'change "A map" 2 route:next swap:2.1'))).toContain(
    'only on the routes swap and here',
  );
});

it('a swap cannot be signed once what would leave is done', async () => {
  const team = await clientProject(runner);
  await team.tell(team.olivia, 'change "A map" 2 swap:2.1');
  const before = await orderCard(runner, team);
  await team.tell(team.olivia, 'check 2.1');
  expect(await refusal(pressSign(runner, team, team.olivia, before))).toContain('Only a deliverable');
  const card = await orderCard(runner, team);
  expect(shown(card)).toContain('Only a deliverable that is not done can leave in a swap.');
  expect(() => button(card, 'Sign')).toThrow('no button');
});
