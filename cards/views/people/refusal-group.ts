import type { GroupOffer, Refusal, UnlistedReason } from '../../../src/domain/outcome.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Block, type Card, code, note, plain, text } from '../../model.ts';
import { platformWords } from '../words.ts';

const maxLabelCharacters = 75;

/** Refuses a group or channel where a person is needed, and offers its members. */
export function groupRefusal({ name, offer }: Refusal & { is: 'group' }): Card {
  const kind = name.startsWith('#') ? 'channel' : 'group';
  const title = `${excerpt(name, 60)} is a ${kind}, and a ${kind} cannot own work, hold a role or decide.`;
  return note(title, blocks(offer, kind === 'channel' ? 'channels:read' : 'usergroups:read'), buttons(offer));
}

const mention: Block = text([plain('Mention one person instead, such as '), code('@Ana'), plain('.')]);

/** `scope` is what Slack requires to list the members. */
function blocks(offer: GroupOffer | undefined, scope: string): Block[] {
  if (!offer) return [mention];
  if (offer.is === 'none') return [text(unlisted(offer.why, platformWords[offer.platform], scope)), mention];
  const { members, others } = offer;
  if (members.length === 0) return [text('You cannot choose anybody in it.'), mention];
  const more = others === undefined ? 'It has more people' : `It has ${others} more`;
  return [
    text('Choose one of its people:'),
    ...(others === 0 ? [] : [text(`${more}. To choose somebody else, mention them.`, 'quiet')]),
  ];
}

function unlisted(why: UnlistedReason, platform: string, scope: string): string {
  switch (why) {
    case 'no_permission':
      return `Milepost may not see who is in it. The operator of Milepost can add the scope ${scope} and install the app again.`;
    case 'hidden':
      return 'Milepost cannot show you who is in it.';
    case 'tag':
      return 'Teams does not tell apps who has a tag.';
    case 'no_answer':
      return `${platform} did not say in time who is in it.`;
    default:
      return why satisfies never;
  }
}

function buttons(offer: GroupOffer | undefined): Card['actions'] {
  if (!offer) return [];
  const { command } = offer;
  if (offer.is === 'none') return offer.again ? [{ label: 'Try again', command, input: offer.again }] : [];
  return offer.members.map(({ name, input }) => ({
    label: excerpt(name, maxLabelCharacters),
    command,
    input,
  }));
}
