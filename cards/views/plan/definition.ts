import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { riskKey } from '../../../src/domain/health/risk.ts';
import { lengthInDays, type PlanGap, planGaps } from '../../../src/domain/plan/definition.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { isWorkingDay } from '../../../src/domain/time/calendar.ts';
import { formatDate, plural, workingDays } from '../../../src/domain/time/dates.ts';
import { type Block, code, heading, plain, type Span, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { mitigatedBy } from '../health/risks.ts';
import { joined } from '../words.ts';

const maxRisks = 3;
const maxTextCharacters = 150;

/** "Takes 10 working days, Mon 7 Dec to Fri 18 Dec."; empty without both dates and once it is done. */
export function durationLine({ milestone, project }: MilestoneFacts, today: string): Block[] {
  const { startDate, dueDate, status } = milestone;
  if (startDate === null || dueDate === null || status === 'done') return [];
  const first = isWorkingDay(startDate, project) ? 1 : 0;
  const days = workingDays(startDate, dueDate, project.holidays) + first;
  const dates = `${formatDate(startDate, today)} to ${formatDate(dueDate, today)}`;
  return [text(`Takes ${plural(days, 'working day')}, ${dates}.`, 'quiet')];
}

/** Warns where the plan lacks what a policy wants, and names the policy. */
export const gapLines = (facts: MilestoneFacts): Block[] =>
  planGaps(facts).map((gap) => text(gapSpans(gap), 'alert'));

function gapSpans(gap: PlanGap): Span[] {
  if (gap.is === 'no_deliverable')
    return [plain('No deliverable yet. The policy '), code('deliverables:yes'), plain(' wants one.')];
  return [
    plain(`Takes ${plural(gap.days, 'day')}, longer than the policy `),
    code(`longest:${gap.max}d`),
    plain(' allows. Split it in two.'),
  ];
}

/** "It takes 42 days, longer than the policy longest:28d allows."; empty where it is short enough. */
export function lengthWarning(facts: MilestoneFacts): string {
  const long = planGaps(facts).find(({ is }) => is === 'too_long');
  return long === undefined
    ? ''
    : ` It takes ${plural(lengthInDays(facts.milestone) ?? 0, 'day')}, longer than the policy longest:${facts.project.policies.maxDays}d allows.`;
}

/** Returns the open risks of a milestone with what makes each smaller; empty without any and once it is done. */
export function riskList({ milestone, risks }: MilestoneFacts): Block[] {
  if (risks.length === 0 || milestone.status === 'done') return [];
  const lines = risks.map(({ number, text: what, level, mitigation }) =>
    item(
      joined([`${riskKey({ number })} ${excerpt(what, maxTextCharacters)}`, level, mitigatedBy(mitigation)]),
    ),
  );
  return [heading('Risks'), { is: 'list', items: firstItems(lines, maxRisks) }];
}
