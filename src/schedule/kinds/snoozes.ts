import { snoozeEndedCard } from '../../../cards/views/rhythm/personal.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import { snoozeClock } from '../../../db/queries/schedule/snoozes.ts';
import { isWaiting } from '../../domain/rhythm/digest.ts';
import { decides, isPutOff } from '../../domain/rhythm/personal.ts';
import { defineKind } from '../define-kind.ts';
import { deferForQuietHours } from '../due.ts';
import { wordOwn } from '../word-own.ts';
import { card, nothing } from '../worded.ts';

/** The end of a snooze of an hour, as a message of its own (RMD-1). */
export const snoozes = defineKind(snoozeClock, {
  due({ id, projectId, milestoneId, personId, until: slot, zone, quiet, address }, { now, safely }) {
    const send = {
      kind: 'again',
      target: id,
      projectId,
      personId,
      milestoneId,
      to: placeOf(address),
      ...safely(() => deferForQuietHours(slot, { quiet, zone }, now), { slot, notBefore: null }),
    } as const;
    return { sends: [send], nextAt: null };
  },

  words: {
    again: wordOwn(
      ({ milestoneId }) => (milestoneId === null ? undefined : { of: { milestoneId }, target: '' }),
      ({ reader, rows: [one], sent }) => {
        if (!one) return nothing('its milestone no longer exists');
        const { milestone, snooze } = one;
        if (milestone.status === 'done') return nothing('it is done');
        if (milestone.droppedAt) return nothing('it was dropped');
        if (!snooze) return nothing(`${reader.name} gets the usual reminders again`);
        if (isPutOff(snooze, sent.now)) return nothing(`${reader.name} snoozed it again`);
        if (isWaiting(milestone) && !decides(one)) return nothing('it waits for somebody else');
        return card(snoozeEndedCard(one, sent));
      },
    ),
  },
});
