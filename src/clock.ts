import { Temporal } from 'temporal-polyfill';

/** The calendar's clock: what "today" and "now" mean to people. */
export type Clock = {
  now(): Temporal.Instant;
  /** Moves a clock that was made to be moved; it runs on from there. */
  move?(to: Temporal.Instant): void;
};

/** The real time; or, for tests, a time that starts at an ISO instant and can be moved. */
export function clockFrom(start: string | undefined): Clock {
  if (!start) return { now: () => Temporal.Now.instant() };
  let ahead = Temporal.Instant.from(start).since(Temporal.Now.instant());
  return {
    now: () => Temporal.Now.instant().add(ahead),
    move: (to) => {
      ahead = to.since(Temporal.Now.instant());
    },
  };
}
