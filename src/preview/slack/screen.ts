import { randomUUID } from 'node:crypto';
import { messageProblem, viewProblem } from './checks.ts';
import { refuse } from './rooms.ts';
import type { OpenView, SlackWorld } from './world.ts';

/** Shows the acknowledgement of a command to its author, as Slack does. Throws where Slack would show none. */
export function showAck(world: SlackWorld, body: unknown, user: string, channel: string): void {
  const said = typeof body === 'string' ? { text: body } : body;
  if (typeof said !== 'object' || said === null) return;
  const { text = '', blocks = [] } = said as { text?: string; blocks?: unknown[] };
  if (text === '' && blocks.length === 0) return;
  refuse(messageProblem({ text, blocks }, 'post'));
  const { botUserId } = world.team(world.channel(channel).team);
  world.ephemerals.push({ ts: world.nextTs(), channel, user: botUserId, to: user, text, blocks });
}

/** Closes or changes a modal as the answer to its submission says. Throws where Slack would not take the answer. */
export function applyToView(world: SlackWorld, open: OpenView, body: unknown): void {
  const answer = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  switch (answer.response_action) {
    case 'errors':
      open.errors = answer.errors as Record<string, string>;
      return;
    case 'update':
      refuse(viewProblem(answer.view));
      open.errors = {};
      open.view = answer.view as Record<string, unknown>;
      open.hash = randomUUID();
      return;
    default:
      world.views.splice(world.views.indexOf(open), 1);
  }
}
