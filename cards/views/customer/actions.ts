import {
  actionKey,
  actionName,
  dueInDays,
  type NamedActionItem,
  openActions,
} from '../../../src/domain/customer/action-item.ts';
import { type Page, pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { OwnAction } from '../../../src/domain/rhythm/asked-actions.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  code,
  type Item,
  plain,
  strong,
  text,
} from '../../model.ts';
import type { State } from '../../states.ts';
import { firstItems } from '../first-items.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { asSentence, dueWords, joined } from '../words.ts';

/** The customer's actions in a project, by number. */
export type ActionsView = { project: Project; actions: readonly NamedActionItem[] };

type At = { today: string };
/** Which side reads. */
type Side = 'team' | 'customer';

const maxShown = 6;
const maxCharacters = 120;

/** Draws what the customer must do, the most urgent first, for the side that asks (CUS-2). */
export function actionsCard(facts: ActionsView, at: At, side: Side, { page: wanted }: AskedPage = {}): Card {
  const open = openActions(facts.actions);
  const page: Page<NamedActionItem> = pageOf(open, wanted);
  const title = joined([titleOf(facts, side), rangeWords(page)]);
  const lines = page.lines.map((one) => line(one, facts, at, side));
  const blocks = lines.length > 0 ? [{ is: 'list' as const, items: lines }] : empty(side);
  const card = pagedNote(title, [...blocks, ...lastDone(facts)], page, { command: 'actions' });
  const adds = side === 'team' && card.actions.length < 3 ? [add] : [];
  return { ...card, actions: [...card.actions, ...adds], of: { kind: 'actions', id: facts.project.id } };
}

/** Returns the content of the live card of the customer's actions, for one side. */
export const actionsView =
  (side: Side) =>
  (facts: ActionsView, at: At): CardBody => {
    const open = openActions(facts.actions);
    const items = open.map((one) => line(one, facts, at, side));
    return {
      title: [plain(titleOf(facts, side))],
      blocks: [
        ...(items.length > 0
          ? [{ is: 'list' as const, items: firstItems(items, maxShown, '; All actions shows them') }]
          : empty(side)),
        ...lastDone(facts),
      ],
    };
  };

/** Returns the actions of that card. */
export const actionsActions =
  (side: Side) =>
  ({ actions }: ActionsView): CardActions => {
    const all: Action = { label: 'All actions', command: 'actions', input: {} };
    const isCut = openActions(actions).length > maxShown;
    return { actions: [...(side === 'team' ? [add] : []), ...(isCut ? [all] : [])], more: [] };
  };

/** Tells the customer of a new action. */
export const actionNews = (action: NamedActionItem, facts: Pick<ActionsView, 'project'>, at: At): Card => ({
  title: [strong('New for you: '), plain(excerpt(actionName(action), maxCharacters))],
  blocks: [text(asSentence(actionWords(action, facts, at)))],
  actions: [doneAction(action)],
  more: [],
});

/** Returns an action that a customer is reminded of, with its project, as a list item. */
export const ownActionItem = ({ project, action }: OwnAction, today: string): Item => ({
  state: stateOf(action, { today }),
  spans: [
    strong(excerpt(actionName(action), maxCharacters)),
    plain(`, ${joined([actionWords(action, { project }, { today }), project.name])}`),
  ],
  actions: [{ ...doneAction(action), about: { project: project.id } }],
});

/** Tells the team that the customer completed an action. */
export const actionDoneNews = (action: NamedActionItem): Card => ({
  title: [
    strong(excerpt(actionName(action), maxCharacters)),
    plain(` was completed by ${action.completedBy ?? 'the customer'}`),
  ],
  blocks: [],
  actions: [{ label: 'Actions', command: 'actions', input: {} }],
  more: [],
});

const titleOf = ({ project }: ActionsView, side: Side) =>
  side === 'customer' ? 'Your actions' : `${project.name}, the customer’s actions`;

const add: Action = { label: 'Add an action', command: 'action', input: {} };

/** Completes an action. */
export const doneAction = (action: Pick<NamedActionItem, 'number'>): Action => ({
  label: 'Done',
  command: 'action-done',
  input: { action: actionKey(action) },
});

function line(action: NamedActionItem, facts: Pick<ActionsView, 'project'>, at: At, side: Side): Item {
  const input = { action: actionKey(action) };
  const edits: Action[] = [
    { label: 'Edit', command: 'action', input: { text: actionKey(action) } },
    { label: 'Remove', command: 'action-remove', input },
  ];
  return {
    state: stateOf(action, at),
    spans: [strong(excerpt(actionName(action), maxCharacters)), plain(`, ${actionWords(action, facts, at)}`)],
    actions: [doneAction(action), ...(side === 'team' ? edits : [])],
  };
}

/** Returns an action that the customer is reminded of as a list item. */
export const reminderLine = (action: NamedActionItem, facts: Pick<ActionsView, 'project'>, at: At): Item =>
  line(action, facts, at, 'customer');

function stateOf(action: Pick<NamedActionItem, 'dueDate' | 'urgency'>, { today }: At): State {
  if (dueInDays(action, today) < 0) return 'overdue';
  return action.urgency === 'urgent' ? 'open' : 'upcoming';
}

/** "urgent, due Fri 11 Dec, 4 working days left, the go-live waits for it". */
export const actionWords = (
  { dueDate, urgency, blocksGoLive }: OwnAction['action'],
  { project }: { project: Pick<Project, 'holidays'> },
  { today }: At,
): string =>
  joined([
    urgency === 'urgent' && 'urgent',
    dueWords({ dueDate, status: 'upcoming' }, today, project),
    blocksGoLive && 'the go-live waits for it',
  ]);

function empty(side: Side): Block[] {
  if (side === 'customer') return [text('Nothing to do for you at the moment.')];
  const example = code('action "Approve integration access" due:"12 dec" urgent');
  return [text([plain('No open actions. Add one with '), example, plain('.')])];
}

/** "Last completed: A2 Sign the contract, by Cleo, 2 hours ago". */
function lastDone({ actions }: ActionsView): Block[] {
  const [last] = actions
    .filter(({ completedAt }) => completedAt !== null)
    .toSorted((a, b) => (b.completedAt ?? '').localeCompare(a.completedAt ?? ''));
  if (!last?.completedAt) return [];
  const by = last.completedBy === null ? '' : `, by ${last.completedBy}`;
  const said = `Last completed: ${excerpt(actionName(last), maxCharacters)}${by}, `;
  return [text([plain(said), { is: 'instant', at: last.completedAt, past: true }], 'quiet')];
}
