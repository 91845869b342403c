import { noResponseCard, unansweredCard } from '../../../cards/views/thread/silence.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import { type SilentMessage, silenceClock } from '../../../db/queries/schedule/silence.ts';
import type { Send } from '../../../db/queries/schedule/write.ts';
import { findOutreach } from '../../../db/queries/thread/outreach.ts';
import { loadMessage, loadThread } from '../../../db/queries/thread/thread.ts';
import { responseTo } from '../../domain/thread/outreach.ts';
import { silentSince } from '../../domain/thread/silence.ts';
import { type Batch, defineKind } from '../define-kind.ts';
import { deferForQuietHours } from '../due.ts';
import { dueOnDay, intoRooms } from '../on-day.ts';
import { card, idIn, nothing, sentAt } from '../worded.ts';

/**
 * Silence in the thread: the team's channels are reminded of a customer who waits for an answer (CUS-4), and whoever
 * wrote to the customer about a blocker is told that they have not answered (CUS-5). Once for each silence.
 */
export const silence = defineKind(silenceClock, {
  due(message, batch) {
    if (message.isOver) return { sends: [], nextAt: null };
    let isTold = false;
    const due = dueOnDay({ ...message, on: silentSince(message.writtenAt, message) }, batch, (slot) => {
      isTold = true;
      return message.side === 'customer' ? toTeam(message, batch, slot) : toAuthor(message, batch, slot);
    });
    return { ...due, step: isTold ? 1 : 0 };
  },

  words: {
    async silence(tx, { projectId, slot }, now) {
      const facts = projectId ? await loadThread(tx, projectId) : undefined;
      if (!facts) return nothing('the channel has no project any more');
      const latest = facts.messages.at(-1);
      if (facts.waitingOn !== 'team' || !latest) return nothing('the team has answered');
      return card(unansweredCard(facts.project, latest, sentAt(slot, now, facts.project.zone)));
    },
    async outreach(tx, { target, slot }, now) {
      const facts = await loadMessage(tx, idIn(target));
      if (!facts || facts.message.deletedAt !== null || facts.message.blocker === null)
        return nothing('the message was deleted');
      const { project, message } = facts;
      const about = await findOutreach(tx, project.id, facts.message.blocker);
      if (!about || about.blocker.clearedAt !== null) return nothing('the blocker is cleared');
      if (responseTo(about) !== 'pending') return nothing('the customer has answered');
      return card(noResponseCard({ project, message, ...about }, sentAt(slot, now, project.zone)));
    },
  },
});

/** Messages of one day that wait together are one reminder: their sends have the same target and slot. */
const toTeam = ({ projectId, rooms }: SilentMessage, batch: Batch, slot: string): Send[] =>
  intoRooms(rooms, batch, (roomId) => ({
    kind: 'silence',
    target: `${roomId}/${projectId}`,
    slot,
    projectId,
  }));

function toAuthor({ id, projectId, author, zone }: SilentMessage, batch: Batch, slot: string): Send[] {
  if (!author) return [];
  const { personId, quiet } = author;
  const when = batch.safely(() => deferForQuietHours(slot, { quiet, zone: author.zone ?? zone }, batch.now), {
    slot,
    notBefore: null,
  });
  const to = placeOf(author.address);
  return [{ kind: 'outreach', target: `${id}/${personId}`, projectId, personId, to, ...when }];
}
