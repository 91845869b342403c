import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackTeam } from '../../src/preview/ends.ts';
import {
  type Apollo,
  channel,
  linkLineIn,
  mo,
  olivia,
  peopleOf,
  startProject,
  tess,
} from '../support/apollo.ts';
import { serverEngine } from '../support/database/database.ts';
import { checkCards } from '../support/live-cards.ts';
import { type Stage, said, shownIn, startStage, teamsPerson } from '../support/milepost.ts';

describe.each(serverEngine)('a posted card is updated when related data changes, on %s', (engine) => {
  let stage: Stage;
  let apollo: Apollo;
  const cardsAreCurrent = async () => {
    await stage.settle();
    expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
  };

  beforeAll(async () => {
    stage = await startStage(engine);
    apollo = peopleOf(stage);
    await startProject(stage, apollo, 'price:100.50 currency:GBP');
  });
  afterAll(() => stage.close());

  it('the name of somebody only mentioned so far, once they speak', async () => {
    const { world } = stage.ends.slack;
    world.addPerson({ id: 'UANA', team: slackTeam, name: 'ana', realName: 'Ana Lovelace' });
    world.channel(channel).members.add('UANA');
    await apollo.slack(olivia, 'new "Beta launch" owner:@ana');
    await stage.settle();
    await apollo.slack('UANA', 'list');
    await cardsAreCurrent();
    expect(apollo.slackPost('1 · Beta launch').text).toContain('Ana Lovelace');
  });

  it('the exact amounts, when other shares change', async () => {
    await apollo.slack(olivia, 'new "First half" share:25');
    await stage.settle();
    await apollo.slack(olivia, 'new "Second half" share:25');
    await cardsAreCurrent();
    await apollo.slack(olivia, 'edit 2 share:33');
    await cardsAreCurrent();
    await apollo.slack(olivia, 'drop 2 not needed');
    await cardsAreCurrent();
  });

  it('who may decide, when a client joins through the customer’s room', async () => {
    await apollo.slack(olivia, 'policy approver:client');
    for (const line of ['new "Review"', 'start 4', 'submit 4']) await apollo.slack(mo, line);
    await stage.settle();
    expect(apollo.slackPost('4 · Review, ').text).toContain('Nobody has the role customer yet');
    const carl = teamsPerson('Carl');
    const customers = stage.ends.teams.rooms.add({
      ...apollo.room,
      id: '19:acme@thread.tacv2',
      members: [carl],
    });
    await stage.ends.teams.message(
      carl,
      customers,
      linkLineIn(said(await apollo.slack(olivia, 'link as:customer'))),
    );
    await stage.ends.teams.message(carl, customers, 'list');
    await cardsAreCurrent();
    expect(apollo.slackPost('4 · Review, ').text).toContain('Waiting for Carl.');
  });

  it('the project’s health, when a blocker is opened and cleared', async () => {
    for (const line of ['status', 'new "Venue"', 'start 5']) await apollo.slack(olivia, line);
    await stage.settle();
    await apollo.slack(mo, 'blocker "no venue yet" milestone:5 by:customer');
    await cardsAreCurrent();
    expect(apollo.slackPost('Apollo, minor issues').text).toContain('5 · Venue, blocked: no venue yet (B1)');
    expect(apollo.slackPost('5 · Venue, ').text).toContain('Blocked (B1): no venue yet.');
    expect(apollo.heard('5 · Venue was blocked by')).toEqual({ slack: 1, teams: 1 });
    await apollo.teams(apollo.room.members[0] as never, 'cleared b1');
    await cardsAreCurrent();
    expect(apollo.slackPost('Apollo, on track').text).toContain('launch');
    expect(apollo.slackPost('5 · Venue, ').text).not.toContain('no venue yet');
  });

  it('the remaining working days, when holidays are added and when the time zone changes', async () => {
    const left = () => Number(/, (\d+) working days/.exec(apollo.slackPost('Apollo, on track').text)?.[1]);
    await apollo.slack(olivia, 'edit 5 due:"in 3 weeks"');
    await cardsAreCurrent();
    const all = left();
    expect(all).toBeGreaterThan(10);
    await apollo.slack(olivia, 'holidays add next tuesday, next wednesday');
    await cardsAreCurrent();
    expect(left()).toBe(all - 2);
    await apollo.slack(olivia, 'timezone Kiritimati for:project');
    await cardsAreCurrent();
  });

  it('the name of two people who are merged', async () => {
    const { rooms } = stage.ends.teams;
    const { world } = stage.ends.slack;
    const { id: chat } = world.direct(olivia, slackTeam);
    await apollo.teams(tess, 'new "Demo" owner:me');
    await stage.settle();
    expect(shownIn(apollo.teamsPost('6 · Demo'))).toContain('Tess');
    await apollo.teams(tess, linkLineIn(said(await apollo.slack(olivia, 'link me'))));
    const question = rooms.messages.findLast(({ targetedTo }) => targetedTo === tess.id);
    if (!question) throw new Error('Tess was asked nothing');
    await stage.ends.teams.execute(tess, apollo.room, question, 'Yes, both are mine');
    await stage.settle();
    await stage.desk.press(olivia, chat, world.postsIn(chat).at(-1)?.ts ?? '', 'Yes, both are mine');
    await cardsAreCurrent();
    expect(shownIn(apollo.teamsPost('6 · Demo'))).toContain('Olivia');
  });
});
