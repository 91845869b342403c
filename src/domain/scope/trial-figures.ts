import type { Decision } from '../change.ts';
import { hashText } from '../text/hash.ts';
import { dayNumber } from '../time/dates.ts';

/** What a trial is known by; `made` says of an id whether the trial itself made it. */
export type Trial = {
  /** The length of the project's history. */
  length: number;
  /** YYYY-MM-DD in the project's zone. */
  today: string;
  decisions: readonly Pick<Decision, 'changes' | 'events'>[];
  isMade: (id: string) => boolean;
};

/**
 * Returns a fingerprint of everything that tried commands write, so that a button carries out what was shown and
 * nothing else (SCP-5): "friday" is another day a week later. New ids count by their order, instants by their day.
 */
export function trialFigures({ length, today, decisions, isMade }: Trial): string {
  const made: string[] = [];
  const written = JSON.stringify(decisions.map(({ changes, events }) => [changes, events]))
    .replaceAll(uuid, (id) => {
      if (!isMade(id)) return id;
      if (!made.includes(id)) made.push(id);
      return `new ${made.indexOf(id)}`;
    })
    .replaceAll(instant, (at) => at.slice(0, 10));
  return `${trialPrefix({ length, today })}${hashText(written).toString(36)}`;
}

/** Returns how the fingerprints of a day and a length of the history start. */
export const trialPrefix = ({ length, today }: Pick<Trial, 'length' | 'today'>): string =>
  `${length.toString(36)}-${dayNumber(today).toString(36)}-`;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*Z/g;

/** Returns the milliseconds since 1970 at which a UUIDv7 was made. */
export const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
