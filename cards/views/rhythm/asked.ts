import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { type Action, type Card, plain, strong, text } from '../../model.ts';
import { milestoneAction, nextStep, ownSpans, reminderActions } from './own.ts';
import { lateNotice, type SendTime } from './sections.ts';

/** Asks somebody for the progress of their milestones in a project (RMD-1). `work` is not empty. */
export function progressRequestCard(project: string, work: readonly Own[], sent: SendTime): Card {
  const title = [plain('How far is your work on '), strong(project), plain('?')];
  const [only, ...others] = work;
  if (only && others.length === 0) {
    const [first, second, ...more] = actionsOf(only);
    return {
      title,
      blocks: [text(line(only, sent)), ...lateNotice(sent)],
      actions: [{ ...first, style: 'primary' }, second],
      more,
    };
  }
  return {
    title,
    blocks: [
      { is: 'list', items: work.map((own) => ({ spans: line(own, sent), actions: actionsOf(own) })) },
      ...lateNotice(sent),
    ],
    actions: [],
    more: [],
  };
}

const line = (own: Own, sent: SendTime) => {
  const { percent } = own.milestone;
  return ownSpans(own, percent === null ? 'nothing said yet' : `${percent}%`, sent);
};

const actionsOf = (own: Own): [Action, Action, Action] => [
  milestoneAction(own, 'Progress', 'progress'),
  nextStep(own),
  reminderActions(own).snooze('tomorrow'),
];
