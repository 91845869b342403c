import { chatNames } from '../../../src/domain/platform.ts';
import { type Card, code, note, plain, strong, text } from '../../model.ts';

const platforms = { ...chatNames, web: 'The page', cli: 'The terminal', email: 'E-mail' };

/** Tells the project's owners that Milepost can no longer post in one of its rooms, and how to restore it. */
export function roomLostCard(lost: {
  project: string;
  room: string | null;
  platform: keyof typeof platforms;
  why: string;
}): Card {
  const room = lost.room ?? `one of its ${platforms[lost.platform]} channels`;
  return note(`${lost.project} left ${room}`, [
    text([
      plain('Milepost can no longer post in '),
      strong(room),
      plain(', so the cards there no longer update. The project and its other channels are fine.'),
    ]),
    text([
      plain(
        'To get it back, unarchive the channel or invite Milepost to it again: its cards continue where they were. Or type ',
      ),
      code(`link project:"${lost.project}"`),
      plain(' in any other channel.'),
    ]),
    text(`${platforms[lost.platform]} said: ${lost.why}`, 'quiet'),
  ]);
}

/** Says in a restored room that it shows its project again. */
export function roomRestoredCard(project: string): Card {
  return note(`Milepost is back: this channel shows ${project} again`, [
    text('Its cards are up to date. You need to do nothing.'),
  ]);
}
