import { personalCard } from '../../../cards/views/rhythm/personal.ts';
import type { SendTime } from '../../../cards/views/rhythm/sections.ts';
import type { CoachedDigest } from '../../../cards/views/stages/coached-digest.ts';
import type { Tx } from '../../../db/database.ts';
import { placeOf } from '../../../db/queries/schedule/address.ts';
import { personalClock } from '../../../db/queries/schedule/personal.ts';
import { loadPortfolio } from '../../../db/queries/stages/portfolio.ts';
import { loadQueue } from '../../../db/queries/stages/queue.ts';
import { isNothing, personalOf } from '../../domain/rhythm/personal.ts';
import { portfolioOf } from '../../domain/stages/portfolio.ts';
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
      async ({ reader, personId, rows, sent }, tx) => {
        const { previous, missed } = reader;
        const day = todayIn(sent.slot, reader.zone);
        const coached = reader.coaches ? await coachedDigest(tx, personId, sent) : null;
        const all = personalOf(rows, reader, { ...sent, day, previous }, reader);
        const said = { ...all, waiting: all.waiting.filter(({ project }) => !isOf(coached, project.id)) };
        if (isNothing(said) && !coached && !missed) return nothing('nothing was due or waiting');
        return card(personalCard(said, sent, missed, coached));
      },
    ),
  },
});

/** The queue and the portfolio of a coach, which come with their digest (STG-5). */
async function coachedDigest(tx: Tx, personId: string, { now, today }: SendTime): Promise<CoachedDigest> {
  const queue = await loadQueue(tx, personId);
  const companies = await loadPortfolio(tx, personId, today);
  return { queue, lines: portfolioOf(companies, (zone) => todayIn(now, zone)) };
}

/** Whether a submission is in a company whose queue the digest has. */
const isOf = (coached: CoachedDigest | null, projectId: string) =>
  coached?.lines.some(({ project }) => project.id === projectId) === true;

/** The days off that all of a person's projects share. */
const inAll = ([first = [], ...others]: string[][]) =>
  first.filter((date) => others.every((dates) => dates.includes(date)));
