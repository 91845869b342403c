import { plain } from '../inline.ts';

/** The cells of a table's first row. */
export type Head = string[];

/** The meanings of columns, by the words of their heads. */
const columns = [
  [/^(?:#|no\.?|nr\.?|id|number|key|ref)$/i, 'number'],
  [/\bstatus\b|\bstate\b|\bprogress\b|^done\??$|^✅$|%\s*(?:complete|done)|\bcomplet(?:e|ion)\b/iu, 'status'],
  [/\bpriority\b|^prio\.?$/i, 'priority'],
  [/\bowners?\b|\bassignees?\b|\blead\b|\bresp(?:onsible|\.|$)|^who$|\bdri\b|\bassigned\b/i, 'owner'],
  [/\bstart\b|\bbegins?\b|^from$/i, 'start'],
  [
    /\bdue\b|\bdates?\b|\bdeadline\b|\bend\b|\bfinish\b|^when$|^by$|^until$|\btimeline\b|\btarget\b|\bdelivery\b|\beta\b|\bday\b|\bweek\b|\bmonth\b|\bquarter\b|\bwindow\b/i,
    'due',
  ],
  [/\bpayment\b|\bshare\b|%|\bpercent|\bweight\b/i, 'share'],
  [
    /\bmilestones?\b|\bname\b|\btasks?\b|\bdeliverables?\b|\bitems?\b|\bphase\b|\bfeatures?\b|\bactivit(?:y|ies)\b|\bepic\b|^what$|\btitle\b|\bstep\b|\bwork\b|\bstory\b/i,
    'name',
  ],
] as const satisfies readonly (readonly [RegExp, string])[];
/** The meaning of a column, by the words of its head. */
export type Column = (typeof columns)[number][1] | 'other';

/** Whether a head has columns of a plan: a name or a date. */
export const namesColumns = (head: Head): boolean =>
  columnsByWords(head).some((column) => column === 'name' || column === 'due');

const cache = new WeakMap<Head, readonly Column[]>();

/** Returns the columns of a head, cached because every row needs them. */
function columnsByWords(head: Head): readonly Column[] {
  const known = cache.get(head);
  if (known) return known;
  const found = head.map((cell) => columns.find(([words]) => words.test(plain(cell)))?.[1] ?? 'other');
  cache.set(head, found);
  return found;
}

/** Returns the columns of a table of milestones; undefined if no column can be the name. */
export function milestoneColumns(head: Head): Column[] | undefined {
  const found = [...columnsByWords(head)];
  // with "Phase" and "Task", the task is the name
  const names = found.flatMap((column, at) => (column === 'name' ? [at] : []));
  const finer = names.find((at) => !/\bphase\b/i.test(head[at] ?? ''));
  for (const at of names) if (finer !== undefined && at !== finer) found[at] = 'other';
  if (names.length > 0) return found;
  const first = found.indexOf('other');
  const instead = first >= 0 ? first : found.indexOf('due');
  if (instead < 0 || found.length < 2) return undefined;
  found[instead] = 'name';
  return found;
}
