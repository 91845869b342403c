import type { ProjectFacts } from '../../../src/domain/facts.ts';
import { type Blocker, blockerKey } from '../../../src/domain/health/blocker.ts';
import { isToDecide } from '../../../src/domain/launch/decision-point.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Item, plain, type Span, strong } from '../../model.ts';
import { milestoneState } from '../../states.ts';
import { item } from '../first-items.ts';
import { otherReasons } from '../health/other-reasons.ts';
import { openDecisionSpans } from '../launch/decision.ts';
import { delays, dueWords, joined, numberedName, stateOf } from '../words.ts';

const maxCharacters = 120;

type Line = ProjectFacts['milestones'][number];

/** What needs attention, and the milestones that are mentioned there. */
export type Matters = { items: Item[]; milestones: ReadonlySet<string> };

/**
 * Returns what needs attention in a project, the most urgent first, each thing once: what is overdue, blocked,
 * at risk, to decide or waiting. `today` is YYYY-MM-DD in the project's zone.
 */
export function mattersOf(facts: ProjectFacts, today: string): Matters {
  const open = facts.milestones.filter(({ status }) => status !== 'done').toSorted(byDate);
  const blocked = new Set(facts.blockers.map(({ milestoneId }) => milestoneId));
  const late = open.filter(({ dueDate }) => dueDate !== null && dueDate < today);
  const rest = open.filter((one) => !late.includes(one));
  const held = rest.filter(({ id, status }) => status === 'blocked' || blocked.has(id));
  const waiting = rest.filter((one) => one.submittedAt !== null && !held.includes(one));
  const line = (one: Line) => milestoneItem(one, facts, today);
  const { serious, lesser } = otherReasons(facts, today);
  return {
    items: [
      ...serious.map(reasonItem),
      ...late.map(line),
      ...held.map(line),
      ...facts.blockers.filter(isOfProject(facts)).map(blockerItem),
      ...lesser.map(reasonItem),
      ...facts.decisions
        .filter((one) => isToDecide(one, today))
        .map((one) => ({ spans: [plain('To decide: '), ...openDecisionSpans(one, today, facts.project)] })),
      ...waiting.map(line),
    ],
    milestones: new Set([...late, ...held, ...waiting].map(({ id }) => id)),
  };
}

/** "2 · Build, blocked, due Thu 3 Dec, 4 days overdue: waiting for the API key (B4)". */
export function milestoneItem(milestone: Line, facts: ProjectFacts, today: string): Item {
  const words = joined([
    stateOf(milestone),
    dueWords(milestone, today, facts.project),
    milestone.priority === 'p0' && 'P0',
    delays(milestone, today) && 'delays the go-live',
  ]);
  const [blocker, ...more] = facts.blockers.filter(({ milestoneId }) => milestoneId === milestone.id);
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  const to = milestone.status === 'blocked' ? ': ' : ', blocker: ';
  const why: Span[] = blocker ? [plain(`${to}${blockerWords(blocker)}${others}`)] : [];
  return {
    state: milestoneState(milestone, today),
    spans: [strong(numberedName(milestone)), plain(`, ${words}`), ...why],
  };
}

const blockerWords = (blocker: Blocker) => `${excerpt(blocker.text, maxCharacters)} (${blockerKey(blocker)})`;

const blockerItem = (blocker: Blocker): Item => ({
  state: 'blocked',
  spans: [strong('Blocker'), plain(`: ${blockerWords(blocker)}`)],
});

/** Whether a blocker is of no milestone in the plan. */
const isOfProject =
  ({ milestones }: ProjectFacts) =>
  ({ milestoneId }: Blocker): boolean =>
    milestoneId === null || !milestones.some(({ id, status }) => id === milestoneId && status !== 'done');

const reasonItem = (reason: string): Item => item(excerpt(reason, maxCharacters));

/** Undated ones last. */
const byDate = (a: Line, b: Line) => (a.dueDate ?? '9999').localeCompare(b.dueDate ?? '9999');
