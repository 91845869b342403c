import type { Tx } from '../../../db/database.ts';
import { lockPreferences, type Reached } from '../../../db/queries/people/preferences.ts';
import { findSnooze } from '../../../db/queries/rhythm/snoozes.ts';
import type { Change, Decision } from '../../domain/change.ts';
import type { Event } from '../../domain/events.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import { type Outcome, ok, refuse } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import type { InProject } from '../../domain/project/access.ts';
import type { Snooze } from '../../domain/rhythm/snooze.ts';
import type { Moment } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';

/** A milestone and the person's reminders of it. */
export type SnoozeFacts = {
  facts: MilestoneFacts;
  preferences: Reached;
  snooze: Snooze | undefined;
  /** The result as a sentence. */
  said?: string;
};

/** Loads the milestone and locks the person, so that concurrent presses are serialised. */
export async function loadSnoozeFacts(tx: Tx, who: InProject, typed: string): Promise<Outcome<SnoozeFacts>> {
  const facts = await loadFacts(tx, who, typed, 'reading');
  if (!facts.ok) return facts;
  const preferences = await lockPreferences(tx, who.person.id);
  return ok({
    facts: facts.value,
    preferences,
    snooze: await findSnooze(tx, who.person.id, facts.value.milestone.id),
  });
}

type Snoozed = NonNullable<Extract<Event, { type: 'snoozed' }>['after']>;

/** Snoozes or resumes the person's reminders of a milestone. `after` is stored in the history. */
export function setSnooze(
  put: SnoozeFacts,
  set: Pick<Snooze, 'until' | 'wakes'> | 'on',
  { said, after }: { said: string; after: Snoozed },
  who: InProject,
  at: Moment,
): Outcome<Decision<SnoozeFacts>> {
  const { milestone } = put.facts;
  if (milestone.status === 'done' && set !== 'on') {
    const hint = 'Finished milestones have no reminders.';
    return refuse({ is: 'wrong_status', name: milestoneName(milestone), status: 'done', allowed: [], hint });
  }
  const row: Snooze | undefined =
    set === 'on'
      ? undefined
      : {
          id: put.snooze?.id ?? at.newId(),
          projectId: milestone.projectId,
          milestoneId: milestone.id,
          personId: who.person.id,
          ...set,
        };
  return ok({
    changes: changesOf(put.snooze, row),
    events: [{ type: 'snoozed', milestoneId: milestone.id, after }],
    next: { ...put, snooze: row, said },
  });
}

function changesOf(was: Snooze | undefined, row: Snooze | undefined): Change[] {
  if (!row) return was ? [{ remove: 'snooze', id: was.id }] : [];
  const { until, wakes } = row;
  return [was ? { alter: 'snooze', id: was.id, set: { until, wakes } } : { add: 'snooze', row }];
}
