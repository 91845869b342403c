import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { type Action, type Card, plain, strong, text } from '../../model.ts';
import { milestoneState } from '../../states.ts';
import { ownSpans, reminderActions, stepsOf } from './own.ts';
import { lateNotice, type SendTime } from './sections.ts';

/** Asks somebody for the progress of their milestones in a project (RMD-1). `work` is not empty. */
export function progressRequestCard(project: string, work: readonly Own[], sent: SendTime): Card {
  const title = [plain('How far is your work on '), strong(project), plain('?')];
  const [only] = work;
  if (only && work.length === 1) {
    const [first, ...others] = actionsOf(only);
    return {
      title,
      blocks: [text(line(only, sent)), ...lateNotice(sent)],
      actions: [{ ...first, style: 'primary' }, ...others],
      more: [],
    };
  }
  return {
    title,
    blocks: [
      {
        is: 'list',
        items: work.map((own) => ({
          state: milestoneState(own.milestone, sent.today),
          spans: line(own, sent),
          actions: actionsOf(own),
        })),
      },
      ...lateNotice(sent),
    ],
    actions: [],
    more: [],
  };
}

const line = (own: Own, sent: SendTime) => {
  const { percent } = own.milestone;
  return ownSpans(own, percent === null ? 'no progress reported yet' : percentWords(percent), sent);
};

/** *Progress* is what the message asks for; once all is reported, the milestone is submitted. */
function actionsOf(own: Own): [Action, Action, Action] {
  const [first, second] = stepsOf(own);
  const asks = second.command === 'progress' && own.milestone.percent !== 100;
  const steps: [Action, Action] = asks ? [second, first] : [first, second];
  return [...steps, reminderActions(own).snooze('tomorrow')];
}
