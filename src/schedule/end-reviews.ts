import { randomUUID } from 'node:crypto';
import { bindActions, type Card } from '../../cards/model.ts';
import { silentlyAcceptedNews, workStoppedNews } from '../../cards/views/news.ts';
import type { Tx } from '../../db/database.ts';
import { systemActorId } from '../../db/queries/delivery/room-lost.ts';
import { lockProject } from '../../db/queries/plan/milestones.ts';
import { loadReview } from '../../db/queries/review/review.ts';
import { save } from '../../db/queries/save/save.ts';
import type { Save } from '../../db/queries/save/written.ts';
import { reviewsDue } from '../../db/queries/schedule/acceptance.ts';
import { enterWorkspace } from '../../db/tenant.ts';
import type { Decision } from '../domain/change.ts';
import { redrawScope, storedSides } from '../domain/events.ts';
import type { MilestoneFacts } from '../domain/facts.ts';
import { endBySilence } from '../domain/review/silence.ts';
import { askSatisfaction, milestonesToRate } from '../endings/ask-satisfaction.ts';
import { mayDeliver, settleDelivery } from '../endings/settle-delivery.ts';
import { causeOf } from '../ports/log.ts';
import type { PlanPorts } from './plan.ts';

const batchSize = 200;

/** A review whose window may have closed. */
type DueReview = Awaited<ReturnType<typeof reviewsDue>>[number];

/**
 * Ends the reviews whose window has closed without a decision (APR-5). May run in every replica, and late: each is
 * decided under the lock of its project, which every command takes, so that it ends once and never after a decision.
 */
export async function endReviews(
  ports: Pick<PlanPorts, 'db' | 'enqueueAll' | 'log'>,
  now: string,
): Promise<void> {
  const { db, log } = ports;
  for (const due of await reviewsDue(db, now, batchSize)) {
    try {
      await db.transaction((tx) => endReview(ports, tx, due, now));
    } catch (error) {
      log.error({ cause: causeOf(error), review: due.id }, 'review could not be ended');
    }
  }
}

async function endReview(
  { enqueueAll }: Pick<PlanPorts, 'enqueueAll'>,
  tx: Tx,
  { workspaceId, id, projectId }: DueReview,
  now: string,
): Promise<void> {
  await enterWorkspace(tx, workspaceId);
  await lockProject(tx, projectId);
  const facts = await loadReview(tx, id);
  const decision = facts && endBySilence(facts, now);
  if (!decision) return;
  const { rooms } = await save(tx, saveOf(decision, { workspaceId, projectId, now }));
  const by = { workspaceId, projectId, personId: systemActorId, platform: null, roomId: null, at: now };
  const toRate = milestonesToRate(decision.changes, facts.project);
  const asked = toRate.length > 0 ? await askSatisfaction(tx, by, toRate) : [];
  const told = mayDeliver(decision.changes, facts.project.status) ? await settleDelivery(tx, by) : [];
  await enqueueAll(
    tx,
    [...new Set([...rooms, ...asked, ...told])].map((roomId) => ({ workspaceId, roomId })),
  );
}

function saveOf(
  { events, changes, next }: Decision<MilestoneFacts>,
  { workspaceId, projectId, now }: { workspaceId: string; projectId: string; now: string },
): Save {
  const scope = redrawScope(events);
  const { milestone, review } = next;
  const isAccepted = review?.endedAs === 'accept';
  const told = newsOf(next);
  return {
    workspaceId,
    changes,
    activity: events.map((event) => ({
      ...storedSides(event),
      id: randomUUID(),
      type: event.type,
      projectId,
      milestoneId: event.milestoneId,
      personId: systemActorId,
      platform: null,
      roomId: null,
      at: now,
    })),
    fanOut: {
      projectId,
      at: now,
      milestoneIds: scope.milestoneIds,
      everything: scope.everything,
      posts: [],
      news: told ? [{ id: randomUUID(), card: bindActions(told, { project: projectId }) }] : [],
    },
    ...(isAccepted
      ? { request: { is: 'retrospective', projectId, milestoneId: milestone.id, at: now } }
      : {}),
  };
}

/** The message into the project's rooms; an escalation is told to people alone. */
function newsOf(facts: MilestoneFacts): Card | undefined {
  switch (facts.review?.endedAs) {
    case 'accept':
      return silentlyAcceptedNews(facts);
    case 'stop':
      return workStoppedNews(facts);
    default:
      return undefined;
  }
}
