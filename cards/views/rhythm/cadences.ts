import type { Project } from '../../../src/domain/project/project.ts';
import type { RoomDigest } from '../../../src/domain/project/room.ts';
import { inWords } from '../../../src/domain/rhythm/cadence.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import type { Cadence } from '../../../src/domain/time/schedule.ts';
import { type Action, type Block, type Card, code, note, plain, text } from '../../model.ts';
import { aGovernor } from '../words.ts';

/** When the next one is sent, as an ISO instant, and the zone its time is in. */
export type NextTime = { at: string | null; zone: string };

/** Shows when a room receives its project's digest. */
export function roomDigestCard(
  { name, kind }: Pick<Project, 'name' | 'kind'>,
  { digest, digestIn }: Pick<RoomDigest, 'digest' | 'digestIn'>,
  next: NextTime,
): Card {
  const place = digestIn === 'thread' ? 'under the project’s card' : 'as a separate message';
  const says = digest
    ? [
        text(`${cadenceWords(digest, next)}, ${place}, when there is something to report.`),
        ...nextBlocks(next),
      ]
    : [text('No digest in this channel.')];
  const lines = ['digest daily at:09:00', 'digest weekly on:friday in:thread', 'digest off'];
  return note(
    `${name}, digest in this channel`,
    [...says, howToChange(governor({ kind }), lines)],
    digest ? [now] : [weekly, now],
  );
}

/** Shows when somebody receives their personal digest. */
export function ownDigestCard(digest: Cadence | null, next: NextTime): Card {
  const says = digest
    ? [text(`${cadenceWords(digest, next)}, when something is due or waits for you.`), ...nextBlocks(next)]
    : [text('You get no digest and no reminders.')];
  const lines = ['digest daily at:09:00', 'digest weekly on:friday', 'digest off'];
  return note('Your digest', [...says, howToChange('You can change', lines)], digest ? [now] : [weekly, now]);
}

/** Shows when a project's contributors are asked for progress. */
export function progressRequestsCard(
  { name, kind, asks }: Pick<Project, 'name' | 'kind' | 'asks'>,
  next: NextTime,
): Card {
  const whom = 'to assignees who have not reported progress';
  const says = asks
    ? [text(`${cadenceWords(asks, next)}, ${whom}.`), ...nextBlocks(next)]
    : [text('No update requests yet.')];
  const lines = ['ask updates every:friday at:10:00', 'ask updates off'];
  return note(
    `${name}, requests for updates`,
    [...says, howToChange(governor({ kind }), lines)],
    asks ? [] : [{ label: 'Ask every Friday', command: 'ask-updates', input: { every: 'friday' } }],
  );
}

const weekly: Action = {
  label: 'Set up a weekly digest',
  command: 'digest',
  input: { when: 'weekly', on: 'friday' },
};

const now: Action = { label: 'Send one now', command: 'digest', input: { when: 'now' } };

const governor = (project: Pick<Project, 'kind'>) => `${capitalised(aGovernor(project))} changes`;

function howToChange(who: string, lines: string[]): Block {
  const typed = lines.flatMap((line, nth) => [plain(nth < lines.length - 1 ? ', ' : ' or '), code(line)]);
  return text([plain(`${who} that with `), ...typed.slice(1), plain('.')], 'quiet');
}

function cadenceWords(cadence: Cadence, { zone }: NextTime): string {
  const words = inWords(cadence);
  return `${capitalised(words)} (${zone})`;
}

const nextBlocks = ({ at }: NextTime): Block[] =>
  at ? [text([plain('The next one is on '), { is: 'instant', at }, plain('.')])] : [];
