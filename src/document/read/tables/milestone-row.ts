import { findDate } from '../dates.ts';
import { type Draft, dateIn, milestoneOf } from '../draft.ts';
import { plain } from '../inline.ts';
import { isStatus, markOf, ownerOf, priorityNamed, shareOf, statusOf } from '../marks.ts';
import { type Row, textOf } from './cells.ts';
import { type Column, milestoneColumns } from './columns.ts';

const statusByMark = {
  done: 'done',
  in_progress: 'in_progress',
  failed: 'dropped',
  open: 'upcoming',
  waiting: 'upcoming',
} as const;

const nobody = /^(?:tbd|tba|tbc|n\/?a|none|unassigned|\?+)$/i;

/** Returns the status that a cell names by a word, sign or percentage of completion. */
function statusIn(text: string): ReturnType<typeof statusOf> {
  const percent = /^(\d{1,3})\s*%$/.exec(text)?.[1];
  const named = statusOf(text);
  if (named || percent === undefined) return named;
  return Number(percent) >= 100 ? 'done' : Number(percent) > 0 ? 'in_progress' : 'upcoming';
}

/** Keeps one column of each kind: of "Week" and "Dates", the one whose cell has a date. */
function withoutTwins(draft: Draft, columns: Column[], cells: string[]): Column[] {
  const says = (column: Column, text: string) =>
    column === 'due' || column === 'start'
      ? findDate(text, draft) !== undefined
      : column === 'status'
        ? statusIn(text) !== undefined
        : text !== '';
  const twins = new Set(columns.filter((column, at) => column !== 'other' && columns.indexOf(column) < at));
  const left = [...columns];
  for (const column of twins) {
    const alike = columns.flatMap((other, at) => (other === column ? [at] : []));
    const chosen = alike.find((at) => says(column, textOf(cells[at]))) ?? alike[0];
    for (const at of alike) if (at !== chosen) left[at] = 'other';
  }
  return left;
}

/** Adds the milestone of a row below the heading of its table; false if the row names none. */
export function milestoneRow(
  draft: Draft,
  parent: number | null,
  line: number,
  { head, cells }: Row,
): boolean {
  const all = milestoneColumns(head);
  if (!all) return false;
  const columns = withoutTwins(draft, all, cells);
  const raw = cells[columns.indexOf('name')] ?? '';
  const name = textOf(raw);
  if (name === '') return false;
  const above = parent === null ? undefined : draft.milestones[parent];
  if (/^(?:sub|grand )?(?:total|sum)$/i.test(name)) {
    const rest = cells.map(textOf).filter((cell) => cell !== '' && cell !== name);
    (above ?? draft).description.push(`${name}: ${rest.join(', ')}`.trim());
    return true;
  }
  const at = (column: Column) => textOf(cells[columns.indexOf(column)]);
  const marked = markOf(raw);
  const milestone = milestoneOf(draft, line, marked.rest, parent);
  const dayOf = (column: Column) =>
    at(column) === '' ? undefined : dateIn(draft, line, at(column), { within: above });
  const [start, due] = [dayOf('start'), dayOf('due')];
  const exact = /^(100|\d{1,2})(?:\s*%|$)/.exec(at('share'));
  const share = exact ? Number(exact[1]) : shareOf(at('share')).share;
  const status = statusIn(at('status'));
  const owner = nobody.test(at('owner')) ? null : at('owner').replace(/^@/, '') || milestone.owner;
  const priority = priorityNamed(at('priority'));
  /** Columns whose whole cell is in a field; the others go into the description. */
  const held: Partial<Record<Column, boolean>> = {
    name: true,
    number: true,
    owner: !nobody.test(at('owner')),
    status: status !== undefined && (isStatus(at('status')) || !/[\p{L}\d]/u.test(at('status'))),
    share: exact !== null,
    due: due?.rest === '',
    start: start?.rest === '',
    priority: priority !== undefined && /^p[0-3]$/i.test(at('priority')),
  };
  const made = {
    ...milestone,
    start: start?.due ?? due?.start ?? milestone.start,
    due: due?.due ?? milestone.due,
    share: share ?? milestone.share,
    owner: ownerOf(at('owner')).owner ?? owner,
    priority: priority ?? milestone.priority,
    status: status ?? (marked.state === undefined ? 'upcoming' : statusByMark[marked.state]),
    description: columns.flatMap((column, index) => {
      const cell = textOf(cells[index]);
      const heading = plain(head[index] ?? '');
      return cell === '' || held[column] ? [] : [heading === '' ? cell : `${heading}: ${cell}`];
    }),
  } as const;
  if (status || made.status === 'dropped') draft.stated.add(made);
  draft.milestones.push(made);
  return true;
}
