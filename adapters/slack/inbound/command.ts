import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { SlackMessage } from '../../../cards/render/slack/cards.ts';
import type { Intent } from '../../../src/ports/intent.ts';
import type { Door, DoorContext } from '../context.ts';
import { answerMessage, lineMessage } from '../reply/answer.ts';
import { formView, openForm } from '../reply/modal.ts';
import { respond } from '../reply/respond.ts';
import { normaliseLine } from './line.ts';
import { actorOf, roomOf } from './origin.ts';

type Args = SlackCommandMiddlewareArgs & AllMiddlewareArgs<DoorContext>;

/** A slash command: answered privately, in the acknowledgement itself where the core is in time. */
export async function onCommand({ command, ack, context }: Args, door: Door): Promise<void> {
  const { teamId: tenant, botToken, exchange } = context;
  const intent = intentOf(command, context);
  const reply = await door.run(intent);
  const answer = async (message: SlackMessage) => {
    const said = { response_type: 'ephemeral' as const, ...message };
    if (exchange.late()) await respond(command.response_url, said, door.log);
    else await ack(said);
  };
  if (reply.is !== 'form') return answer(answerMessage(reply, tenant, door.log));
  await ack();
  const view = formView(reply.form, tenant, { ...(intent.room ? { room: intent.room } : {}) });
  const problem = await openForm(door, botToken, command.trigger_id, view);
  if (problem === undefined) return;
  await respond(
    command.response_url,
    { response_type: 'ephemeral', ...lineMessage(problem, tenant) },
    door.log,
  );
}

function intentOf(command: Args['command'], context: Args['context']): Intent {
  const tenant = context.teamId;
  return {
    delivery: context.exchange.delivery,
    // People of another organisation cannot run our slash command: the workspace is always theirs.
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
