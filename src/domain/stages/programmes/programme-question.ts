import { wallTime } from '../../time/calendar.ts';
import { addDays } from '../../time/dates.ts';

/** `asking`: it is not in the rooms yet. `open`: companies answer. `ended`: its summary was planned. */
export type QuestionState = 'asking' | 'open' | 'ended';

/** A question to the companies of a programme (STG-5). Instants are ISO. */
export type ProgrammeQuestion = {
  id: string;
  programmeId: string;
  text: string;
  askedById: string;
  askedAt: string;
  /** The last day for answers, YYYY-MM-DD, and its end in the zone of the coach. */
  lastDay: string;
  endsAt: string;
  state: QuestionState;
  /** When the question or its summary is planned; null: at the next tick. */
  nextAt: string | null;
};

/** A company that was asked, with its answer; all null until it answers. */
export type ProgrammeAnswer = {
  id: string;
  questionId: string;
  projectId: string;
  text: string | null;
  answeredById: string | null;
  answeredAt: string | null;
};

/** How many days companies have to answer where the coach names no day. */
export const defaultAnswerDays = 7;
/** The most days that they can have. */
export const maxAnswerDays = 90;

/** Returns the end of a day in a zone, an ISO instant. */
export const endOfDay = (day: string, zone: string): string => wallTime(addDays(day, 1), '00:00', zone);

/** Whether answers are still taken. */
export const takesAnswers = ({ state, endsAt }: ProgrammeQuestion, now: string): boolean =>
  state !== 'ended' && endsAt > now;

/**
 * When the schedule looks at a question again after it was asked: at its end, or at once where every company has
 * answered by then.
 */
export const summaryDue = (
  hasAllAnswers: boolean,
  { now, endsAt }: { now: string; endsAt: string },
): string => (hasAllAnswers ? now : endsAt);
