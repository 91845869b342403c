import { digestCard } from '../../cards/views/rhythm/digest.ts';
import { behindCard, draftCard, noteCard } from '../../cards/views/rhythm/project-cadences.ts';
import type { Sent } from '../../cards/views/rhythm/sections.ts';
import { standupCard, summaryCard } from '../../cards/views/rhythm/standup.ts';
import type { Tx } from '../../db/database.ts';
import { loadProject } from '../../db/queries/project/project-facts.ts';
import { loadSince } from '../../db/queries/rhythm/digest.ts';
import { loadReader } from '../../db/queries/rhythm/personal.ts';
import { loadCadence, loadRound } from '../../db/queries/rhythm/project-cadences.ts';
import type { ProjectFacts } from '../domain/facts.ts';
import { healthOf, signalsOf } from '../domain/health/health.ts';
import { progressOf, projectProgress } from '../domain/plan/progress.ts';
import type { Project } from '../domain/project/project.ts';
import { digestOf, saysSomething } from '../domain/rhythm/digest.ts';
import type { KnownCadence } from '../domain/rhythm/project-cadence.ts';
import { addMinutes, todayIn } from '../domain/time/dates.ts';
import type { ScheduledMessage } from '../domain/time/schedule.ts';
import type { Worded } from '../ports/content.ts';
import { card, nothing, sentAt } from './worded.ts';

/** What a message of a cadence is worded from. */
type Told = { tx: Tx; message: ScheduledMessage; cadence: KnownCadence; facts: ProjectFacts; sent: Sent };

/** Words what a cadence planned, as things stand when it is sent (LCH-8). */
export async function wordCadence(tx: Tx, message: ScheduledMessage, now: string): Promise<Worded> {
  const [id = ''] = message.target.split('/');
  const cadence = await loadCadence(tx, id);
  if (!cadence || cadence.state === 'off') return nothing('it is off');
  const facts = await loadProject(tx, cadence.projectId);
  if (!facts) return nothing('the project is gone');
  const told = { tx, message, cadence, facts, sent: sentAt(message.slot, now, facts.project.zone) };
  switch (message.kind) {
    case 'draft':
      return draft(told);
    case 'standup':
      return question(told);
    case 'summary':
      return summary(told);
    default:
      return intoRoom(told);
  }
}

function draft({ cadence, facts: { project }, sent }: Told): Worded {
  if (cadence.state === 'done') return nothing('it was sent already');
  if (cadence.state === 'skipped') return nothing('it was left out');
  return card(draftCard(project, cadence, sent));
}

/** Whoever has answered, or can answer no more, is not asked. */
async function question({ tx, message, cadence, facts: { project }, sent }: Told): Promise<Worded> {
  const { personId, slot, target } = message;
  const round = roundOf(target);
  if (personId === null) return nothing('it was for nobody');
  const off = dayOff(round, project);
  if (off) return nothing(off);
  const until = addMinutes(slot, cadence.minutes);
  if (until <= sent.now) return nothing('its answers are summed up already');
  const { answers } = await loadRound(tx, cadence.id, round);
  if (answers.some((one) => one.personId === personId)) return nothing('they have answered already');
  const reader = await loadReader(tx, { personId, kind: 'standup', target, slot });
  if (!reader) return nothing('they are no longer here');
  return card(standupCard(project, cadence, until, sentAt(slot, sent.now, reader.zone)));
}

async function summary({ tx, message, cadence, facts: { project }, sent }: Told): Promise<Worded> {
  const round = roundOf(message.target);
  const { answers, silent } = await loadRound(tx, cadence.id, round);
  if (answers.length === 0 && silent.length === 0) return nothing('nobody was asked');
  return card(summaryCard(project, cadence, { answers, silent, round }, sent));
}

/** A round is planned when the first of all is asked; the day may have become a holiday since. */
const dayOff = (round: string, calendar: Pick<Project, 'holidays'>) =>
  calendar.holidays.includes(round) && 'the day has become a holiday';

const roundOf = (target: string) => target.split('/')[2] ?? '';

/** Nothing is said of what is as far as it was to be. */
function expected({ cadence, facts, sent }: Told): Worded {
  const { project, milestones } = facts;
  const percent = cadence.percent ?? 0;
  const of = milestones.find(({ id }) => id === cadence.milestoneId);
  if (cadence.milestoneId && !of) return nothing('the milestone was dropped');
  const done = of ? progressOf(of, milestones) : projectProgress(milestones);
  if (done >= percent) return nothing(`as expected, ${done}% is done`);
  return card(behindCard(project, { done, expected: percent, of }, sent));
}

function intoRoom(told: Told): Worded | Promise<Worded> {
  const { cadence, facts, sent } = told;
  switch (cadence.kind) {
    case 'review':
    case 'planning':
      return digest(told);
    case 'expect':
      return expected(told);
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
