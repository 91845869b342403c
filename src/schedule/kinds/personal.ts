import { personalCard } from '../../../cards/views/rhythm/personal.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import { personalClock } from '../../../db/queries/schedule/personal.ts';
import { isNothing, personalOf } from '../../domain/rhythm/personal.ts';
import { todayIn } from '../../domain/time/dates.ts';
import { defineKind } from '../define-kind.ts';
import { deferForQuietHours, dueOf } from '../due.ts';
import { wordOwn } from '../word-own.ts';
import { card, nothing } from '../worded.ts';

/** A person's own digest, in their chat and zone (RMD-1). None where they have no project with open work. */
export const personal = defineKind(personalClock, {
  due({ id: personId, cadence, quiet, zone: known, holidays, at, address }, batch) {
    const zone = known ?? 'UTC';
    const calendar = { zone, holidays: inAll(holidays ?? []) };
    const { slot, nextAt } = dueOf({ cadence, calendar, at }, batch);
    if (slot === null || holidays === null) return { sends: [], nextAt };
    const when = deferForQuietHours(slot, { quiet, zone }, batch.now);
    const send = { kind: 'personal', target: personId, personId, ...when, to: placeOf(address) } as const;
    return { sends: [send], nextAt };
  },

  words: {
    personal: wordOwn(
      ({ personId }) => ({ of: 'theirs', target: personId }),
      ({ reader, rows, sent }) => {
        const { previous, missed } = reader;
        const day = todayIn(sent.slot, reader.zone);
        const said = personalOf(rows, reader, { ...sent, day, previous }, reader);
        if (isNothing(said) && !missed) return nothing('nothing was due or waiting');
        return card(personalCard(said, sent, missed));
      },
    ),
  },
});

/** The days off that all of a person's projects share. */
const inAll = ([first = [], ...others]: string[][]) =>
  first.filter((date) => others.every((dates) => dates.includes(date)));
