import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Form } from '../../../cards/model.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A form in an answer. */
function formIn(reply: Reply): Form {
  if (reply.is !== 'form') throw new Error(`expected a form, got ${words(reply)}`);
  return reply.form;
}

/** What a client sends: what the form carries, the values that it shows, and what was typed. */
const filledIn = ({ given, fields }: Form, typed: Record<string, string>): Record<string, string> => ({
  ...given,
  ...Object.fromEntries(fields.flatMap(({ name, value }) => (value ? [[name, value]] : []))),
  ...typed,
});

type Case = {
  /** What is there before. */
  plan: string[];
  /** The button that opens the form. */
  opens: [command: string, input: Record<string, string>];
  /** What is typed into the form. */
  typed: Record<string, string>;
  /** What somebody does meanwhile. */
  meanwhile: string[];
  /** What the refusal says that happened; absent where the history of no milestone tells it. */
  says?: string;
};

const working = ['new "Beta"', 'start 1'];
const submitted = ['new "Beta"', 'submit 1'];
const decision = ['decision "Go?" on:"18 dec 2027" criteria:"the venue is ready"'];
const milestone = { milestone: '1' };
const again = { plan: submitted, meanwhile: ['recall 1', 'submit 1'], says: 'submitted it' };

const cases: Case[] = [
  { opens: ['return', milestone], typed: { reason: 'Too early' }, ...again },
  { opens: ['progress', milestone], typed: { percent: '70' }, ...again },
  { opens: ['evidence', milestone], typed: { kind: 'link', what: 'https://a.example' }, ...again },
  { opens: ['add', milestone], typed: { kind: 'task', text: 'Call them' }, ...again },
  { opens: ['drop', milestone], typed: { reason: 'Not needed' }, ...again },
  {
    plan: working,
    opens: ['progress', milestone],
    typed: { percent: '60' },
    meanwhile: ['progress 1 80 Nearly there'],
    says: 'Olivia reported progress, 80',
  },
  {
    plan: working,
    opens: ['edit', milestone],
    typed: { name: 'Beta of us' },
    meanwhile: ['edit 1 due:"18 dec 2027"'],
    says: 'due none → Sat 18 Dec 2027',
  },
  {
    plan: [...submitted, 'approve 1'],
    opens: ['reopen', milestone],
    typed: { reason: 'It broke' },
    meanwhile: ['reopen 1 too early', 'submit 1', 'approve 1'],
    says: 'approved it',
  },
  {
    plan: working,
    opens: ['block', milestone],
    typed: { reason: 'No key' },
    meanwhile: ['submit 1', 'return 1 too early'],
    says: '“too early”',
  },
  {
    plan: decision,
    opens: ['vote', { decision: 'D1' }],
    typed: { choice: 'go' },
    meanwhile: ['decision D1 on:"20 dec 2027"'],
  },
  {
    plan: decision,
    opens: ['decide', { decision: 'D1' }],
    typed: { outcome: 'go', reason: 'Ready' },
    meanwhile: ['decision D1 criteria:"the venue is ready; the band is booked"'],
  },
  {
    plan: decision,
    opens: ['criterion', { criterion: 'D1.1' }],
    typed: { state: 'met' },
    meanwhile: ['criterion D1.1 not met'],
  },
  {
    plan: ['metric "page load" target:"<2s"'],
    opens: ['metric-set', { metric: 'M1' }],
    typed: { value: '1.8 s' },
    meanwhile: ['metric set M1 1.4 s'],
  },
  {
    plan: ['cadence "We are live" on:"18 dec 2027" to:team draft:"The shop is open."'],
    opens: ['draft', { cadence: 'C1' }],
    typed: { text: 'It is open.' },
    meanwhile: ['draft C1 "Come in."'],
  },
  {
    plan: ['cadence "Daily standup" every:day at:10:00 kind:standup'],
    opens: ['answer', { standup: 'C1' }],
    typed: { did: 'Slept' },
    meanwhile: ['answer C1 Worked'],
  },
  {
    plan: [],
    opens: ['edit-project', {}],
    typed: { name: 'Apollo 2' },
    meanwhile: ['edit project target:"1 dec 2027"'],
  },
];

describe('a form whose subject has changed since it was opened', () => {
  it.each(cases)(
    '$opens.0 $opens.1: is refused, keeps what was typed, and is taken when sent again',
    async ({ plan, opens: [command, input], typed, meanwhile, says }) => {
      const team = await startTeam(runner);
      await team.tell(team.olivia, ...plan);
      const form = formIn(await team.press(team.olivia, command, input));
      expect(form.given).toHaveProperty('opened');
      runner.pass(1);
      await team.tell(team.olivia, ...meanwhile);
      runner.pass(1);
      const before = await team.tell(team.olivia, 'history');
      const reply = await refused(team.fill(team.olivia, command, filledIn(form, typed)));
      if (reply.is !== 'refused') throw new Error('a refusal is a refusal');
      expect(await team.tell(team.olivia, 'history')).toBe(before);
      for (const [name, value] of Object.entries(typed))
        expect(reply.form?.fields.find((field) => field.name === name)).toMatchObject({ value });
      expect(reply.refusal.is).toBe('changed_since');
      expect(reply.form?.subject).toBeDefined();
      if (says) expect(words(reply)).toContain(says);
      const sent = { ...filledIn(form, typed), ...reply.form?.given };
      expect(await team.fill(team.olivia, command, sent)).toMatchObject({ is: 'done' });
    },
  );

  it.each([
    ['client', []],
    ['viewer', ['“too early”']],
    ['contributor', ['“too early”', 'Olivia recorded a cost', '250', '“a designer”']],
  ] as const)('tells a %s only what their history has', async (role, told) => {
    const team = await startTeam(runner);
    const robin = await team.join('Robin', role);
    await team.tell(team.olivia, ...submitted, 'edit-project price:12000 currency:GBP');
    const { given } = formIn(await team.press(robin, 'snooze', milestone));
    runner.pass(1);
    await team.tell(team.olivia, 'cost 1 250 a designer', 'return 1 too early');
    runner.pass(1);
    const text = words(await refused(team.fill(robin, 'snooze', { ...given, for: 'tomorrow' })));
    expect(text).toContain('has changed since you opened this form');
    expect(text).toContain('Olivia returned it');
    const hidden = ['“too early”', 'Olivia recorded a cost', '250', '“a designer”'];
    expect(hidden.filter((one) => text.includes(one))).toEqual(told);
  });

  it('is taken where something else has changed, without the mark, and with one that is not ours', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, ...submitted);
    const { given } = formIn(await team.press(team.olivia, 'return', milestone));
    await team.tell(team.olivia, 'edit 1 priority:p0', 'progress 1 40', 'add 1 task "Call them"');
    for (const mark of [given, {}, { opened: 'x'.repeat(300) }]) {
      await team.fill(team.olivia, 'return', { ...milestone, reason: 'Too early', ...mark });
      await team.tell(team.olivia, 'submit 1');
    }
  });

  it('says what happened to it where the step is not possible any more', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, ...submitted);
    const { given } = formIn(await team.press(team.olivia, 'return', milestone));
    await team.tell(team.olivia, 'approve 1');
    const reply = await refused(team.fill(team.olivia, 'return', { ...given, reason: 'Too early' }));
    expect(words(reply)).toContain('was approved by Olivia');
    expect(reply).toMatchObject({ form: { fields: [{ name: 'reason', value: 'Too early' }] } });
  });
});
