import { type Draft, dateIn, milestoneOf, type Place } from './draft.ts';
import { plain } from './inline.ts';
import { markOf, priorityOf, statusOf } from './marks.ts';

/** What a table's column holds, by the words of its head. */
type Column = 'number' | 'name' | 'status' | 'start' | 'due' | 'share' | 'owner' | 'priority' | 'other';

const columns: [RegExp, Column][] = [
  [/^(?:#|no\.?|nr\.?|id|number)$/i, 'number'],
  [/\bstatus\b|\bstate\b|\bprogress\b/i, 'status'],
  [/\bpriority\b|^prio$/i, 'priority'],
  [/\bowner\b|\bassignee\b|\blead\b|\bresponsible\b|^who$|\bdri\b/i, 'owner'],
  [/\bstart\b|\bbegin/i, 'start'],
  [/\bdue\b|\bdate\b|\bdeadline\b|\bend\b|^when$|^by$|\btimeline\b|\btarget\b|\bdelivery\b/i, 'due'],
  [/\bpayment\b|\bshare\b|%|\bpercent/i, 'share'],
  [
    /\bmilestone\b|\bname\b|\btask\b|\bdeliverable\b|\bitem\b|\bphase\b|\bfeature\b|\bactivity\b|\bepic\b|^what$|\btitle\b|\bstep\b/i,
    'name',
  ],
];

/** What each column of a table of milestones holds; undefined when it is no such table. */
export function columnsOf(head: string[]): Column[] | undefined {
  const found = head.map((cell) => columns.find(([words]) => words.test(plain(cell)))?.[1] ?? 'other');
  if (!found.includes('name')) {
    const first = found.indexOf('other');
    if (first < 0 || found.length < 2) return undefined;
    found[first] = 'name';
  }
  return found;
}

/** Makes a milestone of a row, below the heading that the table stands below. */
export function readRow(
  draft: Draft,
  place: Place,
  line: number,
  { head, kinds, cells }: { head: string[]; kinds: Column[]; cells: string[] },
): void {
  const at = (kind: Column) => plain(cells[kinds.indexOf(kind)] ?? '');
  const marked = markOf(cells[kinds.indexOf('name')] ?? '');
  const milestone = milestoneOf(draft, line, marked.rest, place.milestone);
  const share = /^(\d{1,3})\s*%/.exec(at('share'));
  const due = at('due') === '' ? undefined : dateIn(draft, line, at('due'));
  const start = at('start') === '' ? undefined : dateIn(draft, line, at('start'));
  const kept = (kind: Column, understood: unknown) =>
    understood || at(kind) === '' || /^[-–—]+$/.test(at(kind));
  const status = statusOf(at('status'));
  const description = kinds.flatMap((kind, index) => {
    const cell = plain(cells[index] ?? '');
    const known =
      kind === 'name' ||
      kind === 'number' ||
      kind === 'owner' ||
      (kind === 'status' && kept(kind, status)) ||
      (kind === 'share' && kept(kind, share)) ||
      (kind === 'due' && kept(kind, due)) ||
      (kind === 'start' && kept(kind, start)) ||
      (kind === 'priority' && kept(kind, priorityOf(`(${cell})`).priority));
    return known || cell === '' ? [] : [`${plain(head[index] ?? '')}: ${cell}`.replace(/^: /, '')];
  });
  draft.milestones.push({
    ...milestone,
    start: start?.due ?? due?.start ?? milestone.start,
    due: due?.due ?? milestone.due,
    share: share ? Number(share[1]) : milestone.share,
    owner: at('owner').replace(/^@/, '') || milestone.owner,
    priority: priorityOf(`(${at('priority')})`).priority ?? milestone.priority,
    status: status ?? (marked.state === 'done' ? 'done' : 'upcoming'),
    description,
  });
}
