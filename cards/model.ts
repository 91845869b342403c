/**
 * The neutral card: what a view says, before any platform decides how it looks.
 *
 * Inline text is spans, never markup, so that renderers escape it and user text can neither
 * ping anybody nor inject formatting.
 */

import type { Platform } from '../src/domain/platform.ts';

/** Where a person is known: the pair of tenant and user id that a platform vouches for. */
export type Address = { platform: Platform; tenant: string; user: string };

/** A stretch of inline text. */
export type Span =
  | { is: 'plain'; text: string }
  | { is: 'strong'; text: string }
  | { is: 'code'; text: string }
  | { is: 'link'; text: string; url: string }
  /** Pings the person on the platform being rendered for, where one of the addresses is of the room's tenant; else their plain name. */
  | { is: 'mention'; name: string; addresses: Address[] }
  /** A moment, shown in the reader's own zone where the platform can. ISO 8601 instant. */
  | { is: 'instant'; at: string };

/** How loud a text is. `alert` needs attention, `quiet` is small print; words still carry the meaning. */
export type Tone = 'normal' | 'quiet' | 'alert';

/** One piece of a card's body. */
export type Block =
  | { is: 'text'; spans: Span[]; tone: Tone }
  /** At most four are read at a glance; the view decides which. */
  | { is: 'facts'; facts: Fact[] }
  /** `percent` is whole, 0 to 100; `label` says the same in words ("60%, 3 of 5 items"). */
  | { is: 'progress'; percent: number; label: string }
  | { is: 'list'; items: Item[] }
  /** A picture at a public https address; `alt` says all that matters in it. What a card tells by one, it tells in words too. */
  | { is: 'image'; url: string; alt: string }
  /** Lines to copy as they stand, letter by letter: Markdown. */
  | { is: 'verbatim'; text: string }
  | { is: 'divider' };

/** A labelled value. */
export type Fact = { label: string; value: Span[] };

/** A line of a list, with what can be done about it: at most five, the likeliest first. */
export type Item = { spans: Span[]; actions?: Action[] };

/**
 * What a button, menu entry or form was drawn for. It acts on that project and on no other, whatever
 * the room shows by the time it is used. Numbers in the input are never given twice in a project, so
 * the two together name one thing for ever.
 */
export type About = {
  /** The project's id. */
  project: string;
  /** Drawn for somebody who named the project, in a room that does not show it: their role decides. */
  anywhere?: boolean | undefined;
};

/** What a button asks for: a command by name with input already known. */
export type Action = {
  label: string;
  command: string;
  input: Record<string, string>;
  /** Absent where the action belongs to no project, and until the card is bound to one (`drawnFor`). */
  about?: About;
  /** Version of the subject as drawn; a press on an older one is answered with the present (LIVE-3). */
  version?: number;
  style?: 'primary' | 'danger';
  confirm?: { title: string; text: string; yes: string };
};

/** A message, whole. */
export type Card = {
  /** One line: number, name, state, date. */
  title: Span[];
  blocks: Block[];
  /** At most three, the one that moves the work forward first. */
  actions: Action[];
  /** The rest, behind "More". */
  more: Action[];
};

/** What a card says, without anything to press below it. */
export type CardBody = Pick<Card, 'title' | 'blocks'>;

/** What can be pressed below a card. */
export type CardActions = Pick<Card, 'actions' | 'more'>;

/** A form: Slack modal, Teams form card. */
export type Form = {
  title: string;
  command: string;
  about?: About;
  submit: string;
  /** Input that is already known and not shown. */
  given: Record<string, string>;
  fields: Field[];
};

/** What every field of a form has. */
type FieldBase = { name: string; label: string; hint?: string; optional: boolean; value?: string };

/** One input of a form. Values travel as text; dates as YYYY-MM-DD, people as a mention token. */
export type Field = FieldBase &
  (
    | { is: 'text'; lines: 'one' | 'many'; minLength?: number; maxLength?: number }
    | { is: 'number'; min?: number; max?: number }
    | { is: 'date' }
    | { is: 'choice'; choices: { label: string; value: string }[] }
    | { is: 'person' }
    /** `types` are endings of names, without the dot; `instead` says what to do where a form takes no files. */
    | { is: 'file'; types: string[]; instead: string }
  );

/** A plain stretch of text. */
export const plain = (text: string): Span => ({ is: 'plain', text });
/** A stretch that stands out. */
export const strong = (text: string): Span => ({ is: 'strong', text });
/** Something to type or copy, letter by letter. */
export const code = (text: string): Span => ({ is: 'code', text });
/** A paragraph. */
export const text = (spans: Span[] | string, tone: Tone = 'normal'): Block => ({
  is: 'text',
  spans: typeof spans === 'string' ? [plain(spans)] : spans,
  tone,
});
/** A card with nothing but a title and a body; most private answers are one. */
export const note = (title: string, blocks: Block[] = [], actions: Action[] = []): Card => ({
  title: [plain(title)],
  blocks,
  actions,
  more: [],
});

/** The same card with every action changed, wherever it stands. */
export function mapActions(card: Card, change: (action: Action) => Action): Card {
  const item = (one: Item): Item => (one.actions ? { ...one, actions: one.actions.map(change) } : one);
  const block = (one: Block): Block => (one.is === 'list' ? { ...one, items: one.items.map(item) } : one);
  return {
    ...card,
    blocks: card.blocks.map(block),
    actions: card.actions.map(change),
    more: card.more.map(change),
  };
}

/** The same card with every action bound to what the card was drawn for; one that is bound stays so. */
export const drawnFor = (card: Card, about: About): Card =>
  mapActions(card, (action) => (action.about ? action : { ...action, about }));
