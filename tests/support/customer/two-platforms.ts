import { expect } from 'vitest';
import type { Pressed } from '../../../src/preview/teams/client.ts';
import { type Apollo, cleo, linkLineIn, olivia, peopleOf } from '../apollo.ts';
import { checkCards } from '../live-cards.ts';
import { type Stage, said, shownIn, startStage } from '../milepost.ts';

/** A project of Olivia in Slack, whose customer Cleo is in Teams; a card of it is in both channels. */
export type TwoPlatforms = {
  stage: Stage;
  apollo: Apollo;
  /** Expects that all live cards are current, and that the card reads these texts on both platforms. */
  cards(title: string, ...texts: string[]): Promise<void>;
  /** Cleo presses a button that asks first, and confirms; returns the question and the answer. */
  confirmed(title: string, button: string): Promise<{ asked: Pressed; done: Pressed }>;
};

/** Starts a project by the line `project`, links the customer's channel, and types `lines` as its owner. */
export async function startTwoPlatforms(project: string, lines: readonly string[]): Promise<TwoPlatforms> {
  const stage = await startStage('embedded');
  const apollo = peopleOf(stage);
  const say = (line: string) => apollo.slack(olivia, line);
  await say(project);
  await apollo.teams(cleo, linkLineIn(said(await say('link as:customer'))).replace('as:customer ', ''));
  await apollo.teams(cleo, 'status');
  for (const line of lines) await say(line);
  await stage.settle();
  return {
    stage,
    apollo,
    async cards(title, ...texts) {
      await stage.settle();
      expect((await checkCards(stage.milepost.connection.db, stage.ends)).wrong).toEqual([]);
      for (const text of texts) {
        expect(JSON.stringify(apollo.slackPost(title)), 'in Slack').toContain(text);
        expect(shownIn(apollo.teamsPost(title)), 'in Teams').toContain(text);
      }
    },
    async confirmed(title, button) {
      const posted = apollo.teamsPost(title);
      const asked = await apollo.pressTeams(cleo, title, button);
      const question = { ...posted, card: asked.card ?? {} };
      return { asked, done: await stage.ends.teams.execute(cleo, apollo.room, question, button) };
    },
  };
}
