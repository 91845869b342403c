import { type Priority, priorities } from '../plan/milestone.ts';
import { percentWords, typedPercent } from '../text/wording.ts';
import { isoDay } from '../time/dates.ts';
import { type Criterion, type Scope, scopeWords } from './criteria.ts';
import { type Comparator, leadingComparator } from './target.ts';

/** Reads a date as YYYY-MM-DD; undefined if the text is none. */
type ReadDay = (text: string) => string | undefined;

/** Longer criteria are manual. */
const maxCharacters = 300;

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
 * Reads a criterion as people write it: "80% of p0 done", "no open p0 blockers", "less than 3 open p1 items",
 * "metric "page load" met", "all milestones before 12 Feb done", "milestone 3 done". Anything else is manual;
 * nothing is guessed. Without a comparison a share means "at least" and a count means "exactly". `readDay`
 * reads typed dates; stored criteria have YYYY-MM-DD.
 */
export function readCriterion(text: string, readDay: ReadDay = isoDay): Criterion {
  const line = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const manual: Criterion = { is: 'manual', text: line };
  const plain = line.replace(/[.;,]+$/, '').replace(/^there (?:is|are) /i, '');
  if (plain.length > maxCharacters) return manual;
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

/** Reads "p0", "P0 and P1 items", "all milestones before 12 Feb". */
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
 * Formats a criterion: "at least 80% of p0 items done". `readCriterion` reads it back unchanged. `formatDay`
 * formats dates for people; without it the text does not depend on the day.
 */
export function criterionText(criterion: Criterion, formatDay?: (date: string) => string): string {
  switch (criterion.is) {
    case 'share':
      return shareText(criterion, formatDay);
    case 'count': {
      const { compare, count, of, scope } = criterion;
      const what = scopeWords(scope, count === 1 ? of.slice(0, -1) : of, formatDay);
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
  formatDay?: (date: string) => string,
): string {
  const what = scopeWords(scope, of, formatDay);
  if (percent === 100 && compare === '>=' && state === 'done') return `all ${what} done`;
  const all = scope.priorities.length === 0 ? 'all ' : '';
  return `${compares[compare]} ${formatDay ? percentWords(percent) : typedPercent(percent)} of ${all}${what} ${state}`;
}

/** Splits a text into criteria at semicolons and line breaks. */
export const readCriteria = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map((one) => one.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
    .filter((one) => one !== '');
