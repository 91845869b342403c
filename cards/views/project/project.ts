import type { ProjectCardFacts, ProjectFacts } from '../../../src/domain/facts.ts';
import { healthOf, signalsOf } from '../../../src/domain/health/health.ts';
import { isToDecide } from '../../../src/domain/launch/decision-point.ts';
import { formatMoney } from '../../../src/domain/money/money.ts';
import { outline } from '../../../src/domain/plan/plan.ts';
import { projectProgress } from '../../../src/domain/plan/progress.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  code,
  type Fact,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { firstItems, firstNames } from '../first-items.ts';
import { healthBlocks } from '../health/health.ts';
import { openDecisionSpans } from '../launch/decision.ts';
import { dueWords, goLiveWords, joined, kindWords, numberedName, stateOf } from '../words.ts';
import { approvedBy, approverWords } from './approver.ts';

const maxMilestones = 5;
const minNext = 2;
const maxReasons = 3;
const maxWaiting = 3;

/** Draws a project's live card. `today` is YYYY-MM-DD in the project's zone. */
export const projectCard = (facts: ProjectCardFacts, at: { today: string }): Card => ({
  ...projectView(facts, at),
  ...projectActions(facts),
});

/** Returns the content of a project's card. */
export function projectView(facts: ProjectCardFacts, { today }: { today: string }): CardBody {
  const { project } = facts;
  return {
    title: [strong(project.name), plain(`, ${joined([kindWords[project.kind], goLiveWords(facts, today)])}`)],
    blocks: [
      ...bar(facts),
      ...healthOfPlan(facts, today),
      ...overdueLines(facts, today),
      ...waiting(facts),
      ...toDecide(facts, today),
      ...factsOf(facts),
      ...next(facts, today),
      text([plain(approvedBy(project.policies.approver, facts.approvers)), ...howToName(facts)], 'quiet'),
    ],
  };
}

/**
 * Returns the actions of a project's card: what the project still lacks comes first, and every step of its first
 * hour is on it.
 */
export function projectActions(facts: ProjectCardFacts): CardActions {
  const { project, milestones } = facts;
  const { approver } = project.policies;
  const isMissing = lacksApprover(facts);
  const role: Action = isMissing
    ? { label: `Choose the ${approverWords[approver]}`, command: 'role', input: { role: approver } }
    : { label: 'Give a role', command: 'role', input: {} };
  const link: Action = { label: 'Link a channel', command: 'link', input: {} };
  const list: Action = { label: 'List', command: 'list', input: {} };
  const digest: Action = { label: 'Weekly digest', command: 'digest', input: { when: 'weekly' } };
  const edit: Action = {
    label: 'Edit project',
    command: 'edit-project',
    input: {},
    version: project.version,
  };
  const start: Action = { label: 'New milestone', command: 'new', input: {}, style: 'primary' };
  if (milestones.length === 0) return { actions: [start, link, role], more: [edit, digest, help] };
  const health: Action = { label: 'Health', command: 'health', input: {} };
  return isMissing
    ? { actions: [start, role, health], more: [edit, list, link, digest] }
    : { actions: [start, list, health], more: [edit, link, role, digest] };
}

/** Says how somebody becomes the approver, where there is nobody. */
const howToName = (facts: ProjectCardFacts): Span[] =>
  lacksApprover(facts) ? [plain('. Name one: '), code(`role @name ${facts.project.policies.approver}`)] : [];

const lacksApprover = ({ project: { policies }, approvers }: ProjectCardFacts): boolean =>
  policies.approver !== 'nobody' && approvers.length === 0;

const help: Action = { label: 'Help', command: 'help', input: {} };

function bar({ milestones }: ProjectFacts): Block[] {
  if (milestones.length === 0)
    return [text([plain('No milestones yet. Add the first one: '), code('new "Sign-in works" due friday')])];
  const percent = projectProgress(milestones);
  const done = milestones.filter((milestone) => milestone.status === 'done').length;
  return [
    {
      is: 'progress',
      percent,
      label: `${percent}%, ${done} of ${plural(milestones.length, 'milestone')} done`,
    },
  ];
}

/** Shows health and its reasons; nothing when all milestones are done and all is well. */
function healthOfPlan(facts: ProjectFacts, today: string): Block[] {
  const health = healthOf(signalsOf(facts, today));
  const open = facts.milestones.some(({ status }) => status !== 'done');
  return open || health.severity > 0 ? healthBlocks(health, maxReasons) : [];
}

/** Names milestones that wait for approval. */
function waiting({ milestones }: ProjectFacts): Block[] {
  const submitted = milestones.filter(({ submittedAt }) => submittedAt);
  if (submitted.length === 0) return [];
  return [text(`Waiting for approval: ${firstNames(submitted.map(numberedName), maxWaiting)}`, 'alert')];
}

/** Names decisions due within a week or overdue (LCH-4). */
function toDecide({ project, decisions }: ProjectFacts, today: string): Block[] {
  const near = decisions.filter((decision) => isToDecide(decision, today));
  const rest = near.length - maxWaiting;
  const tone = (on: string | null) => (on !== null && on <= today ? 'alert' : 'normal');
  return [
    ...near
      .slice(0, maxWaiting)
      .map((decision) =>
        text([plain('To decide: '), ...openDecisionSpans(decision, today, project)], tone(decision.on)),
      ),
    ...(rest > 0 ? [text(`and ${plural(rest, 'decision')} more`, 'quiet')] : []),
  ];
}

function factsOf({ project }: ProjectFacts): Block[] {
  const facts: Fact[] = [];
  const add = (label: string, value: string) => facts.push({ label, value: [plain(value)] });
  if (project.price !== null && project.currency) {
    add('Price', formatMoney({ minor: project.price, currency: project.currency }));
  }
  if (project.policies.moneyOn) add('Plan', project.status === 'active' ? 'active' : 'draft');
  return facts.length > 0 ? [{ is: 'facts', facts }] : [];
}

type Line = ProjectFacts['milestones'][number];

/** Submitted ones have their own line. */
const isOpen = ({ status, submittedAt }: Line) => status !== 'done' && submittedAt === null;
const isLate = ({ dueDate }: Line, today: string) => dueDate !== null && dueDate < today;

/** Lists overdue milestones, the longest first. */
function overdueLines({ project, milestones }: ProjectFacts, today: string): Block[] {
  const late = milestones.filter((one) => isOpen(one) && isLate(one, today));
  return listOf('Overdue', late, maxMilestones, today, project);
}

/** Lists the other open milestones by due date; those without one in the order of the plan. */
function next({ project, milestones }: ProjectFacts, today: string): Block[] {
  const open = outline(milestones.filter(isOpen)).map(({ node }) => node);
  const left = open.filter((one) => !isLate(one, today));
  const max = Math.max(minNext, maxMilestones - (open.length - left.length));
  return listOf('Next', left, max, today, project);
}

function listOf(
  heading: string,
  lines: readonly Line[],
  max: number,
  today: string,
  project: ProjectFacts['project'],
): Block[] {
  if (lines.length === 0) return [];
  const items = lines.toSorted(byDate).map(
    (milestone): Item => ({
      spans: [
        strong(numberedName(milestone)),
        plain(`, ${joined([stateOf(milestone), dueWords(milestone, today, project)])}`),
      ],
    }),
  );
  return [text([strong(heading)]), { is: 'list', items: firstItems(items, max, '; List shows them') }];
}

/** Undated ones last. */
const byDate = (a: Line, b: Line) => (a.dueDate ?? '9999').localeCompare(b.dueDate ?? '9999');
