import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, Card, Form } from '../../cards/model.ts';
import type { Reply, RoomAddress } from '../../src/ports/intent.ts';
import { refused } from '../support/refused.ts';
import { openRunner, type Somebody, type TestRunner, words } from '../support/runner.ts';
import { channelOf, chatOf, codeIn, refusal, startTeam, type Team } from '../support/team.ts';

let runner: TestRunner;
beforeAll(async () => {
  runner = await openRunner('postgresql');
});
afterAll(() => runner.close());

const cardIn = (reply: Reply): Card => {
  if (reply.is === 'shown') return reply.card;
  if (reply.is === 'done' && reply.card) return reply.card;
  throw new Error(`No card: ${words(reply)}`);
};

const actionsIn = (card: Card): Action[] => [
  ...card.actions,
  ...card.more,
  ...card.blocks.flatMap((block) =>
    block.is === 'list'
      ? block.items.flatMap((item) => [...(item.buttons ?? []), ...(item.actions ?? [])])
      : [],
  ),
];

const named = (actions: Action[], command: string): Action => {
  const found = actions.find((action) => action.command === command);
  if (!found) throw new Error(`No ${command} in ${actions.map((action) => action.command)}`);
  return found;
};

const formIn = (reply: Reply): Form => {
  if (reply.is !== 'form') throw new Error(`No form: ${words(reply)}`);
  return reply.form;
};

const submit = (who: Somebody, room: RoomAddress, form: Form, typed: Record<string, string>) =>
  runner.run({
    actor: who,
    room,
    surface: 'form',
    ask: {
      command: form.command,
      input: { ...form.given, ...typed },
      ...(form.about ? { about: form.about } : {}),
    },
  });

/** Apollo's card with a milestone, then the same room with a project of its own that has the same number. */
async function replaced(team: Team): Promise<{ start: Action; progress: Form }> {
  await team.tell(team.olivia, 'new "Beta launch"');
  const actions = actionsIn(cardIn(await team.press(team.olivia, 'show', { milestone: '1' })));
  const start = named(actions, 'start');
  const progress = formIn(await runner.use(team.olivia, team.room, { ...start, command: 'progress' }));
  await team.tell(team.olivia, 'unlink', 'project "Zeus"', 'new "Other work"');
  return { start, progress };
}

describe('a button', () => {
  it('acts in the project that it was drawn for, or not at all', async () => {
    const team = await startTeam(runner);
    const { start, progress } = await replaced(team);
    const pressed = await refused(runner.use(team.olivia, team.room, start));
    expect(pressed).toMatchObject({ is: 'refused', refusal: { is: 'unlinked', project: 'Apollo' } });
    expect(words(pressed)).toContain(
      'This card belongs to Apollo, which is no longer linked to this channel',
    );
    expect(await team.tell(team.olivia, 'list')).toContain('upcoming');
    const sent = await refused(submit(team.olivia, team.room, progress, { percent: '60' }));
    expect(sent).toMatchObject({
      is: 'refused',
      refusal: { is: 'unlinked' },
      form: { fields: expect.arrayContaining([expect.objectContaining({ name: 'percent', value: '60' })]) },
    });
    expect(await team.tell(team.olivia, 'list')).not.toContain('60 %');
  });

  it('is answered with the card of the project that is here now', async () => {
    const team = await startTeam(runner);
    const { start } = await replaced(team);
    const pressed = await refused(runner.use(team.olivia, team.room, start));
    const present = pressed.is === 'refused' ? pressed.present : undefined;
    expect(present && actionsIn(present).length).toBeGreaterThan(0);
    for (const action of present ? actionsIn(present) : [])
      expect(action.about?.project).not.toBe(start.about?.project);
    expect(words(pressed)).toContain('Zeus');
  });

  it('does not tell strangers the name of the project that it was drawn for', async () => {
    const [team, other] = [await startTeam(runner), await startTeam(runner)];
    const { start } = await replaced(team);
    const pressed = await refused(runner.use(other.olivia, other.room, start));
    expect(pressed).toMatchObject({ is: 'refused', refusal: { is: 'unlinked', project: null } });
  });

  it('still works in the chat with the bot for whoever takes part, and in no other way', async () => {
    const team = await startTeam(runner);
    const { start } = await replaced(team);
    expect(await refused(runner.use(team.mo, chatOf(team.mo), start))).toMatchObject({
      is: 'refused',
      refusal: { is: 'not_yours' },
    });
    expect(await runner.use(team.olivia, chatOf(team.olivia), start)).toMatchObject({ is: 'done' });
  });

  it('that does not say what it was drawn for does nothing, and shows the card with fresh ones', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta launch"');
    const old = { command: 'start', input: { milestone: '1' } };
    const pressed = await refused(runner.use(team.olivia, team.room, old));
    expect(pressed).toMatchObject({ is: 'refused', refusal: { is: 'outdated' }, present: expect.anything() });
    expect(words(pressed)).toContain('older version');
    expect(await team.tell(team.olivia, 'list')).toContain('upcoming');
    expect(
      await refused(runner.use(team.olivia, team.room, { command: 'launch-rocket', input: {} })),
    ).toMatchObject({
      is: 'refused',
      refusal: { is: 'outdated' },
    });
  });

  it('that was drawn for somebody who named the project works in the room of another', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta launch"');
    const elsewhere = channelOf(team.olivia, 'CTWO');
    await runner.say(team.olivia, elsewhere, 'project "Zeus"');
    const shown = cardIn(await runner.say(team.olivia, elsewhere, 'show 1 project:Apollo'));
    const start = named(actionsIn(shown), 'start');
    expect(start.about).toMatchObject({ anywhere: true });
    expect(await runner.use(team.olivia, elsewhere, start)).toMatchObject({ is: 'done' });
    expect(await refused(runner.use(team.mo, elsewhere, start))).toMatchObject({
      is: 'refused',
      refusal: { is: 'not_yours' },
    });
  });

  it('works again where the same project is linked again', async () => {
    const team = await startTeam(runner);
    await team.tell(team.olivia, 'new "Beta launch"');
    const start = named(
      actionsIn(cardIn(await team.press(team.olivia, 'show', { milestone: '1' }))),
      'start',
    );
    const code = codeIn(await team.say(team.olivia, 'link'));
    await team.tell(team.olivia, 'unlink');
    expect(await refusal(runner.use(team.olivia, team.room, start))).toContain('no longer linked');
    await team.tell(team.olivia, `link ${code}`);
    expect(await runner.use(team.olivia, team.room, start)).toMatchObject({ is: 'done' });
  });

  it('of a room is drawn for no project where the room has none', async () => {
    const team = await startTeam(runner);
    const empty = channelOf(team.olivia, 'CEMPTY');
    expect(await refused(runner.use(team.olivia, empty, { command: 'link', input: {} }))).toMatchObject({
      is: 'refused',
      refusal: { is: 'no_project' },
    });
    // nor does it find one later: it was not drawn for that
    expect(await refused(runner.use(team.olivia, team.room, { command: 'link', input: {} }))).toMatchObject({
      is: 'refused',
      refusal: { is: 'outdated' },
    });
  });
});
