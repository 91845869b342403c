import { type Priority, priorities } from '../plan/milestone.ts';
import { isoDay } from '../time/dates.ts';
import { type Criterion, type Scope, scopeWords } from './criteria.ts';
import { type Comparator, leadingComparator } from './target.ts';

/** Reads a day, YYYY-MM-DD; undefined when the text names none. */
export type ReadDay = (text: string) => string | undefined;

/** A criterion has no more letters; longer ones are a person's to judge. */
const longest = 300;

const done = '(?:done|completed?|finished|ready)';
const incomplete = '(?:incomplete|unfinished|open|left|not (?:done|completed?|finished|ready))';
const are = '(?: is| are| must be| should be)?';
const shareForm = new RegExp(
  `^(\\d{1,3}) ?(?:%|percent|per cent) of (.+?)${are} (?:(${done})|${incomplete})$`,
  'i',
);
const allForm = new RegExp(`^(?:all|every)(?: of)?(?: the)? (.+?)${are} ${done}$`, 'i');
const openForm =
  /^(\d{1,6}|no|zero) (?:(?:open|unresolved|incomplete|unfinished|remaining) )?(.+?)(?: (?:left|open))?$/i;
const milestoneForm = new RegExp(`^milestone (?:#?(\\d{1,9})|["“”](.+)["“”])${are} ${done}$`, 'i');
const metricForm = /^metric (?:["“”](.+)["“”]|(.+?))(?: is)? (?:met|on target|reached)$/i;

/**
 * Reads a criterion as people write it: "80% of p0 done", "no open p0 blockers", "less than 3 open p1
 * items", "metric "page load" met", "all milestones before 12 Feb done", "milestone 3 done". Anything
 * else is for a person to judge: nothing is guessed. A share is the least where nothing compares, a
 * count is exact. `readDay` reads the days of what people write; what is stored names them as YYYY-MM-DD.
 */
export function readCriterion(text: string, readDay: ReadDay = isoDay): Criterion {
  const said = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const manual: Criterion = { is: 'manual', text: said };
  const plain = said.replace(/[.;,]+$/, '').replace(/^there (?:is|are) /i, '');
  if (plain.length > longest) return manual;
  const ahead = leadingComparator(plain);
  const rest = (ahead?.rest ?? plain).trim();
  const compared = readShare(rest, ahead?.comparator, readDay) ?? readCount(rest, ahead?.comparator, readDay);
  if (compared) return compared;
  return (ahead ? undefined : (readAll(plain, readDay) ?? readNamed(plain))) ?? manual;
}

function readShare(rest: string, compare: Comparator | undefined, readDay: ReadDay): Criterion | undefined {
  const [, percent, of, isDone] = shareForm.exec(rest) ?? [];
  const scope = of === undefined ? undefined : readScope(of, readDay);
  if (!scope || scope.of === 'blockers' || Number(percent) > 100) return undefined;
  const state = isDone ? 'done' : 'incomplete';
  return { is: 'share', compare: compare ?? '>=', percent: Number(percent), state, ...scope, of: scope.of };
}

function readCount(rest: string, compare: Comparator | undefined, readDay: ReadDay): Criterion | undefined {
  const [, count = '', of = ''] = openForm.exec(rest) ?? [];
  const scope = readScope(of, readDay);
  const speaksOfOpen = /\b(?:open|unresolved|incomplete|unfinished|remaining|left)\b/i.test(rest);
  if (!scope || !(speaksOfOpen || scope.of === 'blockers')) return undefined;
  const number = /^\d/.test(count) ? Number(count) : 0;
  return { is: 'count', compare: compare ?? '=', count: number, ...scope };
}

function readAll(plain: string, readDay: ReadDay): Criterion | undefined {
  const scope = readScope(allForm.exec(plain)?.[1] ?? '', readDay);
  if (!scope || scope.of === 'blockers') return undefined;
  return { is: 'share', compare: '>=', percent: 100, state: 'done', ...scope, of: scope.of };
}

function readNamed(plain: string): Criterion | undefined {
  const [, number, name] = milestoneForm.exec(plain) ?? [];
  if (number) return { is: 'milestone', milestone: Number(number) };
  if (name?.trim()) return { is: 'milestone', milestone: name.trim() };
  const [, quoted, bare] = metricForm.exec(plain) ?? [];
  const metric = (quoted ?? bare)?.trim();
  return metric ? { is: 'metric', name: metric } : undefined;
}

type Of = { of: 'items' | 'milestones' | 'blockers'; scope: Scope };

const list = 'p[0-3](?: ?(?:,|/|\\+|&|and) ?(?:and )?p[0-3]){0,3}';
const scopeForm = new RegExp(
  `^(?:(?:all|the|everything)(?: |$))*(?:(${list}) ?)?(items?|tasks?|work|milestones?|blockers?)?(?:(?:^| )(?:due )?(before|by|until) (.+))?$`,
  'i',
);

/** "p0", "P0 and P1 items", "all milestones before 12 Feb". */
function readScope(text: string, readDay: ReadDay): Of | undefined {
  const found = scopeForm.exec(text.trim());
  if (!found || text.trim() === '') return undefined;
  const [, which = '', noun = '', word, day] = found;
  const named = which.toLowerCase();
  const date = day === undefined ? undefined : readDay(day);
  if (day !== undefined && date === undefined) return undefined;
  const is = word?.toLowerCase() === 'before' ? 'before' : 'by';
  return {
    of: nouns(noun.toLowerCase()),
    scope: {
      priorities: priorities.filter((one: Priority) => named.includes(one)),
      day: date ? { is, date } : null,
    },
  };
}

function nouns(noun: string): Of['of'] {
  if (noun.startsWith('blocker')) return 'blockers';
  return noun.startsWith('milestone') ? 'milestones' : 'items';
}

const compares: Record<Comparator, string> = {
  '>=': 'at least',
  '>': 'more than',
  '<=': 'at most',
  '<': 'less than',
  '=': 'exactly',
};

/**
 * A criterion as it is understood: "at least 80% of p0 items done". What is read from it is the same
 * again. `inWords` words a day for people; without it the text is the same on any day.
 */
export function criterionText(criterion: Criterion, inWords?: (date: string) => string): string {
  switch (criterion.is) {
    case 'share':
      return shareText(criterion, inWords);
    case 'count': {
      const { compare, count, of, scope } = criterion;
      const what = scopeWords(scope, count === 1 ? of.slice(0, -1) : of, inWords);
      const how = compare === '=' && count === 0 ? 'no' : `${compares[compare]} ${count}`;
      return `${how} open ${what}`;
    }
    case 'milestone': {
      const { milestone } = criterion;
      return `milestone ${typeof milestone === 'number' ? milestone : `"${milestone}"`} done`;
    }
    case 'metric':
      return `metric "${criterion.name}" met`;
    case 'manual':
      return criterion.text;
    default:
      return criterion satisfies never;
  }
}

function shareText(
  { compare, percent, of, scope, state }: Criterion & { is: 'share' },
  inWords?: (date: string) => string,
): string {
  const what = scopeWords(scope, of, inWords);
  if (percent === 100 && compare === '>=' && state === 'done') return `all ${what} done`;
  const all = scope.priorities.length === 0 ? 'all ' : '';
  return `${compares[compare]} ${percent}% of ${all}${what} ${state}`;
}

/** The criteria of a line: parted by semicolons or new lines. */
export const readCriteria = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((one) => one.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
    .filter((one) => one !== '');
