import { hoursInWords } from '../../src/domain/cadence.ts';
import { inWords } from '../../src/domain/dates.ts';
import { timeIn } from '../../src/domain/moments.ts';
import type { Project } from '../../src/domain/project.ts';
import type { Quiet } from '../../src/domain/schedule.ts';
import { type Card, code, note, plain, text } from '../model.ts';
import { both } from './words.ts';

/** In whose time somebody is told things. `of`: their project, where they may see it. */
export function zonesCard(
  mine: string | null,
  of: Pick<Project, 'name' | 'zone' | 'kind'> | undefined,
  now: string,
): Card {
  const there = (zone: string) => `${zone}, where it is ${timeIn(now, zone)}`;
  const title = mine
    ? `Your time zone is ${there(mine)}.`
    : `Nobody has told your time zone; you are told things in ${there(of?.zone ?? 'UTC')}.`;
  const governor = of?.kind === 'stages' ? 'an owner or coach' : 'an owner';
  return note(title, [
    ...(of
      ? [text(`${of.name} is in ${there(of.zone)}: its days, its digests and its reminders follow that.`)]
      : []),
    text(
      [
        code('timezone Paris'),
        plain(' changes yours'),
        ...(of
          ? [plain('; '), code('timezone Paris for:project'), plain(`, by ${governor}, the project’s`)]
          : []),
        plain('.'),
      ],
      'quiet',
    ),
  ]);
}

/** When somebody is left alone. */
export function quietCard(quiet: Quiet | null): Card {
  return note(quiet ? `Milepost leaves you alone ${hoursInWords(quiet)}.` : 'You have no quiet hours.', [
    text('What would come to you in quiet hours waits until they end.'),
    text(
      [code('quiet 18:00-08:00'), plain(' sets them, '), code('quiet off'), plain(' takes them away.')],
      'quiet',
    ),
  ]);
}

const mostDays = 20;

/** The days off that are still to come. `today` is YYYY-MM-DD in the project's zone. */
export function holidaysCard(project: Pick<Project, 'name' | 'kind' | 'holidays'>, today: string): Card {
  const governor = project.kind === 'stages' ? 'An owner or coach' : 'An owner';
  const coming = project.holidays.filter((date) => date >= today);
  return note(`${project.name}, holidays`, [
    text(
      coming.length > 0
        ? `Nobody works on ${daysInWords(coming, today)}, nor on Saturdays and Sundays.`
        : 'None yet: only Saturdays and Sundays are free.',
    ),
    text(
      [
        plain(`${governor} changes that with `),
        code('holidays add "24-26 dec"'),
        plain(' or '),
        code('holidays remove "26 dec"'),
        plain('.'),
      ],
      'quiet',
    ),
  ]);
}

/** "Thu 24 Dec and Fri 25 Dec", with how many more there are. `most` are named. */
export function daysInWords(dates: readonly string[], today: string, most = mostDays): string {
  const named = dates.slice(0, most).map((date) => inWords(date, today));
  const rest = dates.length - most;
  return both(rest > 0 ? [...named, `${rest} more`] : named);
}
