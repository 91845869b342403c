import { findDate } from './dates.ts';
import { type Draft, dateIn, milestoneOf, priorityValue } from './draft.ts';
import { plain, wholeLiteral } from './inline.ts';
import { isStatus, markOf, ownerOf, shareOf, statusOf } from './marks.ts';
import { peopleIn } from './sections/decisions.ts';
import { levelOf } from './sections/risks.ts';
import type { Section } from './sections/section.ts';

/** A table: the cells of its head. */
export type Head = string[];

/** What a table's column holds, by the words of its head. */
type Column = 'number' | 'name' | 'status' | 'start' | 'due' | 'share' | 'owner' | 'priority' | 'other';

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
  kindsOf(head).some((kind) => kind === 'name' || kind === 'due');

/** The kinds of a head's columns by their words, looked up once for all rows below it. */
function kindsOf(head: Head): readonly Column[] {
  const known = kindsByHead.get(head);
  if (known) return known;
  const kinds = head.map((cell) => columns.find(([words]) => words.test(plain(cell)))?.[1] ?? 'other');
  kindsByHead.set(head, kinds);
  return kinds;
}
const kindsByHead = new WeakMap<Head, readonly Column[]>();

/** What each column of a table of milestones holds; undefined when it is no such table. */
function columnsOf(head: Head): Column[] | undefined {
  const found = [...kindsOf(head)];
  // "Phase" beside "Task" tells where it belongs; the finer word is the name
  const names = found.flatMap((kind, at) => (kind === 'name' ? [at] : []));
  const finer = names.find((at) => !/\bphase\b/i.test(head[at] ?? ''));
  for (const at of names) if (finer !== undefined && at !== finer) found[at] = 'other';
  if (names.length > 0) return found;
  const first = found.indexOf('other');
  const instead = first >= 0 ? first : found.indexOf('due');
  if (instead < 0 || found.length < 2) return undefined;
  found[instead] = 'name';
  return found;
}

/** Reads a row of any section; false when nothing was made of it. */
export function readRow(
  draft: Draft,
  at: { section: Section; milestone: number | null; checkpoint: string | null; level: string },
  line: number,
  { head, cells }: { head: Head; cells: string[] },
): boolean {
  switch (at.section) {
    case 'metrics':
      return metricRow(draft, at.checkpoint, line, { head, cells });
    case 'risks':
      return riskRow(draft, at, line, { head, cells });
    case 'contingencies':
      return contingencyRow(draft, line, { head, cells });
    case 'decisions':
      return decisionRow(draft, line, { head, cells });
    case 'cadence':
      return cadenceRow(draft, line, { head, cells });
    case 'plan':
      return milestoneRow(draft, at.milestone, line, { head, cells });
    case 'notes':
      return false;
    default:
      return at.section satisfies never;
  }
}

type Row = { head: Head; cells: string[] };

/** A cell's text; undefined where it is empty or only a dash. */
function textOf(cell: string | undefined): string {
  const literal = wholeLiteral(cell ?? '');
  const text = literal ?? plain(cell ?? '');
  return literal === undefined && /^[-–—]*$/.test(text) ? '' : text;
}

/** Takes cells by the words of their heads; what was not taken is `left`, with its head's words. */
function taker({ head, cells }: Row) {
  const taken = new Set<number>();
  const take = (words: RegExp): string | undefined => {
    const at = head.findIndex((one, index) => !taken.has(index) && words.test(plain(one)));
    if (at < 0) return undefined;
    taken.add(at);
    return textOf(cells[at]);
  };
  /** A cell as it was typed, where it matters that it is meant literally. */
  const typed = (words: RegExp): string | undefined => {
    const at = head.findIndex((one, index) => !taken.has(index) && words.test(plain(one)));
    if (at < 0) return undefined;
    taken.add(at);
    return cells[at] ?? '';
  };
  const first = (): string => {
    const at = cells.findIndex(
      (_, index) => !taken.has(index) && !/^(?:#|no\.?|id|nr\.?)$/i.test(plain(head[index] ?? '')),
    );
    if (at < 0) return '';
    taken.add(at);
    return textOf(cells[at]);
  };
  const left = (): string =>
    cells
      .flatMap((cell, at) => {
        const text = taken.has(at) ? '' : textOf(cell);
        const of = plain(head[at] ?? '');
        const counts = /^(?:#|no\.?|id|nr\.?)?$/i.test(of);
        if (text === '' || (counts && /^\p{L}?-?\d{1,3}\.?$/u.test(text))) return [];
        return [counts ? text : `${of}: ${text}`];
      })
      .join('; ');
  return { take, typed, first, left };
}

/** A text with what else a row says of it. */
const withMore = (text: string, left: string) => (left === '' ? text : `${text} (${left})`);

function metricRow(draft: Draft, above: string | null, line: number, row: Row): boolean {
  const { take, typed, first, left } = taker(row);
  const named = take(/\b(?:metrics?|kpi|measure|indicator|name|what)\b/i) ?? first();
  const target = take(/\b(?:target|goal|threshold|success)\b/i) ?? first();
  const cell = typed(/\b(?:checkpoint|date|when|by|deadline|due)\b/i) ?? '';
  if (named === '') return false;
  const found = wholeLiteral(cell) === undefined ? dateIn(draft, line, textOf(cell)) : undefined;
  draft.metrics.push({
    name: withMore(named, left()),
    target: target || null,
    checkpoint: found?.rest === '' ? found.due : textOf(cell) || above,
  });
  return true;
}

function riskRow(
  draft: Draft,
  { level, checkpoint }: { level: string; checkpoint: string | null },
  line: number,
  row: Row,
): boolean {
  const { take, first, left } = taker(row);
  const words = take(/^(?:risk|risks|description|issue|what|name)$|\brisk\b(?! level)/i) ?? first();
  const said = take(/\b(?:level|severity|rating)\b/i) ?? take(/\b(?:impact|priority)\b/i) ?? '';
  const by = take(/\b(?:by|date|deadline|when|due|resolve)\b/i) ?? '';
  const owner = take(/\b(?:owner|responsible|assignee|dri)\b/i) ?? '';
  const status = take(/^(?:status|state)$/i) ?? '';
  if (words === '') return false;
  const onLaunch = /^(?:before )?(?:the )?(?:launch|go-?live)(?: day| date)?$/i.test(by)
    ? draft.launch
    : null;
  const found = by === '' || onLaunch ? undefined : dateIn(draft, line, by);
  const more = [
    levelOf(said) ? '' : said,
    found?.rest === '' || onLaunch ? '' : by,
    /^open$/i.test(status) || status === '' ? '' : `Status: ${status}`,
    left(),
  ]
    .filter(Boolean)
    .join('; ');
  draft.risks.push({
    text: withMore(words, more),
    level: levelOf(said) ?? levelOf(level),
    resolveBy: onLaunch ?? found?.due ?? checkpoint,
    owner: owner.replace(/^@/, '') || null,
  });
  return true;
}

function contingencyRow(draft: Draft, line: number, row: Row): boolean {
  const { typed, take, first, left } = taker(row);
  const condition = typed(/\b(?:if|trigger|condition|when|scenario|risk|case)\b/i) ?? '';
  const when = wholeLiteral(condition) ?? (textOf(condition) || first()).replace(/^if\s+/i, '');
  const action = take(/\b(?:then|action|response|plan|contingency|fallback|mitigation)\b/i) ?? first();
  const on = typed(/^(?:on|when|date|by|due|deadline|checkpoint)$/i);
  if (when === '' || action === '') return false;
  const found = dateIn(draft, line, on === undefined ? when : textOf(on));
  draft.contingencies.push({ on: found?.due ?? null, when, action: withMore(action, left()) });
  return true;
}

function decisionRow(draft: Draft, line: number, row: Row): boolean {
  const { take, typed, first, left } = taker(row);
  const on = take(/\b(?:date|when|by|deadline|day)\b|^on$/i) ?? '';
  const voters = take(/\b(?:owners?|voters?|makers?|who|approvers?|deciders?)\b/i) ?? '';
  const criteria = typed(/\b(?:criteria|conditions?|requirements?)\b/i) ?? '';
  const fallback = take(/\b(?:fall-?back|if no|otherwise|alternative|plan b)\b/i) ?? '';
  const question = take(/\b(?:decision|question|what|name)\b/i) ?? first();
  if (question === '') return false;
  const found = on === '' ? undefined : dateIn(draft, line, on);
  const more = [found?.rest === '' ? '' : on, left()].filter(Boolean).join('; ');
  draft.decisions.push({
    question: withMore(question, more),
    on: found?.due ?? null,
    criteria: criteriaIn(criteria),
    fallback: fallback || null,
    voters: peopleIn(voters),
  });
  return true;
}

/** Several in one cell stand apart by a sign or a line break. */
const criteriaIn = (cell: string) =>
  wholeLiteral(cell) === undefined
    ? cell
        .split(/\s*(?:[;•]|<br\s*\/?>)\s*/)
        .map(textOf)
        .filter(Boolean)
    : [textOf(cell)];

const whenWords = /\b(?:when|schedule|date|timing|time|day)\b/i;

function cadenceRow(draft: Draft, line: number, row: Row): boolean {
  const { typed, take, first, left } = taker(row);
  const often = typed(/\b(?:frequency|cadence|rule|how often)\b/i);
  const cell = often ?? typed(whenWords) ?? '';
  const what =
    take(
      /^(?:what|meeting|event|activity|communication|message|ceremony|name|type|update|item)$|\bmeeting\b/i,
    ) ?? first();
  // "Daily" in one column and "10:00" in another are one rule
  const more = often === undefined ? '' : (take(whenWords) ?? '');
  const rule = [textOf(cell), more].filter(Boolean).join(' ') || first();
  if (what === '' || rule === '') return false;
  const found = wholeLiteral(cell) === undefined ? dateIn(draft, line, rule) : undefined;
  const said =
    found && found.start === null ? `${found.due}${found.rest === '' ? '' : ` ${found.rest}`}` : rule;
  draft.cadence.push({ what: withMore(what, left()), rule: said });
  return true;
}

const statusBy = {
  done: 'done',
  in_progress: 'in_progress',
  failed: 'dropped',
  open: 'upcoming',
  waiting: 'upcoming',
} as const;

const nobody = /^(?:tbd|tba|tbc|n\/?a|none|unassigned|\?+)$/i;

/** "40 %" of the work: under way. */
function statusByPercent(text: string): 'upcoming' | 'in_progress' | 'done' | undefined {
  const percent = /^(\d{1,3})\s*%$/.exec(text)?.[1];
  if (percent === undefined) return undefined;
  return Number(percent) >= 100 ? 'done' : Number(percent) > 0 ? 'in_progress' : 'upcoming';
}

/** One column of each kind: of "Week" and "Dates" the one with a day in it; the others say what they say. */
function single(draft: Draft, kinds: Column[] | undefined, cells: string[]): Column[] | undefined {
  const says = (kind: Column, text: string) =>
    kind === 'due' || kind === 'start'
      ? findDate(text, draft) !== undefined
      : kind === 'status'
        ? (statusOf(text) ?? statusByPercent(text)) !== undefined
        : text !== '';
  const twice = new Set(kinds?.filter((kind, at) => kind !== 'other' && kinds.indexOf(kind) < at));
  if (!kinds || twice.size === 0) return kinds;
  const only = [...kinds];
  for (const kind of twice) {
    const alike = kinds.flatMap((other, at) => (other === kind ? [at] : []));
    const chosen = alike.find((at) => says(kind, textOf(cells[at]))) ?? alike[0];
    for (const at of alike) if (at !== chosen) only[at] = 'other';
  }
  return only;
}

/** Makes a milestone of a row, below the heading that the table stands below. */
function milestoneRow(draft: Draft, above: number | null, line: number, { head, cells }: Row): boolean {
  const kinds = single(draft, columnsOf(head), cells);
  const raw = kinds ? (cells[kinds.indexOf('name')] ?? '') : '';
  if (!kinds || textOf(raw) === '') return false;
  if (/^(?:sub|grand )?(?:total|sum)$/i.test(textOf(raw))) {
    const rest = cells.map(textOf).filter((cell) => cell !== '' && cell !== textOf(raw));
    const of = above === null ? draft : (draft.milestones[above] ?? draft);
    of.description.push([`${textOf(raw)}:`, rest.join(', ')].join(' ').trim());
    return true;
  }
  const at = (kind: Column) => textOf(cells[kinds.indexOf(kind)]);
  const over = above === null ? undefined : draft.milestones[above];
  const marked = markOf(raw);
  const milestone = milestoneOf(draft, line, marked.rest, above);
  const dayOf = (kind: Column) =>
    at(kind) === '' ? undefined : dateIn(draft, line, at(kind), { within: over });
  const [start, due] = [dayOf('start'), dayOf('due')];
  const exact = /^(\d{1,3})(?:\s*%|$)/.exec(at('share'));
  const share = exact ? Number(exact[1]) : shareOf(at('share')).share;
  const status = statusOf(at('status')) ?? statusByPercent(at('status'));
  const owner = ownerOf(at('owner'));
  const priority = priorityValue(at('priority'));
  const known: Partial<Record<Column, boolean>> = {
    ...{ name: true, number: true, owner: !nobody.test(at('owner')) },
    status: status !== undefined && (isStatus(at('status')) || !/[\p{L}\d]/u.test(at('status'))),
    share: exact !== null,
    due: due?.rest === '',
    start: start?.rest === '',
    priority: priority !== undefined && /^p[0-3]$/i.test(at('priority')),
  };
  const description = kinds.flatMap((kind, index) => {
    const cell = textOf(cells[index]);
    const heading = plain(head[index] ?? '');
    return cell === '' || known[kind] ? [] : [heading === '' ? cell : `${heading}: ${cell}`];
  });
  const made = {
    ...milestone,
    start: start?.due ?? due?.start ?? milestone.start,
    due: due?.due ?? milestone.due,
    share: share ?? milestone.share,
    owner:
      owner.owner ?? (nobody.test(at('owner')) ? null : at('owner').replace(/^@/, '') || milestone.owner),
    priority: priority ?? milestone.priority,
    status: status ?? (marked.state === undefined ? 'upcoming' : statusBy[marked.state]),
    description,
  } as const;
  if (status || made.status === 'dropped') draft.stated.add(made);
  draft.milestones.push(made);
  return true;
}
