import type { FastifyBaseLogger } from 'fastify';
import { type Action, type Card, plain, text } from '../../../cards/model.ts';
import { button } from '../../../cards/render/slack/actions.ts';
import { renderSlackCards, type SlackMessage } from '../../../cards/render/slack/cards.ts';
import { slackLimits, slackProblems } from '../../../cards/render/slack/limits.ts';
import { renderFormText } from '../../../cards/render/text.ts';
import type { Reply } from '../../../src/ports/intent.ts';

/** A reply that is read; a form is opened instead. */
export type MessageReply = Exclude<Reply, { is: 'form' }>;

/**
 * A reply as a message to the one who asked. Somebody waits for it: where its blocks are over the
 * limits of Slack, a defect of ours, the same is said as text instead of not at all.
 */
export function answerMessage(reply: MessageReply, tenant: string, log: FastifyBaseLogger): SlackMessage {
  const message = renderSlackCards(cardsOf(reply), { tenant });
  const problems = slackProblems({ ...message, text: '-' });
  if (problems.length === 0) return message;
  log.error({ problems }, 'An answer is over the limits of Slack and is sent as text');
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

/** Only the line that says it is done. */
export function lineMessage(line: string, tenant: string): SlackMessage {
  return renderSlackCards([lineCard(line)], { tenant });
}

const lineCard = (line: string): Card => ({ title: [], blocks: [text(line)], actions: [], more: [] });

/**
 * A form where nothing can be opened, because a typed message brings no trigger: one button that
 * asks for it again. Where its input is too long for a button, the fields in words instead.
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
    title: [plain(form.title)],
    blocks: [text(fits ? 'A few more details are needed.' : renderFormText(form))],
    actions: fits ? [open] : [],
    more: [],
  };
  return renderSlackCards([card], { tenant });
}
