import { type Ends, slackTeam, teamsChannel } from '../src/preview/ends.ts';
import type { SlackDesk } from '../src/preview/slack/desk.ts';
import type { PostedMessage, TeamsPerson } from '../src/preview/teams/rooms.ts';
import type { Act } from './script.ts';
import { renderFallback } from './seen.ts';

/** The two rooms of the demo, with the same people on both sides. */
export type Rooms = {
  /** Types a line and returns what the person is answered. */
  type(person: string, where: 'Slack' | 'Teams', line: string): Promise<string>;
  /** Presses a button of a milestone's card and returns what the presser sees. */
  press(step: Extract<Act, { where: 'Slack' | 'Teams'; does: 'presses' }>): Promise<string>;
  /** The messages that everybody in the Slack channel sees, as text. */
  slackMessages(): string[];
  teamsMessages(): string[];
};

const channel = 'CAPOLLO';

/** Puts the people into a Slack channel and a Teams channel. */
export function openRooms({ slack, teams }: Ends, desk: SlackDesk, people: string[]): Rooms {
  for (const name of [...people, 'Carol']) {
    slack.world.addPerson({ id: slackId(name), team: slackTeam, name, realName: name });
  }
  slack.world.addChannel({ id: channel, team: slackTeam, name: 'apollo' });
  const members = new Map(people.map((name) => [name, teamsPerson(name)]));
  const room = teamsChannel(teams, 'apollo', [...members.values()]);
  const member = (name: string): TeamsPerson => members.get(name) ?? teamsPerson(name);
  const posts = () =>
    teams.rooms.messages.filter(({ room: of, targetedTo }) => of === room.id && !targetedTo);
  return {
    async type(person, where, line) {
      if (where === 'Slack') return wordsOf((await desk.slash(slackId(person), channel, line)).body);
      const before = teams.rooms.messages.length;
      await teams.message(member(person), room, line);
      const answer = await teams.until(() =>
        teams.rooms.messages.slice(before).find(({ targetedTo }) => targetedTo === member(person).id),
      );
      return renderFallback(answer);
    },
    async press({ person, where, button, milestone }) {
      if (where === 'Slack') {
        const card = slack.world.posts.findLast(
          (post) => post.channel === channel && isOf(post.text, milestone),
        );
        if (!card) return 'There is no such card.';
        const before = slack.world.ephemerals.length;
        await desk.press(slackId(person), channel, card.ts, button);
        return (
          slack.world.ephemerals
            .slice(before)
            .map(({ text }) => text)
            .join('\n') || '(the card changes)'
        );
      }
      const card = posts().find((post) => isOf(renderFallback(post), milestone) && hasButtons(post));
      if (!card) return 'There is no such card.';
      const pressed = await teams.execute(member(person), room, card, button);
      // the card that asks whether somebody is sure has the same button again
      const isQuestion = /^[^\n]*\?\n/.test(renderFallback(pressed));
      const done = isQuestion
        ? await teams.execute(member(person), room, { ...card, card: pressed.card ?? {} }, button)
        : pressed;
      return done.toast ?? renderFallback(done);
    },
    slackMessages: () => slack.world.posts.filter((post) => post.channel === channel).map(({ text }) => text),
    teamsMessages: () => posts().map(renderFallback),
  };
}

const slackId = (name: string) => `U${name.toUpperCase()}`;
const teamsPerson = (name: string): TeamsPerson => ({ id: `29:${name}`, aadObjectId: `aad-${name}`, name });
const isOf = (text: string, milestone: string) => text.startsWith(`${milestone} ·`);
const hasButtons = ({ card }: PostedMessage) => JSON.stringify(card ?? {}).includes('"version"');

const wordsOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'text' in body
    ? String(body.text)
    : String(body || '(a form opens)');
