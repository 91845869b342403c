import type { Room } from '../../../src/domain/project/room.ts';
import { type Card, note, text } from '../../model.ts';
import { firstNames } from '../first-items.ts';
import { typedLineBlock } from '../typed-line.ts';
import { platformWords } from '../words.ts';

/** Shows the exact line that links another room or account; the code is shown once, to one person. */
export function linkCodeCard(
  of: { purpose: 'team' | 'customer' | 'person'; project: string | null },
  linkCode: string,
): Card {
  const typed = of.purpose === 'person' ? `link me ${linkCode}` : `link ${linkCode}`;
  const lines = typedLineBlock(typed);
  const limits = text('It works once, within 15 minutes.', 'quiet');
  if (of.purpose === 'person') {
    return note('Link yourself on the other platform', [
      text('Type this there yourself:'),
      lines,
      text('The person who types it becomes one person with you, with the same roles. Share it with nobody.'),
      limits,
    ]);
  }
  const who = of.purpose === 'customer' ? 'People there become customers.' : 'People there join the team.';
  return note(`Link another channel to ${of.project ?? 'the project'}`, [
    text('Type this in the other channel:'),
    lines,
    text(who),
    limits,
  ]);
}

const maxChannels = 3;

/** Tells a channel with which others it shows a project from now on; without names, where it must not know them. */
export const linkedNews = (channels: readonly Pick<Room, 'name' | 'platform'>[], by: string): Card =>
  note(
    channels.length > 0
      ? `Linked with ${firstNames(channels.map(channelWords), maxChannels)}`
      : 'Linked with the team’s channel',
    [text(`${by} linked the channels. Both show the same cards.`, 'quiet')],
  );

/** "#apollo in Slack". */
const channelWords = ({ name, platform }: Pick<Room, 'name' | 'platform'>): string =>
  // a page has a name and no channel
  platform === 'web' && name
    ? name
    : `${name ? `#${name.replace(/^#/, '')}` : 'a channel'} in ${platformWords[platform]}`;
