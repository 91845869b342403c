import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { SlackMessage } from '../../../cards/render/slack/cards.ts';
import type { Intent } from '../../../src/ports/intent.ts';
import type { ListenerPorts, RequestContext } from '../context.ts';
import { answerMessage, lineMessage } from '../reply/answer.ts';
import { formView, openForm } from '../reply/modal.ts';
import { teamUrlOf } from '../reply/permalink.ts';
import { respond } from '../reply/respond.ts';
import { normaliseLine } from './line.ts';
import { actorOf, roomOf } from './origin.ts';

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs<RequestContext>;

/** Handles a slash command: answered privately, in the acknowledgement if the core is fast enough. */
export async function onCommand({ command, ack, context }: Args, ports: ListenerPorts): Promise<void> {
  const { teamId: tenant, botToken, exchange } = context;
  const intent = intentOf(command, context);
  const reply = await ports.run(intent);
  const answer = async (message: SlackMessage) => {
    const response = { response_type: 'ephemeral' as const, ...message };
    if (exchange.isLate()) await respond(command.response_url, response, ports.log);
    else await ack(response);
  };
  const teamUrl = context.teamUrl ?? teamUrlOf(command.team_domain);
  const place = { tenant, teamUrl, channel: command.channel_id };
  if (reply.is !== 'form') return answer(answerMessage(reply, place, ports.log));
  await ack();
  const view = formView(reply.form, tenant, { room: intent.room });
  const problem = await openForm(ports, botToken, command.trigger_id, view);
  if (problem === undefined) return;
  await respond(
    command.response_url,
    { response_type: 'ephemeral', ...lineMessage(problem, tenant) },
    ports.log,
  );
}

function intentOf(command: Args['command'], context: Args['context']): Intent {
  const tenant = context.teamId;
  return {
    delivery: context.exchange.delivery,
    // people of another organisation cannot run our slash command, so the workspace is always theirs
    actor: actorOf(
      command.user_id,
      { installed: tenant, home: undefined, enterprise: undefined },
      command.user_name,
    ),
    room: roomOf(tenant, command.channel_id, command.channel_name),
    surface: 'line',
    ask: { line: normaliseLine(command.text ?? '', tenant, context.botUserId) },
  };
}
