import { actionName, dueInDays, type NamedActionItem } from '../../../src/domain/customer/action-item.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Action, type Card, plain, strong, text } from '../../model.ts';
import { firstItems } from '../first-items.ts';
import { lateNotice, type SendTime } from '../rhythm/sections.ts';
import { asSentence } from '../words.ts';
import { actionWords, doneAction, reminderLine } from './actions.ts';

const maxShown = 5;
const maxCharacters = 120;

/** The actions of a project that a channel of the customer is reminded of, in order. */
export type AskedActions = { project: Project; asked: readonly NamedActionItem[] };

/** Reminds the customer of what they must do, with *Done* for each action (CUS-2). */
export function actionReminderCard({ project, asked }: AskedActions, sent: SendTime): Card {
  const [first, ...others] = asked;
  const all: Action = { label: 'All actions', command: 'actions', input: {} };
  if (first && others.length === 0)
    return {
      title: [strong('For you to do: '), plain(excerpt(actionName(first), maxCharacters))],
      blocks: [text(asSentence(actionWords(first, { project }, sent))), ...lateNotice(sent)],
      actions: [{ ...doneAction(first), style: 'primary' }, all],
      more: [],
    };
  const overdue = asked.filter((one) => dueInDays(one, sent.today) < 0).length;
  const items = asked.map((one) => reminderLine(one, { project }, sent));
  return {
    title: [plain(`${asked.length} actions for you${overdue > 0 ? `, ${overdue} overdue` : ''}`)],
    blocks: [
      { is: 'list', items: firstItems(items, maxShown, '; All actions shows them') },
      ...lateNotice(sent),
    ],
    actions: [all],
    more: [],
  };
}
