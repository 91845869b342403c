import { digestCard } from '../../cards/views/digest.ts';
import { draftCard, type KnownCadence, noteCard } from '../../cards/views/project-cadences.ts';
import type { Sent } from '../../cards/views/sections.ts';
import { loadSince } from '../../db/queries/digest.ts';
import { loadProject } from '../../db/queries/milestones.ts';
import { loadCadence } from '../../db/queries/project-cadences.ts';
import type { Tx } from '../../db/tenant.ts';
import type { Worded } from '../delivery/settings.ts';
import { todayIn } from '../domain/dates.ts';
import { digestOf, saysSomething } from '../domain/digest.ts';
import type { ProjectFacts } from '../domain/facts.ts';
import { healthOf, signalsOf } from '../domain/health.ts';
import type { Scheduled } from '../domain/schedule.ts';
import { card, nothing, sentAt } from './worded.ts';

/** What a message of a cadence is worded from. */
type Told = { tx: Tx; message: Scheduled; cadence: KnownCadence; facts: ProjectFacts; sent: Sent };

/** Words what a cadence planned, as things stand when it is sent (LCH-8). */
export async function wordCadence(tx: Tx, message: Scheduled, now: string): Promise<Worded> {
  const [id = ''] = message.target.split('/');
  const cadence = await loadCadence(tx, id);
  if (!cadence || cadence.state === 'off') return nothing('it is off');
  const facts = await loadProject(tx, cadence.projectId);
  if (!facts) return nothing('the project is gone');
  const told = { tx, message, cadence, facts, sent: sentAt(message.slot, now, facts.project.zone) };
  switch (message.kind) {
    case 'draft':
      return draft(told);
    default:
      return intoRoom(told);
  }
}

function draft({ cadence, facts: { project }, sent }: Told): Worded {
  if (cadence.state === 'done') return nothing('it was sent already');
  if (cadence.state === 'skipped') return nothing('it was left out');
  return card(draftCard(project, cadence, sent));
}

function intoRoom(told: Told): Worded | Promise<Worded> {
  const { cadence, facts, sent } = told;
  switch (cadence.kind) {
    case 'review':
    case 'planning':
      return digest(told);
    case 'note':
      return card(noteCard(facts.project, cadence, sent));
    default:
      return nothing('it has become another kind of message');
  }
}

/** A digest of its own, since the last one of this cadence in this room. */
async function digest({ tx, message, cadence, facts, sent }: Told): Promise<Worded> {
  const { roomId, slot, target } = message;
  const { project } = facts;
  const asked = { roomId, projectId: project.id, slot, kind: 'cadence', target } as const;
  const { since, happened, names } = await loadSince(tx, asked);
  const said = digestOf(facts, happened, sent.today, todayIn(since, project.zone));
  if (!saysSomething(said)) return nothing('nothing was due and nothing had changed');
  const health = healthOf(signalsOf(facts, sent.today));
  return card(digestCard({ facts, health, digest: said, since, names }, sent, cadence.what));
}
