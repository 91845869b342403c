import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { renderTeams, renderTeamsForm } from '../../../cards/render/teams/cards.ts';
import { renderText } from '../../../cards/render/text.ts';
import {
  backAction,
  carryOut,
  type Outcome,
  type PressPorts,
  presentWithReason,
  problemsOf,
} from '../inbound/press.ts';
import { type Activity, executeSchema, type Press } from '../inbound/schemas.ts';
import type { Answer } from './answer.ts';
import { cardContentType } from './message.ts';

/** The protocol requires HTTP 200 for a handled invoke; the body carries the status. */
const invokeBody = (statusCode: number, type: string, value: unknown): Answer => ({
  status: 200,
  body: { statusCode, type, value },
});
const inPlace = (card: IAdaptiveCard) => invokeBody(200, cardContentType, card);
const toast = (words: string) => invokeBody(200, 'application/vnd.microsoft.activity.message', words);

const unreadableButton = invokeBody(400, 'application/vnd.microsoft.error', {
  code: 'BadRequest',
  message: 'This button is too old to work. Send "status" to get a fresh card.',
});

/** The answer to a press that failed because of a defect. */
export const pressFailed = invokeBody(500, 'application/vnd.microsoft.error', {
  code: 'InternalServerError',
  message: 'That did not work. Try again in a moment.',
});

function answerTo(outcome: Outcome, press: Press, tenant: string): Answer {
  const back = backAction(press);
  switch (outcome.is) {
    case 'confirm':
      return inPlace(renderTeams(outcome.card, { tenant }));
    case 'done':
      return outcome.card && !press.stays
        ? inPlace(renderTeams(outcome.card, { tenant }))
        : toast(outcome.line);
    case 'shown': {
      const { card } = outcome;
      const goesBack = press.command === back.command;
      const shown = goesBack ? card : { ...card, actions: [...card.actions, back] };
      return inPlace(renderTeams(shown, { tenant }));
    }
    case 'form': {
      return inPlace(renderTeamsForm(outcome.form, { tenant }, back));
    }
    case 'refused': {
      const { card, present, form } = outcome;
      if (form) return inPlace(renderTeamsForm(form, { tenant, problems: problemsOf(outcome) }, back));
      if (!present || press.stays) return toast(renderText(card));
      return inPlace(renderTeams(presentWithReason(present, card), { tenant }));
    }
    default:
      return outcome satisfies never;
  }
}

/** Answers `adaptiveCard/action`, a press on a card. The result replaces the card, for the presser only. */
export async function answerExecute(activity: Activity, tenant: string, core: PressPorts): Promise<Answer> {
  const press = executeSchema.safeParse(activity.value).data?.action.data;
  if (!press) return unreadableButton;
  return answerTo(await carryOut(activity, tenant, press, core), press, tenant);
}
