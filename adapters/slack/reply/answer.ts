import type { FastifyBaseLogger } from 'fastify';
import { type Action, type Card, plain, text } from '../../../cards/model.ts';
import { briefLine, linkedLine, withPresentLine } from '../../../cards/render/linked.ts';
import { button } from '../../../cards/render/slack/actions.ts';
import { renderSlackCards, type SlackMessage } from '../../../cards/render/slack/cards.ts';
import { slackLimits, slackProblems } from '../../../cards/render/slack/limits.ts';
import { formTitle, renderFormText } from '../../../cards/render/text.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { type Place, permalinkOf } from './permalink.ts';

/** A reply sent as a message; a form is opened instead. */
export type MessageReply = Exclude<Reply, { is: 'form' }>;

/** Renders a reply as a message; as text when its blocks exceed Slack's limits, a defect of ours. */
export function answerMessage(reply: MessageReply, place: Place, log: FastifyBaseLogger): SlackMessage {
  const { tenant } = place;
  const message = renderSlackCards(reply.at ? linkedCards(reply, place) : cardsOf(reply), { tenant });
  const problems = slackProblems({ ...message, text: '-' });
  if (problems.length === 0) return message;
  log.error({ problems }, 'slack answer exceeded limits and was sent as text');
  return { ...message, blocks: [] };
}

function cardsOf(reply: MessageReply): Card[] {
  switch (reply.is) {
    case 'shown':
      return [reply.card];
    case 'done':
      return [lineCard(reply.line), ...(reply.card ? [reply.card] : [])];
    case 'refused':
      return [reply.card, ...(reply.present ? [reply.present] : [])];
    default:
      return reply satisfies never;
  }
}

/** Says in one line what the live card in the channel shows in full. */
function linkedCards(reply: MessageReply, place: Place): Card[] {
  const url = reply.at && permalinkOf(reply.at, place);
  switch (reply.is) {
    case 'shown':
      return [briefLine(reply.card, url)];
    case 'done':
      return [linkedLine(reply.line, url, reply.card)];
    case 'refused':
      return [withPresentLine(reply.card, reply.present ?? reply.card, url)];
    default:
      return reply satisfies never;
  }
}

/** Renders a confirmation line alone. */
export function lineMessage(line: string, tenant: string): SlackMessage {
  return renderSlackCards([lineCard(line)], { tenant });
}

const lineCard = (line: string): Card => ({ title: [], blocks: [text(line)], actions: [], more: [] });

/**
 * Renders a button that opens the form, where no trigger id allows it to be opened. When the form's input
 * is too long for a button, lists the fields instead.
 */
export function formInvitation({ form }: Reply & { is: 'form' }, tenant: string): SlackMessage {
  const typed = form.fields.flatMap(({ name, value }) => (value ? [[name, value] as const] : []));
  const input = { ...form.given, ...Object.fromEntries(typed) };
  const open: Action = {
    label: 'Open the form',
    command: form.command,
    input,
    style: 'primary',
    ...(form.about ? { about: form.about } : {}),
  };
  const fits = (button(open, 0, '').value ?? '').length <= slackLimits.buttonValue;
  const card: Card = {
    title: [plain(formTitle(form))],
    blocks: [text(fits ? 'A few more details are needed.' : renderFormText(form))],
    actions: fits ? [open] : [],
    more: [],
  };
  return renderSlackCards([card], { tenant });
}
