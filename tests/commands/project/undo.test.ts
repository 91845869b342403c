import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../../db/tenant.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { attempted, refused } from '../../support/refused.ts';
import { buttonIn, openRunner, type Somebody, type TestRunner, words } from '../../support/runner.ts';
import { mention, refusal, startTeam, type Team } from '../../support/team.ts';

describe('undo', () => {
  let runner: TestRunner;
  let team: Team;
  let carol: Somebody;
  const tell = (line: string) => team.tell(team.olivia, line);
  const no = (line: string, who = team.olivia) => refusal(team.say(who, line));

  beforeAll(async () => {
    runner = await openRunner('postgresql');
  });
  afterAll(() => runner.close());
  beforeEach(async () => {
    team = await startTeam(runner);
    carol = await team.join('Carol', 'contributor');
    await tell('new "Beta launch" owner:me');
    await tell('new "Load test"');
  });

  it('takes back one’s own last change, in one line, also by its other words', async () => {
    await tell('progress 1 60 OAuth works');
    expect(await tell('undo')).toBe('Taken back: reported progress on 1 · Beta launch, 60 %.');
    expect(words(await team.press(team.olivia, 'show', { milestone: '1' }))).toContain('upcoming');
    await tell('drop 1 nobody needs it');
    expect(await tell('take back')).toBe('Taken back: dropped 1 · Beta launch.');
    await tell('policy evidence:yes');
    expect(await tell('revert')).toBe('Taken back: changed the policies, evidence no → yes.');
  });

  it('looks past what others did, and is not about other subjects', async () => {
    await tell('progress 1 60');
    await team.tell(carol, 'progress 2 10', 'blocker "No venue"', 'policy');
    expect(await tell('undo')).toContain('1 · Beta launch, 60 %');
    expect(words(await team.press(carol, 'show', { milestone: '2' }))).toContain('10 %');
  });

  it('is an event of its own in the history, which keeps what was taken back', async () => {
    await tell('progress 1 60');
    await tell('undo');
    await tell('risk "It rains" level:high');
    await tell('undo');
    const history = await tell('history');
    expect(history).toContain('1 · Beta launch: Olivia took back: reported progress, 60 %, in Slack');
    expect(history).toContain('1 · Beta launch: Olivia reported progress, 60 %');
    expect(history).toContain('Olivia took back: added a risk, R1 It rains, level high');
    expect(await tell('history 1')).toContain('Olivia took back: reported progress, 60 %');
  });

  it('takes a new milestone out of the plan, whose number and name stay in the history', async () => {
    await tell('new "A mistake"');
    expect(await tell('undo')).toBe('Taken back: added 3 · A mistake.');
    expect(await no('show 3')).toContain('There is no milestone “3”');
    expect(await tell('new "The right one"')).toContain('4 · The right one');
    expect(await tell('history')).toContain('3 · A mistake: Olivia took back');
  });

  it('gives no number again: of a blocker, risk, metric, cadence, decision, contingency or item', async () => {
    const twice = async (line: string) => {
      await tell(line);
      await tell('undo');
      return tell(line);
    };
    expect(await twice('blocker "No venue"')).toContain('B2');
    expect(await twice('risk "It rains"')).toContain('R2');
    expect(await twice('metric "speed" target:"< 2 s"')).toContain('M2');
    expect(await twice('cadence "Review" every:friday')).toContain('C2');
    expect(await twice('expect 25% on:"16 dec"')).toContain('C4');
    expect(await twice('decision "Go?"')).toContain('D2');
    expect(await twice('if "any open p0 blockers" on:"14 dec" then:"drop p3"')).toContain('P2');
    expect(await twice('add 1 task "Write it"')).toContain('1.2');
    await tell('undo');
    expect(await tell('block 1 no key yet')).toMatch(/B3/);
  });

  it('pressed twice takes back once; typed again it takes back the change before', async () => {
    await tell('progress 1 40');
    await tell('progress 1 60');
    const dropped = await team.say(team.olivia, 'drop 2 nobody needs it');
    const button = buttonIn(dropped, 'Undo');
    const press = () => runner.use(team.olivia, team.room, button);
    expect(words(await press())).toBe('Taken back: dropped 2 · Load test.');
    expect(await refusal(press())).toContain('“dropped 2 · Load test” was taken back by Olivia already.');
    expect(await tell('undo')).toContain('60 %');
    expect(await tell('undo')).toContain('40 %');
    expect(await tell('undo')).toContain('added 2 · Load test');
  });

  it('a delivery that comes twice takes back once', async () => {
    await tell('progress 1 40');
    await tell('progress 1 60');
    const say = () => runner.say(team.olivia, team.room, 'undo', 'delivery-1');
    expect(words(await say())).toContain('60 %');
    expect(words(await say())).toContain('60 %');
    expect(words(await team.press(team.olivia, 'show', { milestone: '1' }))).toContain('40 %');
  });

  it('is over after ten minutes, for a line and for a button', async () => {
    const dropped = await team.say(team.olivia, 'drop 2 nobody needs it');
    runner.pass(10);
    expect(await refused(team.say(carol, 'undo'))).toBeDefined();
    runner.pass(1);
    expect(await no('undo')).toContain(
      'You changed nothing here in the last 10 minutes, so there is nothing to undo.',
    );
    expect(await refusal(runner.use(team.olivia, team.room, buttonIn(dropped, 'Undo')))).toContain(
      'That change is more than 10 minutes old',
    );
  });

  it('works until the tenth minute', async () => {
    await tell('drop 2 nobody needs it');
    runner.pass(9);
    expect(await tell('undo')).toContain('dropped 2');
  });

  it.each([
    ['client', false],
    ['viewer', false],
    ['contributor', true],
  ] as const)('names to a %s only what their history has of what was built on it', async (role, isTold) => {
    const robin = await team.join('Robin', role);
    await tell('edit-project price:12000 currency:GBP');
    await team.tell(robin, 'snooze 1 tomorrow');
    await tell('cost 1 250 a designer');
    const text = await no('undo', robin);
    expect(text).toContain('1 · Beta launch');
    expect(text).toContain('nothing was taken back');
    for (const one of ['Olivia', 'cost']) expect([one, text.includes(one)]).toEqual([one, isTold]);
    await tell('start 1');
    expect(await no('undo', robin)).toContain(isTold ? 'recorded a cost' : 'Olivia started 1 · Beta launch');
  });

  it('of a cost is told to the team alone', async () => {
    const viewer = await team.join('Vera', 'viewer');
    await team.tell(team.olivia, 'edit-project price:12000 currency:GBP', 'cost 1 250 a designer', 'undo');
    expect(await tell('history')).toContain('took back: recorded a cost, £250');
    for (const line of ['history', 'history 1'])
      expect(await team.tell(viewer, line), line).not.toMatch(/cost|£250|took back/);
    await team.tell(team.olivia, 'edit 1 name:"Alpha"', 'undo');
    expect(await team.tell(viewer, 'history')).toContain('took back');
  });

  it('refuses where somebody has changed the same since, and names them and the next step', async () => {
    await tell('progress 1 60');
    await team.tell(carol, 'progress 1 70');
    const reply = (await refused(team.say(team.olivia, 'undo'))) as Reply;
    expect(words(reply)).toBe(
      'Carol has changed 1 · Beta launch since, so nothing was taken back.\nCarol reported progress on 1 · Beta launch.',
    );
    expect(buttonIn(reply, 'Open 1')).toMatchObject({ command: 'show', input: { milestone: '1' } });
    await team.tell(carol, 'undo');
    expect(await tell('undo')).toContain('reported progress on 1 · Beta launch, 60 %');
  });

  it('refuses where the own later change is of the same, by the button of the earlier', async () => {
    const moved = await team.say(team.olivia, 'move 1 after:2');
    await tell('progress 1 20');
    expect(await refusal(runner.use(team.olivia, team.room, buttonIn(moved, 'Undo')))).toContain(
      'You have changed 1 · Beta launch since',
    );
  });

  it.each([
    ['a part of a new milestone', 'new "Parent"', 'new "Child" parent:3'],
    ['the other order of the same milestones', 'move 1 after:2', 'move 2 after:1'],
    ['the old parent below it', 'edit 2 parent:1; edit 2 parent:none', 'edit 1 parent:2'],
    ['an item of a new checklist', 'add 1 task "Write it"', 'check 1.1'],
    ['a value of a new metric', 'metric "speed" target:"< 2 s"', 'metric-set M1 3 s'],
    ['the same policy', 'policy evidence:yes', 'policy evidence:no'],
    ['a snooze of a new milestone', 'new "Parent"', 'snooze 3 tomorrow'],
  ])('refuses where somebody built on it: %s', async (_what, mine, theirs) => {
    await team.tell(team.olivia, `role ${mention(carol)} owner`, ...mine.split('; '));
    await team.tell(carol, theirs);
    expect(await no('undo')).toContain('Carol has changed');
  });

  it('brings nothing back below a milestone that is gone', async () => {
    await team.tell(team.olivia, `role ${mention(carol)} owner`, 'edit 2 parent:1');
    await tell('drop 2 nobody needs it');
    await team.tell(carol, 'drop 1 nor this');
    expect(await no('undo')).toContain('so nothing was taken back');
  });

  it('allows it where the other change is of another field', async () => {
    await team.tell(team.olivia, `role ${mention(carol)} owner`, 'policy evidence:yes');
    await team.tell(carol, 'holidays add 24 dec');
    expect(await tell('undo')).toContain('changed the policies');
    expect(await tell('holidays')).toContain('24 Dec');
    await tell('move 1 after:2');
    await team.tell(carol, 'progress 2 10');
    expect(await tell('undo')).toContain('moved 1');
  });

  it.each([
    ['approve 1', 'This cannot be undone: you approved 1 · Beta launch.', 'Reopen'],
    ['return 1 not yet', 'This cannot be undone: you returned 1 · Beta launch.', 'Submit'],
  ])('leaves %s, and says what to do instead', async (line, sentence, label) => {
    await tell('start 1');
    await tell('submit 1');
    await tell(line);
    const reply = (await refused(team.say(team.olivia, 'undo'))) as Reply;
    expect(words(reply)).toContain(sentence);
    expect(buttonIn(reply, label)?.input).toEqual({ milestone: '1' });
  });

  it('leaves what was sent or linked', async () => {
    await tell('cadence "We are live" on:"18 dec" draft:"The shop is open."');
    await tell('announce C1');
    expect(await no('undo')).toContain('It has been sent.');
  });

  it('looks past what changes nothing', async () => {
    await tell('progress 1 60');
    await tell('digest now');
    await tell('link');
    await tell('quiet 18:00-08:00');
    expect(await tell('undo')).toContain('60 %');
    const kept = rowsOf<{ undoing: object | null }>(
      await runner.db.execute(sql`select undoing from activity where type = 'preferences_changed'`),
    );
    expect(kept).toEqual([{ undoing: null }]);
  });

  it('is for those alone who may still do what they take back', async () => {
    await team.tell(team.olivia, `role ${mention(carol)} owner`);
    await team.tell(carol, 'policy evidence:yes');
    await tell(`role ${mention(carol)} contributor`);
    expect(await no('undo', carol)).toContain('Olivia');
    await tell(`role ${mention(carol)} owner`);
    expect(await team.tell(carol, 'undo')).toContain('changed the policies');
  });

  it('lets nobody take back what another did', async () => {
    const dropped = await team.say(team.olivia, 'drop 2 nobody needs it');
    await team.tell(team.olivia, `role ${mention(carol)} owner`);
    expect(await refusal(runner.use(carol, team.room, buttonIn(dropped, 'Undo')))).toContain(
      'Only Olivia can take this back.',
    );
  });

  it('leaves the project with an owner', async () => {
    await tell(`role ${mention(carol)} owner`);
    await team.tell(carol, `role ${mention(team.olivia)} contributor`);
    expect(await no('undo')).toContain('Apollo would have no owner left.');
    await team.tell(carol, 'undo');
    expect(await tell('undo')).toContain('changed a role, Carol');
  });

  it('takes nothing back of another project', async () => {
    await tell('progress 1 60');
    const other = await startTeam(runner);
    expect(await refusal(other.say(other.mo, 'undo'))).toContain('You changed nothing here');
  });

  it('is offered on what people most regret, and only there', async () => {
    const answers: Record<string, Reply> = {};
    await tell('policy approver:nobody');
    for (const line of ['start 1', 'move 1 after:2', 'progress 1 20', 'done 1', 'drop 2 over', 'shift 7d'])
      answers[line] = await attempted(team.say(team.olivia, line));
    const offering = Object.entries(answers).filter(([, reply]) => buttonIn(reply, 'Undo'));
    expect(offering.map(([line]) => line)).toEqual(['move 1 after:2', 'done 1', 'drop 2 over']);
    await tell('edit-project target:"18 dec 2026"');
    const shifted = await team.say(team.olivia, 'shift 7d apply:yes');
    expect(buttonIn(shifted, 'Undo')).toBeDefined();
  });

  it.each([
    ['news in the channel', 'block 1 no key yet'],
    ['a message to a person', 'role @carol coach'],
  ])('keeps back %s that was not sent yet', async (_what, line) => {
    const states = async () =>
      rowsOf<{ state: string }>(
        await runner.db.execute(sql`select state from receipt where kind = 'news' and workspace_id = (
          select workspace_id from room where tenant = ${team.tenant} and kind = 'channel') order by seq`),
      ).map(({ state }) => state);
    const before = await states();
    await tell(line.replace('@carol', mention(carol)));
    expect(await states()).toEqual([...before, 'planned']);
    await tell('undo');
    expect(await states()).toEqual([...before, 'skipped']);
  });

  it('leaves a digest and a retrospective silent on what was taken back', async () => {
    await team.tell(team.olivia, 'policy approver:nobody', 'start 1', 'done 1', 'undo', 'undo');
    const types = rowsOf<{ type: string }>(
      await runner.db.execute(sql`select a.type from activity a join room r on r.project_id = a.project_id
        where r.tenant = ${team.tenant} and a.type in ('started', 'done')`),
    );
    expect(types).toHaveLength(2);
    expect(await tell('retrospective')).not.toContain('Beta launch was marked done');
    expect(await tell('burnup')).not.toContain('1 of 2');
  });
});
