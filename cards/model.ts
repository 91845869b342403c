/**
 * The neutral card: what a view says, before any platform decides how it looks. Inline text is spans, never
 * markup, so renderers escape it and user text can neither ping anybody nor inject formatting.
 */

import type { Platform } from '../src/domain/platform.ts';
import type { State } from './states.ts';

/** A person's account: the tenant and user id that a platform vouches for. */
export type Address = { platform: Platform; tenant: string; user: string };

/** A piece of inline text. */
export type Span =
  | { is: 'plain'; text: string }
  | { is: 'strong'; text: string }
  | { is: 'code'; text: string }
  | { is: 'link'; text: string; url: string }
  /** Pings the person where one of the addresses belongs to the room's tenant; elsewhere their plain name. */
  | { is: 'mention'; name: string; addresses: Address[] }
  /**
   * A moment as an ISO 8601 instant, shown in the reader's own zone where the platform can. A `past` one is
   * shown as how long ago it was, where the platform keeps that current.
   */
  | { is: 'instant'; at: string; past?: true };

/** Emphasis of a text. `alert` needs attention, `quiet` is small print; the words still carry the meaning. */
export type Tone = 'normal' | 'quiet' | 'alert';

/** One block of a card's body. */
export type Block =
  | { is: 'text'; spans: Span[]; tone: Tone }
  /** The heading of what follows, up to the next heading. */
  | { is: 'heading'; words: string }
  /** What needs attention, set apart in the colour of a state. */
  | { is: 'callout'; state: State; spans: Span[] }
  /** At most four, so that they can be read at a glance; the view decides which. */
  | { is: 'facts'; facts: Fact[] }
  /** `percent` is whole, 0 to 100; `label` says the same in words ("60 %, 3 of 5 items"). */
  | { is: 'progress'; percent: number; label: string; state?: State }
  | { is: 'list'; items: Item[] }
  /** A checklist that people tick on the card; at most five, the view decides which. */
  | { is: 'tasks'; tasks: Task[] }
  /** A picture at a public https address. `alt` carries its meaning, and the card also says it in words. */
  | { is: 'image'; url: string; alt: string }
  /** A button that opens a page outside the chat. The label says what is there. */
  | { is: 'page'; label: string; url: string }
  /** Preformatted text to copy unchanged, such as Markdown. */
  | { is: 'verbatim'; text: string }
  | { is: 'divider' };

/** A labelled value. */
export type Fact = { label: string; value: Span[] };

/** A list entry and its actions, at most six, the likeliest first. */
export type Item = {
  spans: Span[];
  /** Drawn as an icon in front; the spans say it in words. */
  state?: State;
  /** Outside the menu, at most three; each costs space on a phone. */
  buttons?: Action[];
  /** One is a button; several are a menu. */
  actions?: Action[];
};

/** An item of a checklist. Each press names one item, so that people who tick at once do not undo each other. */
export type Task = { text: string; done: boolean; check: Action; uncheck: Action };

/**
 * The project that a button, menu entry or form was drawn for. A press acts on that project only, whatever
 * the room shows by then. Numbers are never reused within a project, so project and input together identify
 * one thing permanently.
 */
export type About = {
  /** The project's id. */
  project: string;
  /** Drawn for somebody who named the project in a room that does not show it; their role decides what they may do. */
  anywhere?: boolean | undefined;
};

/** A command to run when pressed, with its input already known. */
export type Action = {
  label: string;
  command: string;
  input: Record<string, string>;
  /** Absent for actions outside any project, and until `bindActions` binds the card to one. */
  about?: About;
  /** Version of the subject as drawn. A press on an older one is answered with the current card (LIVE-3). */
  version?: number;
  style?: 'primary' | 'danger';
  /** The answer is the next state of the same message, so it replaces a private one. */
  redraws?: true;
  /** Leaves what was shown in the place of a live card, which comes back. */
  returns?: true;
  confirm?: { title: string; text: string; yes: string };
};

/** A complete message. */
export type Card = {
  /** A name, such as "3 · Beta launch"; the whole answer where there is little to say. */
  title: Span[];
  /** Beside the title or below it, by colour, icon and word. */
  state?: State;
  /** What is said of the title's subject, on one line: "due Thu 10 Dec, 3 working days left". */
  subtitle?: Span[];
  blocks: Block[];
  /** At most three, the one that moves the work forward first. */
  actions: Action[];
  /** The remaining actions, behind "More". */
  more: Action[];
  /** The subject of the live card that shows the same, by its kind and the id of its row. */
  of?: { kind: string; id: string };
};

/** Whether a value read from the database is a card. Its blocks are not validated: only Milepost writes them. */
export const isCard = (stored: unknown): stored is Card =>
  typeof stored === 'object' && stored !== null && 'title' in stored && 'blocks' in stored;

/** The content of a card, without its actions. */
export type CardBody = Pick<Card, 'title' | 'state' | 'subtitle' | 'blocks'>;

/** The actions below a card. */
export type CardActions = Pick<Card, 'actions' | 'more'>;

/** A form: a Slack modal or a Teams form card. */
export type Form = {
  title: string;
  /** What the form is about, as people name it: "2 · OAuth sign-in". Absent for something new. */
  subject?: string;
  command: string;
  about?: About;
  submit: string;
  /** Input that is already known and not shown. */
  given: Record<string, string>;
  fields: Field[];
  /** The button that opens the same form with all of its fields. */
  more?: string;
};

/** The part that all fields share. */
type FieldBase = { name: string; label: string; hint?: string; optional: boolean; value?: string };

/** One input of a form. Values travel as text: dates as YYYY-MM-DD, people as a mention token. */
export type Field = FieldBase &
  (
    | { is: 'text'; lines: 'one' | 'many'; minLength?: number; maxLength?: number }
    | { is: 'number'; min?: number; max?: number }
    | { is: 'date' }
    /** `hasMore`: there are more choices than these, found by typing. */
    | { is: 'choice'; choices: { label: string; value: string }[]; hasMore?: true }
    /** `several`: any number of people, as mention tokens with commas between them. */
    | { is: 'person'; several?: true }
    /** `types` are file extensions without the dot; `instead` says what to do where a form takes no files. */
    | { is: 'file'; types: string[]; instead: string }
  );

/** Returns a plain span. */
export const plain = (text: string): Span => ({ is: 'plain', text });
/** Returns a bold span. */
export const strong = (text: string): Span => ({ is: 'strong', text });
/** Returns a monospace span, for text to type or copy exactly. */
export const code = (text: string): Span => ({ is: 'code', text });
/** Returns the words of spans that have any, without their emphasis. */
export const plainWords = (spans: readonly Span[]): string =>
  spans.map((span) => ('text' in span ? span.text : span.is === 'mention' ? span.name : span.at)).join('');
/** Returns a paragraph. */
export const text = (spans: Span[] | string, tone: Tone = 'normal'): Block => ({
  is: 'text',
  spans: typeof spans === 'string' ? [plain(spans)] : spans,
  tone,
});
/** Returns what needs attention, in the colour of a state. */
export const callout = (state: State, spans: Span[]): Block => ({ is: 'callout', state, spans });
/** Returns the heading of a part. */
export const heading = (words: string): Block => ({ is: 'heading', words });
/** Returns a card with only a title, a body and buttons, as most private answers are. */
export const note = (title: string, blocks: Block[] = [], actions: Action[] = []): Card => ({
  title: [plain(title)],
  blocks,
  actions,
  more: [],
});

/** Applies `change` to every action of a card, list items included. */
export function mapActions(card: Card, change: (action: Action) => Action): Card {
  const changed = (one: Item): Item => ({
    ...one,
    ...(one.buttons ? { buttons: one.buttons.map(change) } : {}),
    ...(one.actions ? { actions: one.actions.map(change) } : {}),
  });
  const task = (one: Task): Task => ({ ...one, check: change(one.check), uncheck: change(one.uncheck) });
  const block = (one: Block): Block => {
    if (one.is === 'list') return { ...one, items: one.items.map(changed) };
    return one.is === 'tasks' ? { ...one, tasks: one.tasks.map(task) } : one;
  };
  return {
    ...card,
    blocks: card.blocks.map(block),
    actions: card.actions.map(change),
    more: card.more.map(change),
  };
}

/** Binds every action of a card to a project; actions that are already bound keep theirs. */
export const bindActions = (card: Card, about: About): Card =>
  mapActions(card, (action) => (action.about ? action : { ...action, about }));
