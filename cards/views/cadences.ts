import { inWords } from '../../src/domain/cadence.ts';
import type { RoomDigest } from '../../src/domain/change.ts';
import type { Project } from '../../src/domain/project.ts';
import type { Cadence } from '../../src/domain/schedule.ts';
import { type Block, type Card, code, note, plain, text } from '../model.ts';

/** When the next of something comes, an ISO instant, and in which zone its time is meant. */
export type Next = { at: string | null; zone: string };

/** How a room gets its project's digest. */
export function roomDigestCard(
  project: Pick<Project, 'name' | 'kind'>,
  { digest, digestIn }: Pick<RoomDigest, 'digest' | 'digestIn'>,
  next: Next,
): Card {
  const place = digestIn === 'thread' ? 'under the project’s card' : 'as a message of its own';
  const governor = project.kind === 'stages' ? 'An owner or coach' : 'An owner';
  return note(`${project.name}, digest in this room`, [
    ...(digest
      ? [text(`${cadenceWords(digest, next)}, ${place}, when there is something to say.`), ...coming(next)]
      : [text('None comes here.')]),
    text(
      [
        plain(`${governor} changes that with `),
        code('digest daily at:09:00'),
        plain(', '),
        code('digest weekly on:friday in:thread'),
        plain(' or '),
        code('digest off'),
        plain('; '),
        code('digest now'),
        plain(' has one come at once.'),
      ],
      'quiet',
    ),
  ]);
}

/** When somebody is told what is theirs. */
export function ownDigestCard(digest: Cadence | null, next: Next): Card {
  return note('Your digest', [
    ...(digest
      ? [text(`${cadenceWords(digest, next)}, when something is yours.`), ...coming(next)]
      : [text('None comes; reminders do not either.')]),
    text(
      [
        code('digest daily at:09:00'),
        plain(', '),
        code('digest weekly on:friday'),
        plain(' or '),
        code('digest off'),
        plain(' changes that; '),
        code('digest now'),
        plain(' has it come at once.'),
      ],
      'quiet',
    ),
  ]);
}

/** When those who work on a project are asked how far they are. */
export function asksCard({ name, kind, asks }: Pick<Project, 'name' | 'kind' | 'asks'>, next: Next): Card {
  const governor = kind === 'stages' ? 'An owner or coach' : 'An owner';
  return note(`${name}, requests for updates`, [
    ...(asks
      ? [
          text(`${cadenceWords(asks, next)}, to whoever works on something and has not said how far it is.`),
          ...coming(next),
        ]
      : [text('Nobody is asked.')]),
    text(
      [
        plain(`${governor} changes that with `),
        code('ask-updates every:friday at:10:00'),
        plain(' or '),
        code('ask-updates off'),
        plain('.'),
      ],
      'quiet',
    ),
  ]);
}

function cadenceWords(cadence: Cadence, { zone }: Next): string {
  const words = inWords(cadence);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} (${zone})`;
}

const coming = ({ at }: Next): Block[] =>
  at ? [text([plain('The next one comes '), { is: 'instant', at }, plain('.')])] : [];
