import type { Card } from '../../../cards/model.ts';
import { type MergeStatus, mergeStatusCard } from '../../../cards/views/people/merge.ts';
import type { Tx } from '../../../db/database.ts';
import type { DirectMessage } from '../../../db/queries/delivery/direct-messages.ts';
import { lockProjectsOf } from '../../../db/queries/delivery/redraw-people.ts';
import {
  type Head,
  headsOf,
  type KnownParty,
  lastMergeInto,
  lockMerge,
  partiesOf,
} from '../../../db/queries/people/merges.ts';
import type { Decision, Merge } from '../../domain/change.ts';
import type { Event } from '../../domain/events.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { type MergeRecord, mergeUndoDays } from '../../domain/people/merge.ts';
import type { Who } from '../../domain/project/access.ts';
import { addMinutes } from '../../domain/time/dates.ts';
import type { Moment } from '../../runner/define.ts';
import { shownParty } from './merge-facts.ts';

/** The facts of undoing a merge. */
export type MergeUndo = {
  merge: Merge;
  moved: MergeRecord;
  /** Both people with their earlier identities and roles. */
  from: KnownParty;
  into: KnownParty;
  heads: Head[];
};

const minutesOf = (days: number) => days * 24 * 60;

/** Loads and locks the person's latest merge, which can be undone for thirty days (LIVE-4). */
export async function loadMergeUndo(tx: Tx, who: Who, { now }: Moment): Promise<Outcome<MergeUndo>> {
  const found = await lastMergeInto(tx, who.person.id, addMinutes(now, -minutesOf(mergeUndoDays)));
  if (!found?.moved)
    return rule(
      'No accounts of yours were linked in the last thirty days.',
      'To link two, type “link me” on one platform and the code on the other.',
    );
  await lockProjectsOf(tx, found.fromId, found.intoId);
  const one = await lockMerge(tx, found.id);
  if (one.state !== 'done') return rule('Somebody has separated these accounts already.');
  const { moved } = found;
  const [from, into] = await partiesOf(tx, [one.fromId, one.intoId]);
  if (!from || !into) throw new Error('somebody of a merge is not there');
  const went = new Set(moved.identities);
  return ok({
    merge: one,
    moved,
    from: { ...from, identities: into.identities.filter(({ id }) => went.has(id)) },
    into: { ...into, identities: into.identities.filter(({ id }) => !went.has(id)) },
    heads: await headsOf(tx, projectsOf(moved)),
  });
}

const projectsOf = ({ members }: MergeRecord) => [...new Set(members.from.map((held) => held.project_id))];

/** Undoes a merge; the history keeps both records. */
export function undoMerge<F>(undo: MergeUndo, who: Who, at: Moment, next: F): Outcome<Decision<F>> {
  const { merge, from, into, moved } = undo;
  const after = { merge: merge.id, from: from.name, into: into.name };
  const projects = projectsOf(moved);
  const events: Event[] =
    projects.length > 0
      ? projects.map((projectId) => ({ type: 'person_parted', projectId, after }))
      : [{ type: 'person_parted', after }];
  return ok({
    changes: [
      { part: 'person', id: merge.id, from: from.id, into: into.id, byId: who.person.id, at: at.now },
    ],
    events,
    next,
  });
}

/** Returns the card for everybody concerned. */
export const undoneCard = ({ from, into }: MergeUndo, who: Who) => {
  const status: MergeStatus = { is: 'parted', by: who.person.name };
  return mergeStatusCard([from, into].map(shownParty), status);
};

/** Returns messages to both, at their own accounts, and to those who give roles in the projects. */
export function undoneMessages(undo: MergeUndo, who: Who): DirectMessage<Card>[] {
  const { from, into, heads } = undo;
  const card = undoneCard(undo, who);
  const owners = new Set(heads.map(({ id }) => id));
  for (const id of [from.id, into.id, who.person.id]) owners.delete(id);
  return [
    ...[from, into].map(({ id, identities }) => ({
      personId: id,
      card,
      identities: identities.map((one) => one.id),
    })),
    ...[...owners].map((personId) => ({ personId, card })),
  ];
}
