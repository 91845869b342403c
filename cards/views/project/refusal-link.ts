import type { Refusal } from '../../../src/domain/outcome.ts';
import { inviteCommands, type Platform } from '../../../src/domain/platform.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Action, type Card, code, note, plain, type Span, text } from '../../model.ts';

/** How a channel gets the bot. */
function invitation(platform: Platform): Span[] {
  const command = inviteCommands[platform];
  return command
    ? [plain('Type '), code(command), plain(' here, then the same line again.')]
    : [plain('Add the app Milepost to this channel or its team, then type the same line again.')];
}

/** Refuses to create anything where Milepost cannot post, and says how to let it in. */
export function cannotPostRefusal({ platform, why }: Refusal & { is: 'cannot_post' }): Card {
  if (why === 'archived')
    return note('This channel is archived, so Milepost could not post here.', [
      text('Nothing changed. Unarchive the channel, or type the same line in another one.'),
    ]);
  return note('Milepost is not in this channel yet, so it could not post here.', [
    text([plain('Nothing changed. '), ...invitation(platform)]),
  ]);
}

/** Asks whether a project of an existing name is the same or a second one; two are told apart by a number. */
export function sameNameRefusal({ name, other, again, inChannel }: Refusal & { is: 'same_name' }): Card {
  const join: Action = {
    label: `Link ${short(other.label)} here`,
    command: 'link',
    input: {},
    about: { project: other.id, anywhere: true },
    style: 'primary',
  };
  return note(
    `A project ${short(name)} exists already.`,
    [text('Nothing changed. Is it the same project, or a second one with that name?')],
    [
      ...(inChannel ? [join] : []),
      { label: `Make a second ${short(name)}`, command: 'project', input: { ...again, second: 'yes' } },
    ],
  );
}

const short = (name: string) => excerpt(name, 40);
