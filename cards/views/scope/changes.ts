import type { NamedLoggedChange } from '../../../src/domain/customer/logged-change.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { changeOrderKey, stateOn } from '../../../src/domain/scope/change-order.ts';
import type { NamedChangeOrder } from '../../../src/domain/scope/change-order-facts.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural, todayIn } from '../../../src/domain/time/dates.ts';
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
import { stateWord } from '../../states.ts';
import { firstItems } from '../first-items.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined } from '../words.ts';
import { costWords, daysWords } from './change-order.ts';

/** The change orders and logged changes of a project. */
export type ChangesView = {
  project: Project;
  orders: readonly NamedChangeOrder[];
  logged: readonly NamedLoggedChange[];
};

type At = { today: string };

const maxShown = 5;
const maxCharacters = 200;

/** Lists the changes of a project, newest first: change orders and logged ones (SCP-3, SCP-4). */
export function changesCard(facts: ChangesView, at: At, { page: wanted }: AskedPage = {}): Card {
  const page = pageOf(newestFirst(facts, at), wanted);
  const items = page.lines.map(({ item }) => item);
  const body: Block =
    items.length > 0
      ? { is: 'list', items }
      : text([
          plain('No changes yet. Propose one with '),
          code('change "Also an Arabic version" 2 days:2 cost:500'),
          plain(', or log one with '),
          code('change log "Moved the hosting" days:2'),
          plain('.'),
        ]);
  const title = joined([`${facts.project.name}, changes`, rangeWords(page)]);
  return pagedNote(title, [body], page, { command: 'changes' }, propose);
}

/** Returns the content of the live card of changes; `title` names it for its readers. */
export const changeLogView =
  (title: (project: Project) => string) =>
  (facts: ChangesView, at: At): CardBody => {
    const items = newestFirst(facts, at).map(({ item: { spans } }) => ({ spans }));
    return {
      title: [plain(title(facts.project))],
      blocks: [
        items.length > 0
          ? { is: 'list', items: firstItems(items, maxShown, '; All changes shows them') }
          : text('No changes yet.'),
      ],
    };
  };

/** Returns the actions of that card. */
export const changeLogActions = ({ orders, logged }: ChangesView): CardActions => ({
  actions: orders.length + logged.length > 0 ? [{ label: 'All changes', command: 'changes', input: {} }] : [],
  more: [],
});

/** Tells the customer of a logged change. */
export const changeLoggedNews = ({ text: said, ...change }: NamedLoggedChange): Card => ({
  title: [strong('Change logged: '), plain(impactWords(change))],
  blocks: [text(said)],
  actions: [{ label: 'All changes', command: 'changes', input: {} }],
  more: [],
});

/** "+2 days, +£500"; "No change" (SCP-4). */
export const impactWords = ({
  days,
  cost,
  currency,
}: Pick<NamedLoggedChange, 'days' | 'cost' | 'currency'>): string =>
  joined([
    days !== 0 && `${days > 0 ? '+' : '-'}${plural(Math.abs(days), 'day')}`,
    cost !== 0 && costWords(cost, currency),
  ]) || 'No change';

const propose: Action = { label: 'Propose a change', command: 'change', input: {} };

type Line = { at: string; item: Item };

const newestFirst = ({ project, orders, logged }: ChangesView, { today }: At): Line[] =>
  [
    ...orders.map((order) => ({ at: order.proposedAt, item: orderItem(order, today) })),
    ...logged.map((one) => ({ at: one.addedAt, item: loggedItem(one, project, today) })),
  ].sort((a, b) => b.at.localeCompare(a.at));

/** "CO1 · An Arabic version: applied, days: +2 working days, cost: +£500". */
function orderItem(order: NamedChangeOrder, today: string): Item {
  const words = joined([
    stateWord(stateOn(order, today)),
    `days: ${daysWords(order.days)}`,
    `cost: ${costWords(order.cost, order.currency)}`,
  ]);
  return {
    spans: [strong(`${changeOrderKey(order)} · ${excerpt(order.text, 100)}`), plain(`: ${words}`)],
    actions: [{ label: 'Show', command: 'change', input: { text: changeOrderKey(order) } }],
  };
}

/** "Moved the hosting: +2 days, +£500, Mon 7 Dec". */
const loggedItem = (one: NamedLoggedChange, { zone }: Project, today: string): Item => ({
  spans: [
    strong(excerpt(one.text, maxCharacters)),
    plain(`: ${joined([impactWords(one), formatDate(todayIn(one.addedAt, zone), today)])}`),
  ],
});
