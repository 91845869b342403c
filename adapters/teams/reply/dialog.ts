import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { renderTeams, renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { formTitle, words } from '../../../cards/render/text.ts';
import { cut } from '../../../src/domain/text/cut.ts';
import { actorOf, roomOf } from '../inbound/origin.ts';
import { carryOut, type Outcome, type PressPorts, presentWithReason, problemsOf } from '../inbound/press.ts';
import { actionSchema, quotedMessage } from '../inbound/quoted/message.ts';
import { type Activity, taskSchema } from '../inbound/schemas.ts';
import type { Answer } from './answer.ts';
import { cardAttachment } from './message.ts';

/** Teams cuts longer titles. */
const maxTitleLength = 60;

const openDialog = (title: string, card: IAdaptiveCard): Answer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: cut(title, maxTitleLength),
        height: 'medium',
        width: 'medium',
        card: cardAttachment(card),
      },
    },
  },
});

const closeDialog = (line: string): Answer => ({
  status: 200,
  body: { task: { type: 'message', value: line } },
});

function answerTo(outcome: Outcome, tenant: string): Answer {
  const context = { tenant, dialog: true };
  switch (outcome.is) {
    case 'done':
      return closeDialog(outcome.line);
    case 'confirm':
    case 'shown':
      return openDialog(words(outcome.card.title), renderTeams(outcome.card, context));
    case 'form': {
      const { form } = outcome;
      return openDialog(formTitle(form), renderTeamsForm(form, context));
    }
    case 'refused': {
      const { card, present, form } = outcome;
      if (form) {
        const problems = problemsOf(outcome);
        return openDialog(formTitle(form), renderTeamsForm(form, { ...context, problems }));
      }
      const shown = present ? presentWithReason(present, card) : card;
      return openDialog(words(shown.title), renderTeams(shown, context));
    }
    default:
      return outcome satisfies never;
  }
}

/** Answers an action that was chosen on a message: the form of its command opens, filled in from the message. */
export async function answerMessageAction(
  activity: Activity,
  tenant: string,
  { run }: Pick<PressPorts, 'run'>,
): Promise<Answer> {
  const chosen = actionSchema.safeParse(activity.value).data;
  if (!chosen) return closeDialog('Teams did not say which message this is. Try it on another message.');
  const reply = await run({
    actor: actorOf(activity, tenant),
    room: roomOf(activity, tenant),
    surface: 'press',
    ask: { command: chosen.commandId, input: {} },
    quoted: quotedMessage(chosen.messagePayload, activity, tenant),
  });
  return answerTo(reply, tenant);
}

/** Answers `task/fetch` and `task/submit`: opens a dialog, or runs it. Problems are shown in the dialog. */
export async function answerDialog(activity: Activity, tenant: string, core: PressPorts): Promise<Answer> {
  const press = taskSchema.safeParse(activity.value).data?.data;
  if (!press) return closeDialog('This dialog is too old to work. Send "status" to get a fresh card.');
  return answerTo(await carryOut(activity, tenant, press, core), tenant);
}
