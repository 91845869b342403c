import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TeamsPerson } from '../../../src/preview/teams/rooms.ts';
import { type Apollo, cleo, mo, olivia, peopleOf, startProject, tess } from '../../support/apollo.ts';
import { type Stage, said, shownIn, startStage } from '../../support/milepost.ts';

const title = 'Mo submitted 1 · Beta launch';

/** The reviewers are in Teams, the team is in Slack. */
describe('the time of a review, on both platforms', () => {
  let stage: Stage;
  let apollo: Apollo;
  const bothRooms = () => [apollo.slackPost(title).text, shownIn(apollo.teamsPost(title))];
  /** Moves the clock and waits for everything due by then. */
  async function clock(now: string): Promise<void> {
    const moved = await stage.milepost.app.inject({ method: 'POST', url: '/test/clock', payload: { now } });
    expect(moved.statusCode).toBe(200);
    await stage.settle();
  }
  /** The reminders in somebody's own chat. */
  const remindersOf = (person: TeamsPerson) => {
    const { rooms, tenant } = stage.ends.teams;
    return rooms
      .seenBy(rooms.personal(person, tenant).id, person.id)
      .map((message) => shownIn(message))
      .filter((shown) => shown.includes('You have until'));
  };

  beforeAll(async () => {
    stage = await startStage('postgresql', { movedNow: '2026-12-01T09:00:00Z' });
    apollo = peopleOf(stage);
    await startProject(stage, apollo);
    await apollo.teams(cleo, 'list');
    for (const line of ['policy approver:coach acceptance:5d silence:accept', 'role Cleo coach'])
      await apollo.slack(olivia, line);
    await apollo.slack(mo, 'new "Beta launch"');
    await apollo.slack(mo, 'submit 1');
    await stage.settle();
  });
  afterAll(() => stage.close());

  it('is shown on both sides and counts down by itself', async () => {
    for (const shown of bothRooms())
      expect(shown).toContain('Cleo has until Tue 8 Dec, 17:00 London, 5 working days left.');
    await clock('2026-12-02T00:01:00Z');
    for (const shown of bothRooms()) expect(shown).toContain('4 working days left.');
  });

  it('is stopped by a question from Teams, until an answer from Slack', async () => {
    await apollo.teams(cleo, 'ask 1 where is the export?');
    await stage.settle();
    for (const shown of bothRooms()) expect(shown).toContain('where is the export?');
    for (const shown of bothRooms()) expect(shown).not.toContain('has until');
    await clock('2026-12-03T00:00:30Z');
    await apollo.slack(mo, 'answer review 1 it comes in January');
    await stage.settle();
    for (const shown of bothRooms())
      expect(shown).toContain('Cleo has until Wed 9 Dec, 17:00 London, 4 working days left.');
  });

  it('is reminded of in the chat of the reviewer, with the buttons to decide', async () => {
    await clock('2026-12-07T09:00:00Z');
    await clock('2026-12-08T09:00:00Z');
    const reminders = remindersOf(cleo);
    expect(reminders).toHaveLength(2);
    for (const words of ['Without an answer it counts as accepted.', 'Approve', 'Return', 'Ask for more'])
      expect(reminders.at(-1)).toContain(words);
    expect(remindersOf(tess)).toEqual([]);
    // nowhere else
    const everywhere = stage.ends.teams.rooms.messages.filter((one) =>
      shownIn(one).includes('You have until'),
    );
    expect(everywhere).toHaveLength(2);
  });

  it('ends by the clock, once, which both rooms are told, and a late press learns it', async () => {
    await clock('2026-12-09T16:58:00Z');
    for (const shown of bothRooms()) expect(shown).toContain('Cleo has until');
    await clock('2026-12-09T17:00:00Z');
    await clock('2026-12-09T17:01:00Z');
    for (const shown of bothRooms()) expect(shown).toContain('Accepted: nobody answered in time');
    expect(apollo.heard('was accepted: nobody answered in time')).toEqual({ slack: 1, teams: 1 });
    expect(said(await apollo.slack(olivia, 'history 1'))).toContain(
      'Milepost recorded that it was accepted by silence',
    );
    expect(await apollo.teams(tess, 'status')).not.toContain('Work stopped');
  });
});
