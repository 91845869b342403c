import type { Change } from '../change.ts';
import { type Outcome, ok, refuse, rule } from '../outcome.ts';
import type { Item, Milestone } from '../plan/milestone.ts';
import { milestoneName } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import { isCoached, type Policies } from '../project/policies.ts';
import type { Project } from '../project/project.ts';
import type { StageKey } from './stage.ts';

/** The stages of a company, as changes are checked against them. */
export type KeptStages = {
  stages: (Pick<Milestone, 'id' | 'number' | 'name' | 'outcome' | 'status'> & { stage: StageKey })[];
  /** The criteria of all stages. */
  criteria: Pick<Item, 'id' | 'milestoneId'>[];
  /** The names of its active coaches. */
  coaches: string[];
};

type By = Pick<Who, 'role' | 'person'> & { project: Project };

/** The fields of a stage's milestone that a member may change: they report on it, and never decide. */
const reported: readonly string[] = [
  'version',
  'nextItem',
  'percent',
  'submittedAt',
  'submittedById',
  'assigneeId',
] satisfies (keyof Milestone)[];

/** The policies that decide when a stage is achieved, and who says so. */
const deciding = [
  'approver',
  'evidenceRequired',
  'impartial',
  'approvals',
  'demoRequired',
  'acceptanceDays',
  'silence',
] as const satisfies (keyof Policies)[];

/** Whether changes may touch a stage or who decides about it, so that it is worth loading the stages. */
export const mayTouchStages = ({ kind }: Pick<Project, 'kind'>, changes: readonly Change[]): boolean =>
  isCoached(kind) && changes.some(isTouching);

function isTouching(change: Change): boolean {
  const written = writtenOf(change);
  return written.some(({ of, set }) =>
    of === 'milestone'
      ? Object.keys(set).some((field) => !reported.includes(field))
      : checked.includes(of) || isVerdict({ of, set }),
  );
}

const checked: readonly string[] = ['item', 'member', 'project', 'achievement'];

/** Whether a row says what was decided about a submission or a progress update (APR-7). */
const isVerdict = ({ of, set }: Pick<Written, 'of' | 'set'>) =>
  (of === 'review' && (set.outcome === 'approved' || set.outcome === 'returned')) ||
  isDecidedUpdate({ of, set });

const isDecidedUpdate = ({ of, set }: Pick<Written, 'of' | 'set'>) =>
  of === 'update' && (set.state === 'approved' || set.state === 'rejected');

/** One written row: its kind, its id, the fields that are set, and whether it is new or removed. */
type Written = { of: string; id: string; set: Record<string, unknown>; did: 'added' | 'altered' | 'removed' };

function writtenOf(change: Change): Written[] {
  if ('add' in change) return [{ of: change.add, id: change.row.id, set: { ...change.row }, did: 'added' }];
  if ('alter' in change) return [{ of: change.alter, id: change.id, set: { ...change.set }, did: 'altered' }];
  if ('remove' in change)
    return [{ of: change.remove, id: change.id, set: { removed: true }, did: 'removed' }];
  if ('addMany' in change)
    return change.rows.map((row) => ({ of: change.addMany, id: row.id, set: { ...row }, did: 'added' }));
  if ('alterMany' in change)
    return change.rows.map(({ id, ...set }) => ({
      of: change.alterMany,
      id,
      set: { ...set },
      did: 'altered',
    }));
  return [];
}

/**
 * Refuses changes that would decide about a stage by another way than a coach's decision, whatever command, press,
 * form, import or undo made them (STG-2): members report on a stage and add evidence, and nothing else.
 */
export function keepsStages(changes: readonly Change[], by: By, kept: KeptStages): Outcome<true> {
  const written = changes.flatMap(writtenOf);
  const isDecided = written.some(({ of, did }) => of === 'achievement' && did === 'added');
  const isCoach = by.role === 'coach';
  const onlyCoach = refuse({
    is: 'not_allowed',
    needs: ['coach'],
    has: by.role,
    holders: kept.coaches,
    command: 'stages',
  });
  if (isDecided && !isCoach) return onlyCoach;
  for (const row of written) {
    if (row.of === 'achievement' && row.did !== 'added') return onlyCoach;
    if (givesCoach(row) && !isCoach && !by.person.admin) return onlyCoach;
    if (row.of === 'project' && changesDeciding(row, by.project) && !isCoach && !by.person.admin)
      return onlyCoach;
    if (row.of === 'item' && isOfCriteria(row, kept) && !isCoach) return onlyCoach;
    if (decidesTask(row, by.project) && !isCoach) return onlyCoach;
    const stage = row.of === 'milestone' && kept.stages.find(({ id }) => id === row.id);
    if (!stage) continue;
    if (!isDecided && movesStage(stage, row)) return isCoach ? byDecision(stage) : onlyCoach;
    if (!isCoach && Object.keys(row.set).some((field) => !isReport(stage, field, row.set[field])))
      return onlyCoach;
  }
  return ok(true);
}

/** Whether a row decides on a progress update, or on a task where that is for the coach (APR-7). */
const decidesTask = (row: Written, { policies }: Project) =>
  isDecidedUpdate(row) ||
  (policies.approver === 'coach' &&
    (isVerdict(row) || (row.of === 'milestone' && row.set.status === 'done')));

const givesCoach = ({ of, set }: Written) => of === 'member' && set.role === 'coach';

/** Whether a project stops to be coached, or its policies about decisions change. */
function changesDeciding({ set }: Written, project: Project): boolean {
  if (set.kind !== undefined && set.kind !== project.kind) return true;
  const policies = set.policies as Policies | undefined;
  return policies !== undefined && deciding.some((name) => policies[name] !== project.policies[name]);
}

/** Whether a row is a criterion of a stage, or becomes one. */
const isOfCriteria = ({ id, set }: Written, { criteria, stages }: KeptStages) =>
  criteria.some((one) => one.id === id) ||
  (set.kind === 'criterion' && stages.some((stage) => stage.id === set.milestoneId));

/** Whether a stage is finished, reopened, started, moved to the next ones, dropped or removed. */
function movesStage({ status }: KeptStages['stages'][number], { set, did }: Written): boolean {
  if (did === 'removed' || set.droppedAt != null || set.doneAt !== undefined || set.doneById !== undefined)
    return true;
  return set.status !== undefined && set.status !== status && !isHeldUp(status, set.status);
}

/** Whether a change of status is that the work is held up or goes on. */
const isHeldUp = (was: unknown, is: unknown) =>
  (was === 'in_progress' && is === 'blocked') || (was === 'blocked' && is === 'in_progress');

const isReport = (stage: KeptStages['stages'][number], field: string, value: unknown) =>
  reported.includes(field) ||
  (field === 'status' && (value === stage.status || isHeldUp(stage.status, value)));

/** Refuses a coach who would move a stage without deciding about it, with the button that decides. */
function byDecision(stage: KeptStages['stages'][number]) {
  const isAchieved = stage.status === 'done';
  return rule(
    `${milestoneName(stage)} is a stage of the company: it starts, and is done, when a coach decides.`,
    isAchieved ? 'Take it back with “unachieve”.' : 'Decide about it with “achieve”.',
    {
      label: isAchieved ? 'Take back' : 'Achieve',
      command: isAchieved ? 'unachieve' : 'achieve',
      input: { stage: stage.stage },
    },
  );
}
