import { isClosed } from '../../../src/domain/endings/ending.ts';
import type { ProjectCardFacts, ProjectFacts } from '../../../src/domain/facts.ts';
import { healthOf, signalsOf } from '../../../src/domain/health/health.ts';
import { formatMoney } from '../../../src/domain/money/money.ts';
import { outline } from '../../../src/domain/plan/plan.ts';
import { projectProgress } from '../../../src/domain/plan/progress.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  callout,
  code,
  type Fact,
  heading,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { healthState, type State } from '../../states.ts';
import { closedBlocks, endState, openAction } from '../endings/closed.ts';
import { firstItems, firstNames } from '../first-items.ts';
import { stoppedBlocks } from '../money/stopped.ts';
import { goLiveWords, joined, kindWords, numberedName } from '../words.ts';
import { approvedBy, approverWords } from './approver.ts';
import { type Matters, mattersOf, milestoneItem } from './matters.ts';

const maxMatters = 5;
/** Of both lists together, as long as there is something next. */
const maxLines = 6;
const minNext = 2;

/** Draws a project's live card. `today` is YYYY-MM-DD in the project's zone. */
export const projectCard = (facts: ProjectCardFacts, at: { today: string }): Card => ({
  ...projectView(facts, at),
  ...projectActions(facts),
  of: { kind: 'project', id: facts.project.id },
});

/** Returns the content of a project's card. */
export function projectView(facts: ProjectCardFacts, { today }: { today: string }): CardBody {
  const { project } = facts;
  const state = standing(facts, today);
  const matters = mattersOf(facts, today);
  return {
    title: [plain(project.name)],
    ...(state && { state }),
    subtitle: [plain(joined([kindWords[project.kind], goLiveWords(facts, today)]))],
    blocks: [
      ...closedBlocks(project, true),
      ...(isClosed(project) ? [] : [...stoppedBlocks(facts, today), ...workStopped(facts)]),
      ...bar(facts, state),
      ...(isClosed(project)
        ? []
        : [...listOf('Needs attention', matters.items, maxMatters), ...next(facts, matters, today)]),
      ...factsOf(facts),
      text([plain(approvedBy(project.policies.approver, facts.approvers)), ...howToName(facts)], 'quiet'),
    ],
  };
}

/** "Work stopped: nobody decided on 2 · Beta in time."; empty where nothing stops it (APR-5). */
function workStopped({ undecided }: ProjectCardFacts): Block[] {
  if (undecided.length === 0) return [];
  const names = firstNames(undecided.map(numberedName), maxStopping);
  return [callout('overdue', [strong('Work stopped: '), plain(`nobody decided on ${names} in time.`)])];
}

const maxStopping = 3;

/** Returns the health, or that all is done; undefined before the first milestone, where there is nothing to judge. */
function standing(facts: ProjectFacts, today: string): State | undefined {
  const ended = endState(facts.project);
  if (ended) return ended;
  const { severity } = healthOf(signalsOf(facts, today));
  if (facts.milestones.length === 0) return severity === 0 ? undefined : healthState(severity);
  const isDone = severity === 0 && facts.milestones.every(({ status }) => status === 'done');
  return isDone ? 'done' : healthState(severity);
}

/**
 * Returns the actions of a project's card: what the project still lacks comes first, and every step of its first
 * hour is on it.
 */
export function projectActions(facts: ProjectCardFacts): CardActions {
  const { project, milestones } = facts;
  const open = openAction(project);
  if (open) return { actions: [open], more: [historyAction, help] };
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
  lacksApprover(facts)
    ? [plain('. Name one: '), code(`role @name ${approverWords[facts.project.policies.approver]}`)]
    : [];

const lacksApprover = ({ project: { policies }, approvers }: ProjectCardFacts): boolean =>
  policies.approver !== 'nobody' && approvers.length === 0;

const historyAction: Action = { label: 'History', command: 'history', input: {} };
const help: Action = { label: 'Help', command: 'help', input: {} };

function bar({ milestones }: ProjectFacts, state: State | undefined): Block[] {
  if (milestones.length === 0)
    return [text([plain('No milestones yet. Add the first one: '), code('new "Sign-in works" due friday')])];
  const percent = projectProgress(milestones);
  const done = milestones.filter((milestone) => milestone.status === 'done').length;
  return [
    {
      is: 'progress',
      percent,
      label: joined([percentWords(percent), `${done} of ${plural(milestones.length, 'milestone')} done`]),
      ...(state && { state }),
    },
  ];
}

function factsOf({ project }: ProjectFacts): Block[] {
  const facts: Fact[] = [];
  const add = (label: string, value: string) => facts.push({ label, value: [plain(value)] });
  if (project.price !== null && project.currency) {
    add('Price', formatMoney({ minor: project.price, currency: project.currency }));
  }
  if (project.policies.moneyOn) add('Plan', project.status === 'lost' ? 'closed as lost' : project.status);
  return facts.length > 0 ? [{ is: 'facts', facts }] : [];
}

/** Lists the other open milestones by due date; those without one in the order of the plan. */
function next(facts: ProjectFacts, matters: Matters, today: string): Block[] {
  const open = facts.milestones.filter(({ status }) => status !== 'done');
  const left = outline(open)
    .map(({ node }) => node)
    .filter(({ id }) => !matters.milestones.has(id))
    .toSorted((a, b) => (a.dueDate ?? undated).localeCompare(b.dueDate ?? undated));
  const max = Math.max(minNext, maxLines - Math.min(maxMatters, matters.items.length));
  return listOf(
    'Next',
    left.map((one) => milestoneItem(one, facts, today)),
    max,
  );
}

const undated = '9999';

const listOf = (words: string, items: Item[], max: number): Block[] =>
  items.length === 0
    ? []
    : [heading(words), { is: 'list', items: firstItems(items, max, '; List shows them') }];
