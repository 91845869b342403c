import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerMerge, askToBecomeOne } from '../../support/accounts.ts';
import { serverEngine } from '../../support/database/database.ts';
import { attempted, refused } from '../../support/refused.ts';
import { openRunner, type TestRunner, words } from '../../support/runner.ts';
import {
  channelOf,
  chatOf,
  codeIn,
  newTenant,
  refusal,
  slackPerson,
  startTeam,
  teamsPerson,
} from '../../support/team.ts';

describe.each(serverEngine)('link on %s', (engine) => {
  let runner: TestRunner;
  beforeAll(async () => {
    runner = await openRunner(engine);
  });
  afterAll(() => runner.close());

  /** A team with a fresh code, and somebody in a Teams room of another organisation. */
  async function invited(line = 'link') {
    const team = await startTeam(runner);
    await team.tell(team.mo, 'new "Beta launch"');
    const tess = teamsPerson('Tess', newTenant());
    const room = channelOf(tess, '19:apollo@thread.tacv2');
    const code = codeIn(await team.say(team.olivia, line));
    return { ...team, tess, room, code, there: (typed: string) => runner.say(tess, room, typed) };
  }

  it('gives the exact lines to type in the other room', async () => {
    const { olivia, say } = await startTeam(runner);
    const reply = await say(olivia, 'link');
    expect(reply.is).toBe('shown');
    const code = codeIn(reply);
    expect(words(reply)).toBe(
      `Link another channel to Apollo\nType this in the other channel:\n- In Slack: /milestone link ${code}\n- In Teams, to Milepost: link ${code}\nPeople there join the team.\nIt works once, within 15 minutes.`,
    );
  });

  it('joins a room of another platform and organisation; its members contribute', async () => {
    const { there, code } = await invited();
    expect(words(await there(`link ${code}`))).toBe('Linked to Apollo.');
    expect(words(await there('progress 1 50'))).toContain('1 · Beta launch is at 50 %.');
    expect(words(await there('people'))).toContain('Tess, contributor, on Teams');
  });

  it('reads a code in any case, with dashes and spaces', async () => {
    const { there, code } = await invited();
    await there(`link ${code.toLowerCase().replace('-', ' ')}`);
  });

  it('makes people of a customer room clients', async () => {
    const { there, code, olivia, tell } = await invited('link as:customer');
    await there(`link ${code}`);
    expect(await refusal(there('progress 1 50'))).toBe(
      'Only an owner, coach or contributor can do this.\nAsk Mo or Olivia.',
    );
    expect(await tell(olivia, 'people')).toContain('Tess, customer, on Teams');
  });

  it('works once', async () => {
    const { there, code, tess } = await invited();
    await there(`link ${code}`);
    const second = channelOf(tess, '19:second@thread.tacv2');
    expect(await refusal(runner.say(tess, second, `link ${code}`))).toBe(
      'Somebody has used that code already.\nCodes work once; type “link” in the first channel for a new one.',
    );
  });

  it('works for fifteen minutes', async () => {
    const early = await invited();
    const late = await invited();
    runner.pass(14);
    await early.there(`link ${early.code}`);
    runner.pass(2);
    expect(await refusal(late.there(`link ${late.code}`))).toBe(
      'That code has expired.\nCodes work for 15 minutes; type “link” in the first channel for a new one.',
    );
  });

  it.each([
    [
      'ZZZZ-ZZZZ',
      'Milepost does not know that code.\nAsk an owner of the project to type “link” for a new one.',
    ],
    [
      'K7QM-3XP0',
      'That is not a code.\nA code looks like K7QM-3XPD. An owner of the project gets one by typing “link” in its channel.',
    ],
  ])('does not know %s', async (code, why) => {
    const { there } = await invited();
    expect(await refusal(there(`link ${code}`))).toBe(why);
  });

  it('joins one of two rooms that use a code at once', async () => {
    const { tess, code } = await invited();
    const rooms = ['19:one@thread.tacv2', '19:two@thread.tacv2'].map((name) => channelOf(tess, name));
    const replies = await Promise.all(rooms.map((room) => attempted(runner.say(tess, room, `link ${code}`))));
    expect(replies.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
    expect(replies.map(words).join('\n')).toContain('Somebody has used that code already.');
  });

  it('leaves a room with the project that it has, whoever’s that is', async () => {
    const { olivia, code, say } = await invited();
    expect(await refusal(say(olivia, `link ${code}`))).toBe(
      'This channel already belongs to a project.\nType “unlink” here first, or use another channel.',
    );
    const other = await startTeam(runner);
    expect(await refusal(other.say(other.olivia, `link ${code}`))).toContain(
      'This channel already belongs to a project.',
    );
    expect(await other.tell(other.olivia, 'people')).not.toContain('contributor');
  });

  it('joins a room that belonged to a workspace of its own', async () => {
    const { code } = await invited();
    const other = await startTeam(runner);
    await other.tell(other.olivia, 'unlink');
    await other.say(other.olivia, `link ${code}`);
    expect(await other.tell(other.olivia, 'list')).toContain('1 · Beta launch');
  });

  it('is for whoever runs the project', async () => {
    const { mo, say } = await startTeam(runner);
    expect(await refusal(say(mo, 'link'))).toBe('Only an owner can do this.\nAsk Olivia.');
  });

  it('keeps no code in the clear, not even to answer a second arrival', async () => {
    const { olivia, room } = await startTeam(runner);
    expect((await runner.say(olivia, room, 'link', 'twice')).is).toBe('shown');
    expect((await refused(runner.say(olivia, room, 'link', 'twice'))).is).toBe('refused');
  });

  describe('me', () => {
    it('makes two identities one person, who keeps the better role, once both have agreed', async () => {
      const { tess, room, there, code, olivia, tell } = await invited();
      await there(`link ${code}`);
      await there('progress 1 10');
      const maker = { who: olivia, room: channelOf(olivia, 'CAPOLLO') };
      const request = await askToBecomeOne(runner, maker, { who: tess, room });
      expect(await tell(olivia, 'people')).toContain('Tess, contributor');
      expect(words(await answerMerge(runner, maker, request, 'yes'))).toContain('Waiting for Tess (Teams).');
      expect(await tell(olivia, 'people')).toContain('Tess, contributor');
      expect(words(await answerMerge(runner, { who: tess, room }, request, 'yes'))).toContain(
        'Tess (Teams) and Olivia (Slack) are one person now.',
      );
      expect(await tell(olivia, 'people')).toContain('Olivia, owner, on Slack and Teams');
      expect(await tell(olivia, 'people')).not.toContain('Tess');
      expect(words(await there('drop 1 not needed'))).toContain('1 · Beta launch dropped.');
      expect(words(await runner.say(tess, chatOf(tess), 'projects'))).toContain('you are an owner');
    });

    it('is not asked by a line that looks as if it joined a room', async () => {
      const { there, code, olivia, mo, tell, say } = await invited();
      await there(`link ${code}`);
      const trap = codeIn(await say(mo, 'link me'));
      expect(await refusal(say(olivia, `link ${trap}`))).toBe(
        'That code would make you and the person who made it one person, with the same roles.\nIf you made it yourself, type “link me” and the code. Nothing changed.',
      );
      expect(await tell(olivia, 'people')).toContain('Mo, contributor');
    });

    it('is refused to the one who made the code, as themselves', async () => {
      const { mo, say } = await startTeam(runner);
      const mine = codeIn(await say(mo, 'link me'));
      expect(await refusal(say(mo, `link me ${mine}`))).toBe(
        'You made that code with this account.\nType the code on the other platform.',
      );
    });
  });

  describe('unlink', () => {
    it('takes the room off its project, which goes on elsewhere', async () => {
      const { there, code, mo, tell, tess } = await invited();
      await there(`link ${code}`);
      expect(await refusal(there('unlink'))).toContain('Only an owner can do this.');
      const { olivia, say } = await startTeam(runner);
      expect(words(await say(olivia, 'unlink'))).toBe(
        'This channel no longer shows Apollo.\nThe cards here stay, but no longer update.\nTo link it again, type link project:Apollo here or in any other channel.',
      );
      expect(await tell(mo, 'list')).toContain('Beta launch');
      expect(words(await runner.say(tess, channelOf(tess, '19:apollo@thread.tacv2'), 'list'))).toContain(
        'Beta launch',
      );
    });

    it('leaves the room free for another project', async () => {
      const { olivia, tell, say } = await startTeam(runner);
      await tell(olivia, 'unlink', 'project "Zeus"');
      expect(words(await say(olivia, 'list'))).toContain('Zeus, 0 milestones');
    });

    it('is typed in the room itself', async () => {
      const { olivia } = await startTeam(runner);
      expect(await refusal(runner.say(olivia, chatOf(olivia), 'unlink'))).toContain(
        'This chat is not linked to the project.',
      );
    });
  });

  it('knows nobody by a name: two Anas stay two people', async () => {
    const { there, code, olivia, tess, room, tell } = await invited();
    await there(`link ${code}`);
    const [one, two] = [slackPerson('Ana', olivia.tenant), teamsPerson('Ana', tess.tenant)];
    await runner.say(one, channelOf(olivia, 'CAPOLLO'), 'list');
    await runner.say(two, room, 'list');
    const people = await tell(olivia, 'people');
    for (const where of ['Slack', 'Teams'])
      expect(people).toMatch(new RegExp(`Ana.*, contributor, on ${where}`));
    expect(people.match(/Ana/g)).toHaveLength(2);
  });
});
