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

/**
 * A card as a mail says it: nothing can be pressed there, so what could be pressed is told as the
 * line to type instead, and the end says how to stop.
 */
export function letterOf(card: Card): Card {
  const blocks = card.blocks.map(block);
  const acts = [...card.actions, ...card.more].map(typed);
  const told = acts.length > 0 || blocks.some((part, index) => part !== card.blocks[index]);
  return {
    title: card.title,
    blocks: [
      ...blocks,
      { is: 'divider' },
      ...(acts.length > 0 ? [text([plain('Type: '), ...between(acts)], 'quiet')] : []),
      text([...(told ? [plain(where)] : []), ...stop], 'quiet'),
    ],
    actions: [],
    more: [],
  };
}

const where = 'What to type, type to Milepost in Slack or Teams. ';

const stop: Span[] = [
  plain('Milepost sends you mail because this address was chosen. To stop, type '),
  code('notify slack'),
  plain(' or '),
  code('notify teams'),
  plain(' there.'),
];

const block = (part: Block): Block =>
  part.is === 'list' && part.items.some(({ actions }) => actions?.length)
    ? { ...part, items: part.items.map(item) }
    : part;

/** The likeliest thing alone: a line with all of them would be about typing, not about work. */
function item({ spans, actions: [first] = [] }: Item): Item {
  return { spans: first ? [...spans, plain(' · '), typed(first)] : spans };
}

const between = (spans: Span[]): Span[] =>
  spans.flatMap((span, index) => (index > 0 ? [plain(' · '), span] : [span]));

/** What a button asks for, as a line: `done 3 project:"Beta launch"`. */
function typed({ command, input: { milestone, ...others } }: Action): Span {
  const keyed = Object.entries(others).map(([key, value]) => `${key}:${quoted(value)}`);
  return code([command, milestone, ...keyed].filter(Boolean).join(' '));
}

const quoted = (value: string) =>
  /^[\p{L}\p{N}.-]+$/u.test(value) ? value : `"${value.replaceAll('"', '”')}"`;
