import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { briefLine, linkedLine, withPresentLine } from '../../../cards/render/linked.ts';
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
import { deepLinkOf } from './deep-link.ts';
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

function answerTo(outcome: Outcome, press: Press, activity: Activity, tenant: string): Answer {
  const back = backAction(press);
  const url = 'at' in outcome && outcome.at ? deepLinkOf(outcome.at, activity, tenant) : undefined;
  switch (outcome.is) {
    case 'confirm':
      return inPlace(renderTeams(outcome.card, { tenant }));
    case 'done':
      if (!outcome.card || press.stays) return toast(outcome.line);
      return inPlace(
        renderTeams(outcome.at ? linkedLine(outcome.line, url, outcome.card) : outcome.card, { tenant }),
      );
    case 'shown': {
      const card = outcome.at ? briefLine(outcome.card, url) : outcome.card;
      const goesBack = press.returns || (press.command === back.command && !outcome.over);
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
      const shown = outcome.at ? withPresentLine(card, present, url) : presentWithReason(present, card);
      return inPlace(renderTeams(shown, { tenant }));
    }
    default:
      return outcome satisfies never;
  }
}

/** Answers `adaptiveCard/action`, a press on a card. The result replaces the card, for the presser only. */
export async function answerExecute(activity: Activity, tenant: string, core: PressPorts): Promise<Answer> {
  const press = executeSchema.safeParse(activity.value).data?.action.data;
  if (!press) return unreadableButton;
  return answerTo(await carryOut(activity, tenant, press, core), press, activity, tenant);
}
