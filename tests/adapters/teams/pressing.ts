import { afterEach } from 'vitest';
import { type Action, type Card, note } from '../../../cards/model.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import { type RunningTeams, startTeams } from '../../support/platforms/teams.ts';

/** The adapter of the present test. */
export let running: RunningTeams;
afterEach(() => running.stop());

/** A button of milestone 3, drawn at version 7. */
export const action = (label: string, command: string, more: Partial<Action> = {}): Action => ({
  label,
  command,
  input: { milestone: '3' },
  version: 7,
  ...more,
});

/** The question before an approval. */
const confirm = { title: 'Approve 3?', text: 'This releases £3,000.', yes: 'Yes, approve' };
/** The live card in the channel. */
export const live: Card = {
  ...note('3 · Beta launch'),
  actions: [
    action('Done', 'done'),
    action('Progress', 'progress'),
    action('Approve', 'approve', { confirm }),
  ],
  more: [action('List', 'list', { input: {} })],
};

/** The command of an intent, or its line. */
export const commandOf = ({ ask }: Intent) => ('command' in ask ? ask.command : ask.line);

/** Milepost with the live card in the channel, answering presses as told by command. */
export async function pressing(replies: Record<string, Reply | ((intent: Intent) => Reply)>, card = live) {
  running = await startTeams({
    run: (intent) => {
      const reply = replies[commandOf(intent)] ?? { is: 'shown', card: note('The present') };
      return typeof reply === 'function' ? reply(intent) : reply;
    },
  });
  const message = await running.posted(card);
  const { ana } = running.people;
  const { channel } = running.rooms;
  const { end } = running;
  return {
    message,
    press: (title: string, inputs = {}) => end.execute(ana, channel, message, title, inputs),
    submit: (title: string, inputs = {}) => end.submit(ana, channel, message, title, inputs),
    own: () => end.until(() => end.rooms.seenBy(channel.id, ana.id).find((one) => one.targetedTo === ana.id)),
  };
}
