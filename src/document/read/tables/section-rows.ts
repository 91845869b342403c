import { type Draft, dateIn } from '../draft.ts';
import { wholeLiteral } from '../inline.ts';
import { peopleIn } from '../sections/decisions.ts';
import { levelOf } from '../sections/risks.ts';
import { cellTaker, type Row, textOf } from './cells.ts';

/** Reads a row of a table of metrics; false if it names none. `above`: the heading's checkpoint. */
export function metricRow(draft: Draft, above: string | null, line: number, row: Row): boolean {
  const { take, typed, first, withRest } = cellTaker(row);
  const name = take(/\b(?:metrics?|kpi|measure|indicator|name|what)\b/i) ?? first();
  const target = take(/\b(?:target|goal|threshold|success)\b/i) ?? first();
  const cell = typed(/\b(?:checkpoint|date|when|by|deadline|due)\b/i) ?? '';
  if (name === '') return false;
  const found = wholeLiteral(cell) === undefined ? dateIn(draft, line, textOf(cell)) : undefined;
  const checkpoint = found?.rest === '' ? found.due : textOf(cell) || above;
  draft.metrics.push({ name: withRest(name), target: target || null, checkpoint });
  return true;
}

/** Reads a row of a table of dependencies; false unless it names both milestones. */
export function linkRow(draft: Draft, row: Row): boolean {
  const { take, first } = cellTaker(row);
  const requires = take(/\b(?:requires?|depends on|needs|blocked by|after|prerequisites?)\b/i);
  const milestone = take(/\b(?:milestone|name|what|task|item)\b/i) ?? first();
  if (milestone === '' || requires === undefined || requires === '') return false;
  draft.dependencies.push({ milestone, requires });
  return true;
}

/** Reads a row of a table of risks; false if it names none. `above`: the heading's text and date. */
export function riskRow(
  draft: Draft,
  above: { level: string; checkpoint: string | null },
  line: number,
  row: Row,
): boolean {
  const { take, first, withRest } = cellTaker(row);
  const text = take(/^(?:risk|risks|description|issue|what|name)$|\brisk\b(?! level)/i) ?? first();
  const rating = take(/\b(?:level|severity|rating)\b/i) ?? take(/\b(?:impact|priority)\b/i) ?? '';
  const by = take(/\b(?:by|date|deadline|when|due|resolve)\b/i) ?? '';
  const owner = take(/\b(?:owner|responsible|assignee|dri)\b/i) ?? '';
  const status = take(/^(?:status|state)$/i) ?? '';
  const milestone = take(/^milestone$/i) ?? '';
  if (text === '') return false;
  const isLaunch = /^(?:before )?(?:the )?(?:launch|go-?live)(?: day| date)?$/i.test(by);
  const onLaunch = isLaunch ? draft.launch : null;
  const found = by === '' || onLaunch ? undefined : dateIn(draft, line, by);
  draft.risks.push({
    text: withRest(
      text,
      levelOf(rating) ? '' : rating,
      found?.rest === '' || onLaunch ? '' : by,
      /^open$/i.test(status) || status === '' ? '' : `Status: ${status}`,
    ),
    level: levelOf(rating) ?? levelOf(above.level),
    resolveBy: onLaunch ?? found?.due ?? above.checkpoint,
    owner: owner.replace(/^@/, '') || null,
    milestone: milestone || null,
  });
  return true;
}

/** Reads a row of a table of contingencies; false without a condition or an action. */
export function contingencyRow(draft: Draft, line: number, row: Row): boolean {
  const { typed, take, first, withRest } = cellTaker(row);
  const condition = typed(/\b(?:if|trigger|condition|when|scenario|risk|case)\b/i) ?? '';
  const when = wholeLiteral(condition) ?? (textOf(condition) || first()).replace(/^if\s+/i, '');
  const action = take(/\b(?:then|action|response|plan|contingency|fallback|mitigation)\b/i) ?? first();
  const on = take(/^(?:on|when|date|by|due|deadline|checkpoint)$/i);
  if (when === '' || action === '') return false;
  const found = dateIn(draft, line, on ?? when);
  draft.contingencies.push({ on: found?.due ?? null, when, action: withRest(action) });
  return true;
}

/** Reads a row of a table of decisions; false without a question. */
export function decisionRow(draft: Draft, line: number, row: Row): boolean {
  const { take, typed, first, withRest } = cellTaker(row);
  const on = take(/\b(?:date|when|by|deadline|day)\b|^on$/i) ?? '';
  const voters = take(/\b(?:owners?|voters?|makers?|who|approvers?|deciders?)\b/i) ?? '';
  const criteria = typed(/\b(?:criteria|conditions?|requirements?)\b/i) ?? '';
  const fallback = take(/\b(?:fall-?back|if no|otherwise|alternative|plan b)\b/i) ?? '';
  const question = take(/\b(?:decision|question|what|name)\b/i) ?? first();
  if (question === '') return false;
  const found = on === '' ? undefined : dateIn(draft, line, on);
  draft.decisions.push({
    question: withRest(question, found?.rest === '' ? '' : on),
    on: found?.due ?? null,
    criteria: criteriaIn(criteria),
    fallback: fallback || null,
    voters: peopleIn(voters),
  });
  return true;
}

/** Splits the criteria of a cell at bullets, semicolons and line breaks. */
const criteriaIn = (cell: string) =>
  wholeLiteral(cell) === undefined
    ? cell
        .split(/\s*(?:[;•]|<br\s*\/?>)\s*/)
        .map(textOf)
        .filter(Boolean)
    : [textOf(cell)];

const whenWords = /\b(?:when|schedule|date|timing|time|day)\b/i;

/** Reads a row of a table of communications; false without a subject or a rule. */
export function cadenceRow(draft: Draft, line: number, row: Row): boolean {
  const { typed, take, first, withRest } = cellTaker(row);
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
  const dated = found?.start === null ? `${found.due} ${found.rest}`.trim() : rule;
  draft.cadence.push({ what: withRest(what), rule: dated });
  return true;
}
