import type { Change, Decision } from '../change.ts';
import { alterMilestone, type KnownUpdate, type MilestoneFacts } from '../facts.ts';
import { alreadyDone, type Outcome, ok, rule } from '../outcome.ts';
import type { Update } from '../plan/milestone.ts';
import { milestoneName } from '../plan/transitions.ts';
import type { Who } from '../project/access.ts';
import { isCoached } from '../project/policies.ts';
import { isOfCompany, requireImpartial } from './impartial.ts';

/** What a coach decides on a progress update that waits (APR-7). */
export type ReportVerdict =
  | { is: 'approved'; reason?: string | undefined }
  | { is: 'rejected'; reason: string };

type At = { now: string; newId: () => string };

/** Returns the update that still says something: one that waits, or a rejected one that nothing approved follows. */
export const openReport = (last: KnownUpdate | null, report: KnownUpdate | null): KnownUpdate | null =>
  report && (report.state === 'pending' || !last || last.at < report.at) ? report : null;

/** Whether an update counts at once: everywhere but in a coached company, where a coach's own does (APR-7). */
const countsAtOnce = (facts: MilestoneFacts, who: Who): boolean =>
  !isCoached(facts.project.kind) || (who.role === 'coach' && !isOfCompany(facts, who));

/**
 * Reports progress on a milestone that has started. In a coached company the update waits for a coach, and takes the
 * place of one that waits already (APR-7).
 */
export function reportProgress(
  facts: MilestoneFacts,
  who: Who,
  at: At,
  { percent, note }: { percent: number; note: string | undefined },
): Decision<MilestoneFacts> {
  const { milestone, project, report } = facts;
  const isCounted = countsAtOnce(facts, who);
  const row: Update = {
    id: at.newId(),
    projectId: project.id,
    milestoneId: milestone.id,
    percent,
    note: note ?? null,
    authorId: who.person.id,
    at: at.now,
    state: isCounted ? 'approved' : 'pending',
    decidedById: null,
    decidedAt: null,
    reason: null,
  };
  const known = { ...row, author: who.person.name };
  const replaced: Change[] =
    report?.state === 'pending' ? [{ alter: 'update', id: report.id, set: { state: 'replaced' } }] : [];
  const changes: Change[] = [{ add: 'update', row }, ...replaced];
  if (isCounted)
    return alterMilestone(
      facts,
      { type: 'progressed', note },
      { percent },
      { lastUpdate: known, report: null },
      changes,
    );
  const event = { type: 'update_reported', note, after: { reported: percent } } as const;
  return alterMilestone(facts, event, {}, { report: known }, changes);
}

/**
 * Decides on the update of a milestone that waits: once it is approved, its figures count (APR-7). The second coach
 * learns who was first.
 */
export function decideReport(
  facts: MilestoneFacts,
  who: Who,
  now: string,
  verdict: ReportVerdict,
): Outcome<Decision<MilestoneFacts>> {
  const { report } = facts;
  if (report?.state !== 'pending') return nothingWaits(facts);
  const impartial = requireImpartial(facts, who, [report.authorId]);
  if (!impartial.ok) return impartial;
  const reason = verdict.reason ?? null;
  const set = { state: verdict.is, decidedById: who.person.id, decidedAt: now, reason } as const;
  const decided = { ...report, ...set, decidedBy: who.person.name };
  const change: Change = { alter: 'update', id: report.id, set };
  const said = { note: verdict.reason, after: { reported: report.percent } };
  if (verdict.is === 'rejected')
    return ok(alterMilestone(facts, { type: 'update_rejected', ...said }, {}, { report: decided }, [change]));
  const event = { type: 'update_approved', ...said } as const;
  const next = { lastUpdate: decided, report: null };
  return ok(alterMilestone(facts, event, { percent: report.percent }, next, [change]));
}

function nothingWaits({ milestone, project, report, lastUpdate }: MilestoneFacts): Outcome<never> {
  const name = milestoneName(milestone);
  const decided = report ?? lastUpdate;
  if (decided?.decidedAt)
    return alreadyDone(
      `The update on ${name} was ${decided.state}`,
      decided.decidedBy ?? null,
      decided.decidedAt,
    );
  return isCoached(project.kind)
    ? rule(`No update on ${name} waits for a decision.`, 'See all that waits for you with “queue”.')
    : rule(`Updates of ${project.name} count at once: nobody approves them.`);
}
