import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam } from '../../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

/** A team with three milestones. */
async function planned(kind?: string) {
  const team = await startTeam(runner, kind);
  await team.tell(team.olivia, 'new "Design"', 'new "Build" due:"18 dec 2026" share:40', 'new "Launch"');
  return team;
}

/** The names of a list, in order. */
const order = (list: string) => [...list.matchAll(/· (\w+),/g)].map(([, name]) => name).join(' ');

describe('edit', () => {
  it('changes what was given and nothing else', async () => {
    const { olivia, mo, tell } = await planned();
    const card = await tell(mo, `edit 2 name:"Build it" due:none priority:p1 owner:${mention(olivia)}`);
    expect(card).toContain(
      '2 · Build it changed, due none, owner Olivia, priority p1.\n2 · Build it, upcoming\n',
    );
    expect(card).toContain('Assignee: Olivia');
    expect(card).toContain('Priority: p1');
    const history = await tell(mo, 'history 2');
    expect(history).toContain(
      'Mo edited it, name Build → Build it, due Fri 18 Dec → none, owner none → Olivia, priority p2 → p1, in Slack',
    );
  });

  it('takes owner and outcome away with none', async () => {
    const { mo, tell } = await planned();
    await tell(mo, 'edit 1 owner:me outcome:"Looks good"');
    const card = await tell(mo, 'edit 1 owner:none outcome:none');
    expect(card).toContain('Assignee: nobody yet');
    expect(card).not.toContain('Looks good');
  });

  it('opens a form that shows what stands, when only the milestone is named', async () => {
    const { mo, room, say, press } = await planned();
    for (const reply of [await say(mo, 'edit 2'), await press(mo, 'edit', { milestone: '2' })]) {
      if (reply.is !== 'form') throw new Error('no form came');
      expect(reply.form).toMatchObject({ given: { milestone: '2' }, submit: 'Save', more: 'More' });
      expect(reply.form.fields.map(({ name, value }) => [name, value])).toEqual([
        ['name', 'Build'],
        ['due', '2026-12-18'],
        ['owner', undefined],
      ]);
      const { fields } = await runner.more(mo, room, reply.form);
      expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toMatchObject({
        name: 'Build',
        due: '2026-12-18',
        share: '40',
        type: 'time',
        priority: 'p2',
        blocksGoLive: 'no',
      });
    }
  });

  it('opens a form with the owner and the parent, names its subject, and changes neither when it is sent as it is', async () => {
    const { mo, room, say, tell, fill } = await planned();
    await tell(mo, 'edit 2 owner:me parent:1');
    const reply = await say(mo, 'edit 2');
    if (reply.is !== 'form') throw new Error('no form came');
    const form = await runner.more(mo, room, reply.form);
    for (const one of [reply.form, form]) expect(one).toMatchObject({ title: 'Edit', subject: '2 · Build' });
    const values = Object.fromEntries(
      form.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    );
    expect(values).toMatchObject({ owner: mention(mo), parent: '1' });
    expect(await refusal(fill(mo, 'edit', { ...form.given, ...values }))).toContain(
      'already has these values',
    );
    const { owner: _owner, parent: _parent, ...emptied } = values;
    await fill(mo, 'edit', { ...form.given, ...emptied });
    expect(await tell(mo, 'history 2')).toMatch(
      /owner Mo → none.*parent Design → none|parent Design → none.*owner Mo → none/,
    );
  });

  it('clears a date that was emptied in the form', async () => {
    const { mo, say, fill } = await planned();
    const reply = await say(mo, 'edit 2');
    const given = reply.is === 'form' ? reply.form.given : {};
    expect(words(await fill(mo, 'edit', { ...given, name: 'Build' }))).toContain('2 · Build, upcoming\n');
  });

  it('says so when nothing differs', async () => {
    const { mo, say, fill } = await planned();
    const why = 'Nothing changed: 2 · Build already has these values.';
    expect(await refusal(say(mo, 'edit 2 name:Build'))).toBe(why);
    expect(await refusal(fill(mo, 'edit', { milestone: '2', name: 'Build', due: '2026-12-18' }))).toBe(why);
    expect(await refusal(fill(mo, 'edit', { milestone: '2' }))).toContain('Say what to change.');
  });

  it('refuses a start after the due date that stands', async () => {
    const { mo, say } = await planned();
    expect(await refusal(say(mo, 'edit 2 start:"19 dec 2026"'))).toContain(
      'The start date must not be after the due date.',
    );
  });

  it('hangs a milestone below another as its last child, never below itself', async () => {
    const { mo, tell, say } = await planned();
    await tell(mo, 'new "Sketch" parent:1', 'edit 2 parent:1');
    expect(order(await tell(mo, 'list'))).toBe('Design Sketch Build Launch');
    expect(await refusal(say(mo, 'edit 1 parent:2'))).toBe('A milestone cannot be below itself.');
    expect(await tell(mo, 'history 2')).toContain('Mo edited it, parent none → Design, in Slack');
    await tell(mo, 'edit 2 parent:none');
    expect(order(await tell(mo, 'list'))).toBe('Design Sketch Launch Build');
  });

  it('is for the coach alone in stages', async () => {
    const { mo, say } = await planned('kind:stages');
    expect(await refusal(say(mo, 'edit 1 name:"Mine now"'))).toContain('Only a coach can edit this.');
  });
});

describe('move', () => {
  it.each([
    ['move 3 before:1', 'Launch Design Build', '3 · Launch moved before 1 · Design.\n'],
    ['move 1 after:3', 'Build Launch Design', '1 · Design moved after 3 · Launch.\n'],
    ['move 1 after:2', 'Build Design Launch', '1 · Design moved after 2 · Build.\n'],
  ])('%s', async (line, after, said) => {
    const { mo, tell } = await planned();
    expect(await tell(mo, line)).toContain(said);
    expect(order(await tell(mo, 'list'))).toBe(after);
  });

  it.each([
    ['move 3', 'Say before:1 or after:1, but not both.'],
    ['move 3 before:1 after:2', 'Say before:1 or after:1, but not both.'],
    ['move 3 before:3', 'Choose another milestone to move it next to.'],
    ['move 3 before:9', 'There is no milestone “9” here.'],
  ])('%s is refused', async (line, why) => {
    const { mo, say } = await planned();
    expect(await refusal(say(mo, line))).toContain(why);
  });

  it('stays among its siblings', async () => {
    const { mo, tell, say } = await planned();
    await tell(mo, 'new "Sketch" parent:1');
    expect(await refusal(say(mo, 'move 4 before:2'))).toBe(
      'Only milestones with the same parent can be put in order.\nChange the parent with “edit 3 parent:1”.',
    );
  });
});

describe('drop', () => {
  it('takes a milestone out of the plan, with a reason, for its owner', async () => {
    const { olivia, mo, tell, say } = await planned();
    expect(await refusal(say(mo, 'drop 2 too much'))).toBe('Only an owner can drop this.\nAsk Olivia.');
    expect(await tell(olivia, 'drop 2 too much')).toBe(
      '2 · Build dropped, reason “too much”.\n2 · Build, dropped\nReason: too much',
    );
    expect(order(await tell(mo, 'list'))).toBe('Design Launch');
    expect(await refusal(say(mo, 'show 2'))).toContain('There is no milestone “2” here.');
    expect(await tell(mo, 'history')).toContain('2 · Build: Olivia dropped it, “too much”, in Slack');
  });

  it('wants those below it dropped or moved first', async () => {
    const { olivia, tell, say } = await planned();
    await tell(olivia, 'new "Sketch" parent:1');
    expect(await refusal(say(olivia, 'drop 1 gone'))).toBe(
      'It has milestones below it: 4 · Sketch.\nDrop or move them first.',
    );
    await tell(olivia, 'drop 4 gone', 'drop 1 gone');
  });

  it('asks for the reason', async () => {
    const { olivia, say } = await planned();
    expect(await say(olivia, 'drop 1')).toMatchObject({
      is: 'form',
      form: { command: 'drop', given: { milestone: '1' }, fields: [{ name: 'reason', optional: false }] },
    });
  });

  it('ends an open review', async () => {
    const { olivia, tell, say } = await planned();
    await tell(olivia, 'start 1', 'submit 1', 'drop 1 gone');
    expect(await refusal(say(olivia, 'approve 1'))).toContain('There is no milestone “1” here.');
  });
});
