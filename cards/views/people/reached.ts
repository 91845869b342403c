import type { Preferences } from '../../../src/domain/people/person.ts';
import { chatPlatforms, isChatPlatform, type Medium } from '../../../src/domain/platform.ts';
import { type Card, code, note, plain, text } from '../../model.ts';
import { andList, platformWords } from '../words.ts';

/** Shows how somebody is notified. `on` lists where they have accounts, the platform last used first. */
export function notifyCard({
  via,
  email,
  on,
}: Pick<Preferences, 'via'> & { email: string | null; on: Medium[] }): Card {
  const last = on.find(isChatPlatform);
  const known = on.filter(isChatPlatform).map((platform) => platformWords[platform]);
  const title = via
    ? `Milepost writes to you ${viaMedium(via)}.`
    : last
      ? `Milepost writes to you where it saw you last: ${viaMedium(last)}.`
      : 'Milepost cannot write to you: it knows you at a terminal only.';
  return note(title, [
    text(
      [
        known.length > 0 && `Milepost knows you in ${andList(known)}.`,
        email && `Your verified address is ${email}.`,
      ]
        .filter(Boolean)
        .join(' ') || 'Milepost knows you nowhere else.',
    ),
    text(
      [
        ...chatPlatforms
          .toReversed()
          .flatMap((platform, at) => [...(at > 0 ? [plain(', ')] : []), code(`notify ${platform}`)]),
        plain(' or '),
        code('notify email'),
        plain(' changes it.'),
      ],
      'quiet',
    ),
  ]);
}

/** "in Teams", "by e-mail". */
export const viaMedium = (medium: Medium): string =>
  `${medium === 'email' ? 'by' : 'in'} ${platformWords[medium]}`;
