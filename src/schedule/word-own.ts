import type { SendTime } from '../../cards/views/rhythm/sections.ts';
import type { Tx } from '../../db/database.ts';
import { loadOwn, loadReader, type OwnOf } from '../../db/queries/rhythm/personal.ts';
import type { Own } from '../domain/rhythm/personal.ts';
import type { ScheduledMessage } from '../domain/rhythm/scheduled.ts';
import type { Worded } from '../ports/content.ts';
import type { Words } from './define-kind.ts';
import { nothing, sentAt } from './worded.ts';

/** A person, their milestones in question, and when the message was due. */
type Told = {
  personId: string;
  reader: NonNullable<Awaited<ReturnType<typeof loadReader>>>;
  rows: Own[];
  sent: SendTime;
};

/** A message with its person. */
type ToPerson = ScheduledMessage & { personId: string };

/**
 * Words a message to one person about their milestones. `about` says which milestones, and the target
 * under which the message before it is found; undefined when these are gone.
 */
export const wordOwn =
  (
    about: (message: ToPerson) => { of: OwnOf; target: string } | undefined,
    say: (told: Told, tx: Tx) => Worded | Promise<Worded>,
  ): Words =>
  async (tx, message, now) => {
    const { kind, slot, personId } = message;
    if (personId === null) return nothing('it had no recipient');
    const asked = about({ ...message, personId });
    if (!asked) return nothing('its milestone no longer exists');
    const reader = await loadReader(tx, { personId, kind, slot, target: asked.target });
    if (!reader) return nothing('the person has left');
    const rows = await loadOwn(tx, personId, asked.of);
    return say({ personId, reader, rows, sent: sentAt(slot, now, reader.zone) }, tx);
  };
