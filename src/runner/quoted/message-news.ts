import { v7 } from 'uuid';
import type { Tx } from '../../../db/database.ts';
import { systemActorId } from '../../../db/queries/delivery/room-lost.ts';
import { loadMilestone } from '../../../db/queries/plan/milestone-facts.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { milestonesQuoting, projectsQuoting } from '../../../db/queries/review/quotes.ts';
import { save } from '../../../db/queries/save/save.ts';
import type { Save } from '../../../db/queries/save/written.ts';
import { enterWorkspace } from '../../../db/tenant.ts';
import type { Decision } from '../../domain/change.ts';
import { redrawScope, storedSides } from '../../domain/events.ts';
import { followMessage } from '../../domain/review/follow-quote.ts';
import { type QuoteReport, quoteKey } from '../../domain/review/quote.ts';
import type { MessageNews, MessageNewsHandler } from '../../ports/intent.ts';
import { type TransactPorts, transact } from '../limits/transact.ts';
import { digestOf } from './quoted.ts';

/** What handling news of messages needs. */
export type NewsPorts = TransactPorts & { now: () => { epochMilliseconds: number } };

/** Flags evidence whose message was edited or deleted on its platform (APR-3). */
export function createMessageNewsHandler(ports: NewsPorts): MessageNewsHandler {
  return async (news) => {
    const { platform, tenant, channel } = news.room;
    const key = quoteKey({ platform, tenant, channel, messageId: news.messageId });
    for (const { workspaceId, projectId } of await projectsQuoting(ports.db, key)) {
      await transact(ports, async (tx, enqueue) => {
        await enterWorkspace(tx, workspaceId);
        await lockProject(tx, projectId);
        const at = new Date(ports.now().epochMilliseconds).toISOString();
        const rooms = await follow(tx, { workspaceId, projectId, key, report: reportOf(news), at });
        if (rooms.length > 0) await enqueue(tx, workspaceId, rooms);
      });
    }
  };
}

const reportOf = (news: MessageNews): QuoteReport =>
  news.is === 'deleted'
    ? { is: 'deleted', at: news.at }
    : { is: 'edited', at: news.at, digest: digestOf(news) };

type Followed = { workspaceId: string; projectId: string; key: string; report: QuoteReport; at: string };

/** Flags the evidence of each milestone that quotes a message; returns the rooms with something to send. */
async function follow(tx: Tx, { key, report, ...of }: Followed): Promise<string[]> {
  const woken = new Set<string>();
  for (const id of await milestonesQuoting(tx, of.projectId, key)) {
    const facts = await loadMilestone(tx, id);
    const decision = facts && followMessage(facts, key, report);
    if (!decision) continue;
    const { rooms } = await save(tx, saveOf(decision, of));
    for (const room of rooms) woken.add(room);
  }
  return [...woken];
}

function saveOf(
  { events, changes }: Decision,
  { workspaceId, projectId, at }: Pick<Followed, 'workspaceId' | 'projectId' | 'at'>,
): Save {
  const scope = redrawScope(events);
  return {
    workspaceId,
    changes,
    activity: events.map((event) => ({
      ...storedSides(event),
      id: v7(),
      type: event.type,
      projectId,
      milestoneId: event.milestoneId,
      personId: systemActorId,
      platform: null,
      roomId: null,
      at,
    })),
    fanOut: {
      projectId,
      at,
      milestoneIds: scope.milestoneIds,
      everything: scope.everything,
      posts: [],
      news: [],
    },
  };
}
