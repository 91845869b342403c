import { progressRequestCard } from '../../../cards/views/rhythm/asked.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import { askClock } from '../../../db/queries/schedule/asks.ts';
import { hasSaid, isPutOff } from '../../domain/rhythm/personal.ts';
import { defineKind } from '../define-kind.ts';
import { deferForQuietHours, dueOf } from '../due.ts';
import { wordOwn } from '../word-own.ts';
import { card, nothing } from '../worded.ts';

/** Questions for updates to those who have work in progress (RMD-1), on the cadence of their project. */
export const asks = defineKind(askClock, {
  due({ id: projectId, cadence, zone, holidays, at, people }, batch) {
    const { slot, nextAt } = dueOf({ cadence, calendar: { zone, holidays }, at }, batch);
    if (slot === null) return { sends: [], nextAt };
    const sends = (people ?? []).map((person) => ({
      kind: 'ask' as const,
      target: `${projectId}/${person.personId}`,
      projectId,
      personId: person.personId,
      to: placeOf(person.address),
      ...batch.safely(
        () => deferForQuietHours(slot, { quiet: person.quiet, zone: person.zone ?? zone }, batch.now),
        {
          slot,
          notBefore: null,
        },
      ),
    }));
    return { sends, nextAt };
  },

  words: {
    ask: wordOwn(
      ({ projectId, personId }) =>
        projectId === null ? undefined : { of: { workingOn: projectId }, target: `${projectId}/${personId}` },
      ({ reader, rows, sent }) => {
        if (rows.length === 0) return nothing(`${reader.name} has no work in progress`);
        // a customer reports no progress (CUS-1)
        const reporting = rows.filter(({ role }) => role !== 'client');
        if (reporting.length === 0) return nothing(`${reader.name} is a customer`);
        const asked = reporting.filter(({ snooze }) => !isPutOff(snooze, sent.now));
        if (asked.length === 0) return nothing(`${reader.name} snoozed it`);
        const silent = asked.filter((one) => !hasSaid(one, reader.previous));
        const [first] = silent;
        if (!first) return nothing(`${reader.name} has updated it already`);
        return card(progressRequestCard(first.project.name, silent, sent));
      },
    ),
  },
});
