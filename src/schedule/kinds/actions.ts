import { actionReminderCard } from '../../../cards/views/customer/action-reminder.ts';
import { loadActionsCard } from '../../../db/queries/customer/actions.ts';
import { actionClock } from '../../../db/queries/schedule/actions.ts';
import { openActions } from '../../domain/customer/action-item.ts';
import { isActionAsked } from '../../domain/rhythm/asked-actions.ts';
import { todayIn } from '../../domain/time/dates.ts';
import { defineKind } from '../define-kind.ts';
import { dueOf } from '../due.ts';
import { intoRooms } from '../on-day.ts';
import { card, lastIdIn, nothing, sentAt } from '../worded.ts';

/**
 * The reminders of open actions in the customer's channels (CUS-2), at 09:00 in the zone of the customers, on the days
 * of the project's reminders. All actions of a day are one message: their sends have the same target and slot.
 */
export const actions = defineKind(actionClock, {
  due({ projectId, dueDate, reminders, zone, holidays, at, rooms }, batch) {
    const cadence = { days: 'working', at: '09:00' } as const;
    const { slot, nextAt } = dueOf({ cadence, calendar: { zone, holidays }, at }, batch);
    if (slot === null) return { sends: [], nextAt };
    const day = todayIn(slot, zone);
    if (!isActionAsked({ dueDate }, { holidays, reminders }, day)) return { sends: [], nextAt };
    const sends = intoRooms(rooms, batch, (roomId) => ({
      kind: 'action',
      target: `${roomId}/${day}`,
      slot,
      projectId,
    }));
    return { sends, nextAt };
  },

  words: {
    async action(tx, { projectId, target, slot }, now) {
      const facts = projectId ? await loadActionsCard(tx, projectId) : undefined;
      if (!facts) return nothing('the channel has no project any more');
      const { project } = facts;
      const day = lastIdIn(target);
      const asked = openActions(facts.actions).filter((one) => isActionAsked(one, project, day));
      if (asked.length === 0) return nothing('every action that was due is completed or has moved');
      const sent = sentAt(slot, now, project.zone);
      // the day of the customers' zone may be ahead of the project's
      return card(
        actionReminderCard({ project, asked }, { ...sent, today: day > sent.today ? day : sent.today }),
      );
    },
  },
});
