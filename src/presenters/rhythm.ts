import { riskKey } from '../domain/health/risk.ts';
import { decisionKey } from '../domain/launch/decision-point.ts';
import type { Preferences } from '../domain/people/person.ts';
import type { NamedMilestone } from '../domain/plan/milestone.ts';
import type { Medium, Platform } from '../domain/platform.ts';
import type { Project } from '../domain/project/project.ts';
import type { RoomDigest } from '../domain/project/room.ts';
import type { MyWork } from '../domain/rhythm/my-work.ts';
import { cadenceKey, type KnownCadence, type StandupAnswer } from '../domain/rhythm/project-cadence.ts';
import type { Snooze } from '../domain/rhythm/snooze.ts';
import type { Cadence, QuietHours } from '../domain/time/schedule.ts';
import { milestoneRef, personName, personRef, projectRef, type Resource } from './resource.ts';

type Of = { project: Project };

const recurrence = (cadence: Cadence | null) => cadence && { days: cadence.days, at: cadence.at };

const cadenceOf = (cadence: KnownCadence) => ({
  key: cadenceKey(cadence),
  kind: cadence.kind,
  what: cadence.what,
  state: cadence.state,
  every: recurrence(cadence.every),
  on: cadence.on,
  at: cadence.at,
  audience: cadence.audience,
  draft: cadence.draft,
  percent: cadence.percent,
  milestoneId: cadence.milestoneId,
  answerMinutes: cadence.minutes,
  owner: personRef(cadence.ownerId, cadence.owner),
});

/** What a project says again and again, or on a day; times are in its zone. */
export const cadencesResource = ({
  project,
  cadences,
}: Of & { cadences: readonly KnownCadence[] }): Resource => ({
  project: { ...projectRef(project), zone: project.zone },
  cadences: cadences.map(cadenceOf),
});

/** When a digest comes: a channel's, or a person's own. */
export const digestResource = ({
  whose,
  setting,
}: {
  whose: { is: 'room' | 'own' };
  setting: RoomDigest;
}): Resource => ({
  digest: {
    of: whose.is === 'room' ? 'channel' : 'person',
    every: recurrence(setting.digest),
    in: whose.is === 'room' ? setting.digestIn : null,
  },
});

/** When those who work on a project are asked for updates; null: never. */
export const asksResource = ({ project }: Of): Resource => ({
  project: projectRef(project),
  asks: recurrence(project.asks),
});

/** When a project reminds of due dates, in days before. */
export const remindersResource = ({ project }: Of): Resource => ({
  project: projectRef(project),
  reminders: { daysBefore: project.reminders.before, overdue: project.reminders.overdue },
});

type PutOff = { facts: Of & { milestone: NamedMilestone }; snooze: Snooze | undefined };

/** Whether somebody's own reminders of a milestone are on; `until` null: off for good. */
export const ownRemindersResource = ({ facts: { project, milestone }, snooze }: PutOff): Resource => ({
  project: projectRef(project),
  milestone: milestoneRef(milestone),
  ownReminders: { on: snooze === undefined, until: snooze?.until ?? null },
});

/** The hours in which somebody is left alone, in their zone; null: none. */
export const quietResource = ({ quiet }: { quiet: QuietHours | null }): Resource => ({
  quietHours: quiet && { from: quiet.from, to: quiet.to },
});

type Reached = Pick<Preferences, 'via'> & { email: string | null; on: readonly Medium[] };

/** Where somebody is reached; `codeSentTo`: an address that is not verified yet. */
export const contactResource = ({
  via,
  email,
  on,
  mailed,
}: Reached & { mailed?: { address: string } }): Resource => ({
  contact: { via, email, platforms: on, codeSentTo: mailed?.address ?? null },
});

/** The zone of a person, and of the project where they may see one. */
export const zonesResource = ({
  mine,
  project,
}: {
  mine: { zone: string | null; chosen: boolean };
  project: Project | undefined;
}): Resource => ({
  zones: {
    own: mine.zone,
    isChosen: mine.chosen,
    project: project ? { ...projectRef(project), zone: project.zone } : null,
  },
});

/** Somebody's answer of a standup, for the round of a day. */
export const answerResource = ({
  cadence,
  round,
  answer: { did, next, blocks },
}: {
  cadence: KnownCadence;
  round: string;
  answer: Pick<StandupAnswer, 'did' | 'next' | 'blocks'>;
}): Resource => ({ answer: { cadence: cadenceKey(cadence), round, did, next, blocks } });

type Receipt = {
  number: number;
  kind: string;
  state: string;
  why: string | null;
  at: string;
  room: { platform: Medium; name: string | null; direct: boolean } | null;
  person: string | null;
  milestone: NamedMilestone | null;
};

const receiptOf = ({ number, kind, state, why, at, room, person, milestone }: Receipt) => ({
  number,
  kind,
  state,
  why,
  at,
  room: room && { platform: room.platform, name: room.name, isDirect: room.direct },
  personName: personName(person),
  milestone: milestone && milestoneRef(milestone),
});

type Outage = { platform: Platform | Medium; since: string; why: string; until: string | null };

/** Messages, newest first, and the installations that take none. */
export const receiptsResource = (
  receipts: readonly Receipt[],
  { hasMore, outages }: { hasMore: boolean; outages: readonly Outage[] },
): Resource => ({
  receipts: receipts.map(receiptOf),
  hasMore,
  outages: outages.map(({ platform, since, why, until }) => ({ platform, since, why, until })),
});

/** One message and what became of it. */
export const receiptResource = ({ receipt }: { receipt: Receipt }): Resource => ({
  receipt: receiptOf(receipt),
});

/** Everything that waits for a person, in all their projects. */
export const myWorkResource = ({ milestones, votes, risks }: MyWork): Resource => ({
  work: milestones.map(({ milestone, project }) => ({
    project: projectRef(project),
    ...milestoneRef(milestone),
    status: milestone.status,
    dueDate: milestone.dueDate,
    submittedAt: milestone.submittedAt,
    waitsFor: milestone.submittedAt === null ? 'work' : 'approval',
  })),
  votes: votes.map(({ decision, project }) => ({
    project: projectRef(project),
    key: decisionKey(decision),
    question: decision.question,
    on: decision.on,
  })),
  risks: risks.map(({ risk, project }) => ({
    project: projectRef(project),
    key: riskKey(risk),
    text: risk.text,
    level: risk.level,
    resolveBy: risk.resolveBy,
  })),
});
