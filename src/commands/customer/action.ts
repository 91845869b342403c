import * as z from 'zod';
import { actionNews, actionsCard } from '../../../cards/views/customer/actions.ts';
import { removedNumbers } from '../../../db/queries/plan/removed-numbers.ts';
import {
  type ActionItem,
  actionName,
  maxLabelCharacters,
  type NamedActionItem,
  openActions,
  urgencies,
} from '../../domain/customer/action-item.ts';
import { changesBetween, definedFieldsOf } from '../../domain/event-fields.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, ok, rule } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { choiceSlot, dateSlot, textSlot, yesNoSlot } from '../../grammar/slot.ts';
import { actionsResource } from '../../presenters/customer.ts';
import { defineCommand } from '../../runner/define.ts';
import { parseNumber, refuseUnknown } from '../../runner/references/numbered.ts';
import {
  type ActionFacts,
  actionLetter,
  loadActionsOf,
  requireOpen,
  sideOf,
  withAction,
} from './action-facts.ts';

type Facts = Omit<ActionFacts, 'action'> & {
  known: NamedActionItem | undefined;
  next: number;
  today: string;
};

const input = z.object({
  text: textSlot(
    'rest',
    'What the customer must do',
    { max: maxLabelCharacters, orNumber: actionLetter.letter },
    'Approve integration access',
  ),
  urgency: choiceSlot('key', 'Urgency', urgencies).optional(),
  due: dateSlot('Due date').optional(),
  blocksGoLive: yesNoSlot('The go-live waits for it').optional(),
  label: textSlot('key', 'New words', { max: maxLabelCharacters }).optional(),
});
type Given = z.output<typeof input>;

/** Asks the customer to do something by a date, or changes that (CUS-2). */
export const action = defineCommand({
  name: 'action',
  summary: 'Ask the customer to do something by a date, or change that.',
  title: 'Action for the customer',
  submit: 'Save',
  asks: ['due', 'urgency', 'blocksGoLive'],
  examples: [
    'action "Approve integration access" due:"12 dec" urgent blocks-go-live:yes',
    'action A1 due:"19 dec" label:"Approve access"',
  ],
  input,
  lacks: (given) => (given.due === undefined && numberIn(given) === undefined ? ['due'] : []),
  async load(tx, given, who, { today }) {
    const all = await loadActionsOf(tx, who, 'changing');
    const number = numberIn(given);
    const known = all.actions.find((one) => one.number === number);
    if (number !== undefined && !known)
      return refuseUnknown(given.text, actionLetter, openActions(all.actions).map(actionName));
    const { A: spent } = await removedNumbers(tx, all.project.id);
    return ok<Facts>({ ...all, known, next: nextNumber(all.actions, spent), today });
  },
  permit: (who) => needs(who, contributors),
  decide(facts, given, who, at) {
    const { known, project, next } = facts;
    const { due } = given;
    if (due === null) return invalid('action', 'due', 'An action always has a due date.');
    if (known) return changed(facts, known, { ...given, due });
    const row: ActionItem = {
      id: at.newId(),
      projectId: project.id,
      number: next,
      label: given.text,
      dueDate: due ?? at.today,
      urgency: given.urgency ?? 'upcoming',
      blocksGoLive: given.blocksGoLive ?? false,
      addedById: who.person.id,
      addedAt: at.now,
      completedById: null,
      completedAt: null,
    };
    const made = { ...row, completedBy: null };
    const { label, dueDate, urgency, blocksGoLive } = row;
    const what = excerpt(actionName(row), 100);
    return ok({
      changes: [{ add: 'actionItem', row }],
      events: [{ type: 'action_added', after: { what, label, dueDate, urgency, blocksGoLive } }],
      next: { ...facts, action: made, actions: [...facts.actions, made], isNew: true },
    });
  },
  view: (facts, who, at) => actionsCard(facts, at, sideOf(who)),
  resource: actionsResource,
  done: ({ action: row, isNew }) => `${excerpt(actionName(row), 100)} ${isNew ? 'added' : 'changed'}.`,
  news: ({ isNew, ...facts }) => (isNew ? actionNews(facts.action, facts, facts) : undefined),
  audience: () => 'customer',
  opened: ({ known }) => ({ on: known ? [known.label, known.dueDate, known.completedAt] : [] }),
  preset: ({ known }) =>
    known
      ? {
          label: known.label,
          due: known.dueDate,
          urgency: known.urgency,
          blocksGoLive: known.blocksGoLive ? 'yes' : 'no',
        }
      : {},
});

const numberIn = ({ text = '' }: Partial<Given>) =>
  /^A ?\d+$/i.test(text) ? parseNumber(text, actionLetter) : undefined;

function changed(facts: Facts, known: NamedActionItem, given: Given & { due: string | undefined }) {
  const open = requireOpen(known);
  if (!open.ok) return open;
  const wanted = definedFieldsOf({
    label: given.label,
    dueDate: given.due,
    urgency: given.urgency,
    blocksGoLive: given.blocksGoLive,
  });
  const { before, after } = changesBetween<Partial<ActionItem>>(known, wanted);
  if (Object.keys(after).length === 0)
    return rule(`Nothing changed: ${excerpt(actionName(known), 100)} already has these values.`);
  const action = { ...known, ...after } as NamedActionItem;
  return ok({
    changes: [{ alter: 'actionItem' as const, id: known.id, set: after }],
    events: [
      {
        type: 'action_changed' as const,
        before,
        after: { what: excerpt(actionName(action), 100), ...after },
      },
    ],
    next: { ...facts, action, actions: withAction(facts.actions, action), isNew: false },
  });
}
