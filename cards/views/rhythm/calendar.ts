import type { Project } from '../../../src/domain/project/project.ts';
import { hoursInWords } from '../../../src/domain/rhythm/cadence.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { calendarDays, formatDate } from '../../../src/domain/time/dates.ts';
import { timeIn } from '../../../src/domain/time/moments.ts';
import type { QuietHours } from '../../../src/domain/time/schedule.ts';
import { type Card, code, note, plain, text } from '../../model.ts';
import { aGovernor, andList } from '../words.ts';

/** Shows whose time zone applies to somebody. `of` is their project, where they may see it. */
export function zonesCard(
  mine: string | null,
  of: Pick<Project, 'name' | 'zone' | 'kind'> | undefined,
  now: string,
): Card {
  const there = (zone: string) => `${zone}, where it is ${timeIn(now, zone)}`;
  const title = mine
    ? `Your time zone is ${there(mine)}.`
    : `You have not set your time zone; Milepost uses ${there(of?.zone ?? 'UTC')}.`;
  const governor = aGovernor(of);
  return note(title, [
    ...(of
      ? [text(`${of.name} is in ${there(of.zone)}: its due dates, digests and reminders use that.`)]
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

/** Shows somebody's quiet hours. */
export function quietCard(quiet: QuietHours | null): Card {
  return note(quiet ? `Milepost sends you nothing ${hoursInWords(quiet)}.` : 'You have no quiet hours.', [
    text(
      quiet
        ? 'They are in your time zone. Messages wait until they end.'
        : 'Messages come at any time of your day.',
    ),
    text(
      [
        code('quiet 18:00-08:00'),
        plain(' sets them'),
        ...(quiet ? [plain('; '), code('quiet off'), plain(' removes them')] : []),
        plain('.'),
      ],
      'quiet',
    ),
  ]);
}

const maxSpans = 12;

/** Lists upcoming holidays. `today` is YYYY-MM-DD in the project's zone. */
export function holidaysCard(project: Pick<Project, 'name' | 'kind' | 'holidays'>, today: string): Card {
  const governor = capitalised(aGovernor(project));
  const coming = project.holidays.filter((date) => date >= today);
  return note(`${project.name}, holidays`, [
    text(
      coming.length > 0
        ? `Nobody works on ${daysInWords(coming, today)}, nor on Saturdays and Sundays.`
        : 'No holidays yet. Only Saturdays and Sundays are free.',
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

/** Joins ordered dates: "Thu 24 Dec to Mon 28 Dec and Fri 1 Jan 2027". The first `maxNamed` are named. */
export function daysInWords(dates: readonly string[], today: string, maxNamed = maxSpans): string {
  const spans = spansOf(dates);
  const named = spans
    .slice(0, maxNamed)
    .map((span) =>
      [...new Set([span.at(0), span.at(-1)])].map((date) => formatDate(date ?? '', today)).join(' to '),
    );
  const rest = spans.slice(maxNamed).flat().length;
  return andList(rest > 0 ? [...named, `${rest} more`] : named);
}

/** Groups consecutive days. */
function spansOf(dates: readonly string[]): string[][] {
  const spans: string[][] = [];
  for (const date of dates) {
    const last = spans.at(-1);
    if (last && calendarDays(last.at(-1) ?? '', date) === 1) last.push(date);
    else spans.push([date]);
  }
  return spans;
}
