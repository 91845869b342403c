import type { Change, Decision } from '../change.ts';
import type { Event } from '../events.ts';
import { clearanceChanges } from '../health/blocking.ts';
import { alreadyDone, invalid, type Outcome, ok, rule } from '../outcome.ts';
import type { Evidence, Milestone } from '../plan/milestone.ts';
import { milestoneName } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import { isCoached } from '../project/policies.ts';
import { excerpt } from '../text/cut.ts';
import type { Achievement, CountedEvidence } from './achievement.ts';
import {
  type Company,
  countedFor,
  type NamedAchievement,
  type Stage,
  type StageStanding,
  standingsOf,
  uncoveredBy,
} from './company.ts';
import type { StageKey } from './stage.ts';

/** What a coach wants to decide about a stage. */
export type StageRequest = { stage: StageKey; achieved: boolean; reason: string | undefined };

/** Who decides, when and from where. */
type By = { who: Who; now: string; today: string; newId: () => string };

/** Returns the stage that is meant, where the project has stages. */
export function findStage(company: Company, key: StageKey): Outcome<StageStanding> {
  const has = requireStages(company);
  if (!has.ok) return has;
  const found = standingsOf(company).find(({ stage }) => stage.stage === key);
  return found ? ok(found) : rule(`${company.project.name} does not have this stage.`, 'Type “stages”.');
}

/** Refuses a project without stages. */
export function requireStages({ stages, project }: Company): Outcome<true> {
  if (stages.length > 0) return ok(true);
  return isCoached(project.kind)
    ? rule(`${project.name} has no stages yet.`, 'A coach adds them with “blueprint apply market-stages”.', {
        label: 'Add the stages',
        command: 'blueprint-apply',
        input: { blueprint: 'market-stages' },
      })
    : rule(
        `${project.name} has no stages: it is no company that is coached.`,
        'A coach starts one in its channel with “project "Acme" kind:stages”.',
      );
}

/** Checks that a stage can be achieved, or taken back, by this coach now; `counted` is the evidence that speaks for it. */
export function requireDecidable(
  company: Company,
  request: StageRequest,
  personId: string,
): Outcome<{ standing: StageStanding; counted: Evidence[] }> {
  const found = findStage(company, request.stage);
  if (!found.ok) return found;
  const standing = found.value;
  const isAchieved = standing.state.is === 'achieved';
  if (isAchieved === request.achieved) return repeated(standing, request);
  const counted = countedFor(company, standing.stage, personId);
  if (!request.achieved) return ok({ standing, counted });
  const enough = enoughEvidence(company, standing, counted);
  if (!enough.ok) return enough;
  const skipped = skippedBy(company, request.stage);
  if (skipped.length > 0 && !request.reason)
    return invalid(
      'achieve',
      'reason',
      `${skipped.map((one) => milestoneName(one.stage)).join(' and ')} ${skipped.length === 1 ? 'is' : 'are'} not achieved yet. To achieve ${milestoneName(standing.stage)} first, give a reason.`,
    );
  return ok({ standing, counted });
}

/** Returns the earlier stages that are not achieved. */
export function skippedBy(company: Company, key: StageKey): StageStanding[] {
  const standings = standingsOf(company);
  const at = standings.findIndex(({ stage }) => stage.stage === key);
  return standings.slice(0, at).filter(({ state }) => state.is !== 'achieved');
}

function repeated({ stage, last }: StageStanding, { achieved }: StageRequest) {
  const name = milestoneName(stage);
  if (last && last.achieved === achieved)
    return alreadyDone(`${name} was ${achieved ? 'achieved' : 'taken back'}`, last.by, last.at);
  return rule(`${name} is not achieved, so there is nothing to take back.`, 'See the stages with “stages”.');
}

/** Refuses while a criterion that is not met has no evidence, naming each (APR-4). */
function enoughEvidence(company: Company, standing: StageStanding, counted: Evidence[]): Outcome<true> {
  if (!company.project.policies.evidenceRequired) return ok(true);
  const { number } = standing.stage;
  const add = { label: 'Add evidence', command: 'evidence', input: { milestone: String(number) } };
  const missing = uncoveredBy(standing, counted);
  const names = missing.map((item) => `${number}.${item.number} ${item.text}`).join('; ');
  const own = uncoveredBy(standing, standing.stage.evidence).length < missing.length;
  if (own)
    return rule(
      `You belong to ${company.project.name}, so you cannot decide on your own evidence. Without it, these criteria have none: ${names}.`,
      'Another coach can decide, or somebody else adds evidence. The policy is “impartial”.',
      add,
    );
  if (missing.length > 0)
    return rule(
      `${milestoneName(standing.stage)} needs evidence for each criterion that is not met: ${names}.`,
      `Add it with “evidence ${number} link https://… for:${number}.${missing[0]?.number ?? 1}”.`,
      add,
    );
  return ok(true);
}

/** What was decided about a stage, for the answer and the news. */
export type StageDecision = {
  decision: NamedAchievement;
  standing: StageStanding;
  /** The stage that becomes the current one by it; null where none does. */
  started: Stage | null;
  /** Earlier stages that are not achieved. */
  skipped: Stage[];
};

/**
 * Decides about a stage (STG-2): adds the record, and moves the milestones of all stages to where they stand after
 * it. The next stage starts today.
 */
export function decideStage(
  company: Company,
  request: StageRequest,
  by: By,
): Outcome<Decision<{ company: Company; decided: StageDecision }>> {
  const allowed = requireDecidable(company, request, by.who.person.id);
  if (!allowed.ok) return allowed;
  const { standing, counted } = allowed.value;
  const decision = recordOf(standing.stage, counted, request, by);
  const decided = [...company.decided, { ...decision, by: by.who.person.name }];
  const was = standingsOf(company);
  const states = standingsOf({ ...company, decided });
  const stages = states.map(({ stage, state }) => ({ ...stage, ...moved(stage, state.is, by) }));
  const changed = stages.filter((stage) => stage.version !== versionOf(company, stage.id));
  const started = states.find(({ state, stage }) => isStarted(state.is, was, stage)) ?? null;
  const events: Event[] = [
    {
      type: request.achieved ? 'stage_achieved' : 'stage_unachieved',
      milestoneId: standing.stage.id,
      fields: fieldsOf(standing.stage, stages),
      note: request.reason,
      after: { what: standing.stage.name, ...countedTitles(counted) },
    },
    ...(started && started.stage.id !== standing.stage.id
      ? [{ type: 'started' as const, milestoneId: started.stage.id, fields: fieldsOf(started.stage, stages) }]
      : []),
  ];
  const next = { ...company, decided, stages };
  return ok({
    changes: [
      { add: 'achievement', row: decision },
      ...changed.map((stage): Change => ({ alter: 'milestone', id: stage.id, set: setOf(company, stage) })),
      ...(request.achieved ? endings(standing.stage, by, request.reason) : []),
    ],
    events,
    next: {
      company: next,
      decided: {
        decision: { ...decision, by: by.who.person.name },
        standing: standingsOf(next).find(({ stage }) => stage.id === standing.stage.id) ?? standing,
        started: (started && stageIn(stages, started.stage.id)) ?? null,
        skipped: skippedBy(company, request.stage).map(({ stage }) => stage),
      },
    },
  });
}

const maxCountedTitles = 5;

/** Returns the titles of the evidence of a decision for the history; its record has all of it. */
function countedTitles(counted: readonly Evidence[]): { evidence?: string } {
  if (counted.length === 0) return {};
  const rest = counted.length - maxCountedTitles;
  const titles = counted.slice(0, maxCountedTitles).map(({ title }) => excerpt(title, 60));
  return { evidence: [...titles, ...(rest > 0 ? [`${rest} more`] : [])].join('; ') };
}

const isStarted = (is: string, was: readonly StageStanding[], stage: Stage) =>
  is === 'current' && was.find((one) => one.stage.id === stage.id)?.state.is !== 'current';

function recordOf(
  stage: Stage,
  counted: readonly Evidence[],
  { achieved, reason }: StageRequest,
  { who, now, newId }: By,
): Achievement {
  return {
    id: newId(),
    projectId: stage.projectId,
    milestoneId: stage.id,
    stage: stage.stage,
    achieved,
    reason: reason ?? null,
    evidence: counted.map(
      ({ id, itemId, kind, title, url, value, target, addedById }): CountedEvidence => ({
        id,
        itemId,
        kind,
        title,
        url,
        value,
        target,
        addedById,
      }),
    ),
    byId: who.person.id,
    platform: who.platform,
    roomId: who.room?.id ?? null,
    at: now,
  };
}

/** Returns the fields of a stage's milestone that change, with its next version; none where it stays. */
function moved(
  stage: Stage,
  is: 'achieved' | 'current' | 'next',
  { who, now, today }: By,
): Partial<Omit<Milestone, 'stage'>> {
  const open = { doneAt: null, doneById: null } as const;
  const version = stage.version + 1;
  if (is === 'achieved') {
    if (stage.status === 'done') return {};
    const over = { submittedAt: null, submittedById: null };
    return { ...over, status: 'done', doneAt: now, doneById: who.person.id, version };
  }
  if (is === 'current')
    return stage.status === 'upcoming' || stage.status === 'done'
      ? { ...open, status: 'in_progress', startDate: today, version }
      : {};
  return stage.status === 'in_progress' || stage.status === 'done'
    ? { ...open, status: 'upcoming', startDate: null, version }
    : {};
}

const tracked = ['status', 'startDate', 'doneAt', 'doneById', 'submittedAt', 'submittedById'] as const;

const stageIn = (stages: readonly Stage[], id: string) => stages.find((stage) => stage.id === id);
const versionOf = ({ stages }: Company, id: string) => stageIn(stages, id)?.version;

/** Returns the changed fields of a milestone, with its version. */
function setOf({ stages }: Company, stage: Stage): Partial<Milestone> {
  const was = stageIn(stages, stage.id);
  const changed = tracked.filter((field) => was?.[field] !== stage[field]);
  return { ...Object.fromEntries(changed.map((field) => [field, stage[field]])), version: stage.version };
}

/** Returns what changed of a milestone, as its event carries it. */
function fieldsOf(was: Stage, stages: readonly Stage[]) {
  const is = stageIn(stages, was.id) ?? was;
  const changed = (['status', 'startDate'] as const).filter((field) => was[field] !== is[field]);
  const pick = (of: Stage) => Object.fromEntries(changed.map((field) => [field, of[field]]));
  return { was: pick(was), is: pick(is) };
}

/** Returns the changes that end an open submission and open blockers of a stage that is achieved. */
function endings(stage: Stage, { who, now }: By, reason: string | undefined): Change[] {
  const by = { decidedById: who.person.id, decidedAt: now };
  const review: Change[] = stage.openReviewId
    ? [
        {
          alter: 'review',
          id: stage.openReviewId,
          set: { ...by, outcome: 'approved', note: reason ?? null, clockAt: null },
        },
      ]
    : [];
  return [...review, ...clearanceChanges(stage.blockers, { clearedById: who.person.id, clearedAt: now })];
}

/** Raised by every change of a company's stages, so that a press on an outdated card is found (LIVE-3). */
export const companyVersion = ({ stages, decided }: Company): number =>
  stages.reduce((sum, { version }) => sum + version, decided.length);
