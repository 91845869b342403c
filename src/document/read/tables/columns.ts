import { plain } from '../inline.ts';

/** The cells of a table's first row. */
export type Head = string[];

/** What a column of a table holds, by the words of its head. */
export type Column =
  | 'number'
  | 'name'
  | 'status'
  | 'start'
  | 'due'
  | 'share'
  | 'owner'
  | 'priority'
  | 'other';

const columns: [RegExp, Column][] = [
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
];

/** Whether a head names the columns of a plan: what is done, or when. */
export const namesColumns = (head: Head): boolean =>
  columnsByWords(head).some((column) => column === 'name' || column === 'due');

const cache = new WeakMap<Head, readonly Column[]>();

/** The columns by the words of their heads. Cached: every row of a table asks for the same head. */
function columnsByWords(head: Head): readonly Column[] {
  const known = cache.get(head);
  if (known) return known;
  const found = head.map((cell) => columns.find(([words]) => words.test(plain(cell)))?.[1] ?? 'other');
  cache.set(head, found);
  return found;
}

/** The columns of a table of milestones; undefined where no column can be the name. */
export function milestoneColumns(head: Head): Column[] | undefined {
  const found = [...columnsByWords(head)];
  // of "Phase" and "Task", the task is the name
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
