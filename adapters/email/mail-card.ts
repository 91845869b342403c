import {
  type Action,
  type Block,
  type Card,
  code,
  type Item,
  plain,
  type Span,
  text,
} from '../../cards/model.ts';
import { chatNames, chatPlatforms } from '../../src/domain/platform.ts';
import { typedName } from '../../src/domain/text/wording.ts';

/**
 * Returns the card of a mail: buttons become lines to type, and a footer says how to unsubscribe. `pages` is the
 * address of the pages of customers, where there are any.
 */
export function mailCardOf(card: Card, pages?: string): Card {
  const blocks = card.blocks.map(block);
  const commands = typedCommands([...card.actions, ...card.more], 4);
  const hasCommands = commands.length > 0 || card.blocks.some(hasActions);
  return {
    title: card.title,
    ...(card.state && { state: card.state }),
    ...(card.subtitle && { subtitle: card.subtitle }),
    blocks: [
      ...blocks,
      { is: 'divider' },
      ...(commands.length > 0 ? [text([plain('To go on: '), ...commands], 'quiet')] : []),
      ...(hasCommands ? [text([...whereToType, ...onPage(pages)], 'quiet')] : []),
      text(howToStop, 'quiet'),
    ],
    actions: [],
    more: [],
  };
}

const whereToType: Span[] = [
  plain(
    `Type one of these lines to Milepost in ${Object.values(chatNames).join(' or ')}: in the project’s channel, or anywhere with `,
  ),
  code('project:NAME'),
  plain('.'),
];

/** Customers without a chat platform press the button on their page (CUS-8). */
const onPage = (pages: string | undefined): Span[] =>
  pages === undefined
    ? []
    : [plain(' Or press the button on '), { is: 'link', text: 'your page', url: pages }, plain('.')];

const howToStop: Span[] = [
  plain(
    'Milepost writes to this address because somebody chose it as theirs, or invited it to a page that the team can close. To stop, type ',
  ),
  ...chatPlatforms.flatMap((platform, at) => [
    ...(at > 0 ? [plain(' or ')] : []),
    code(`notify ${platform}`),
  ]),
  plain(' there.'),
];

const hasActions = (part: Block) =>
  part.is === 'list' && part.items.some(({ buttons, actions }) => buttons?.length || actions?.length);

const block = (part: Block): Block => (part.is === 'list' ? { ...part, items: part.items.map(item) } : part);

/** At most two commands per item, so that the text stays readable. */
function item({ spans, buttons = [], actions = [] }: Item): Item {
  const commands = typedCommands([...buttons, ...actions], 2);
  return { spans: commands.length > 0 ? [...spans, plain(' · '), ...commands] : spans };
}

/** Returns the command lines of buttons, one per command: `done 3 · snooze 3 for:1h`. */
function typedCommands(actions: Action[], maxCommands: number): Span[] {
  const byCommand = actions.filter(
    ({ command }, index) => actions.findIndex((one) => one.command === command) === index,
  );
  return byCommand
    .slice(0, maxCommands)
    .flatMap((action, index): Span[] => [...(index > 0 ? [plain(' · ')] : []), code(lineOf(action))]);
}

/** Leaves out the project: buttons carry its id, which nobody types. */
function lineOf({ command, input: { milestone, project: _, ...others } }: Action): string {
  const keyed = Object.entries(others).map(([key, value]) => `${key}:${quoted(value)}`);
  return [typedName(command), milestone, ...keyed].filter(Boolean).join(' ');
}

const quoted = (value: string) =>
  /^[\p{L}\p{N}._-]+$/u.test(value) ? value : `"${value.replaceAll('"', '”')}"`;
