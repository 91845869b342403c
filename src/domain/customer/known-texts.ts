import type { Entities } from '../change.ts';

/** A row or a part of one, as facts hold it. */
export type Row = Readonly<Record<string, unknown>>;

/** Ids, addresses, days and currencies, by their names. */
type Reference =
  | ('id' | 'on' | 'at' | 'until' | 'zone' | 'currency' | 'checkpoint' | 'resolveBy' | 'round' | 'targetThen')
  | ('tenant' | 'user' | 'channel' | 'address' | 'hash')
  | `${string}${'Id' | 'Ids' | 'At' | 'On' | 'Date' | 'For' | 'Hash'}`;

/** The fields of a row that can hold words: texts, and values with parts. One of a few words is none. */
type TextOf<R> = {
  [F in keyof R & string]-?: F extends Reference
    ? never
    : string extends NonNullable<R[F]>
      ? F
      : NonNullable<R[F]> extends object
        ? F
        : never;
}[keyof R & string];

/**
 * How a customer reads a text. `known`: as it is. `unseen`: no answer has it, because it is a secret or a setting.
 * A function returns what stands in its place.
 */
type Reading = 'known' | 'unseen' | ((row: Row) => unknown);

/** What customers read in place of words that only the team may read. */
export const withheldWords = 'the team is handling it';

/** The fields by which a row of a kind is recognised, which it has wherever facts hold a text of it. */
type Marks = { readonly [E in keyof Entities]?: readonly (keyof Entities[E] & string)[] };

const none = () => null;
const nothing = () => [];
const words = () => withheldWords;
const withoutNote = ({ lost }: Row) =>
  typeof lost === 'object' && lost !== null ? { ...lost, note: null } : lost;

/** Returns a person's words in quotes; what stands in their place is a sentence of Milepost's. */
export const quotedWords = (text: string): string => (text === withheldWords ? text : `“${text}”`);

/** Whether a blocker or a message of a schedule is for customers. */
const isTheirs = ({ by, audience }: Row) => by === 'customer' || audience === 'customer';

/** The message that evidence quotes, where it was written among the team. */
function quoteOf({ quote }: Row): Row | undefined {
  if (typeof quote !== 'object' || quote === null) return undefined;
  return 'audience' in quote && quote.audience === 'customer' ? undefined : { ...quote };
}

/** What somebody called the evidence is for all; a title that only repeats the message is not. */
function titleOfQuote(row: Row): unknown {
  const quote = quoteOf(row);
  const [title, excerpt] = [row.title, quote?.excerpt];
  if (typeof title !== 'string' || typeof excerpt !== 'string') return title;
  const said = (text: string) => text.replace(/\s*…$/, '');
  const isRepeated = said(title).startsWith(said(excerpt)) || said(excerpt).startsWith(said(title));
  return isRepeated ? 'A message of the team' : title;
}

/**
 * How customers read each text of each kind of row (CUS-1). A new kind of row, or a new text of one, does not compile
 * without a decision here.
 */
export const knownTexts: { readonly [E in keyof Entities]: Readonly<Record<TextOf<Entities[E]>, Reading>> } =
  {
    project: {
      name: 'known',
      asks: 'known',
      billing: 'known',
      holidays: 'known',
      lost: withoutNote,
      policies: 'known',
      reminders: 'known',
      target: 'known',
      terms: 'known',
    },
    milestone: {
      name: ({ outcome, name }) => outcome ?? name,
      outcome: 'known',
      description: none,
      dropReason: none,
    },
    item: { text: 'known', skipReason: 'known' },
    dependency: {},
    evidence: {
      title: titleOfQuote,
      url: (row) => (quoteOf(row) ? null : row.url),
      value: 'known',
      target: 'known',
      quote: (row) => (quoteOf(row) ? null : row.quote),
    },
    reaction: { key: 'unseen', reactor: 'unseen', stamp: 'unseen' },
    update: { note: none, reason: none },
    review: { note: 'known' },
    question: { text: 'known', answer: 'known' },
    approval: { note: 'known' },
    deputy: {},
    member: {},
    room: { name: 'known', reach: 'unseen', digest: 'known' },
    linkCode: {},
    person: { name: 'known', email: none, quiet: 'known', digest: 'known' },
    identity: {},
    page: {},
    blocker: { text: (row) => (isTheirs(row) ? row.text : withheldWords) },
    snooze: {},
    metric: { name: 'known', target: 'known', stage: 'known' },
    metricValue: { value: 'known', note: none },
    risk: { text: words, mitigation: none },
    cadence: {
      what: (row) => (isTheirs(row) ? row.what : 'A message of the team'),
      draft: (row) => (isTheirs(row) ? row.draft : null),
      every: 'known',
      rule: 'known',
    },
    standupAnswer: { did: none, next: none, blocks: none },
    decision: {
      question: () => 'A decision of the team',
      criteria: nothing,
      fallback: none,
      outcomeNote: none,
    },
    vote: { note: none },
    contingency: { when: () => 'a condition of the team is true', action: words },
    invoice: {
      number: 'known',
      prefix: 'known',
      seller: 'known',
      buyer: 'known',
      payLink: 'known',
      disputes: 'known',
      terms: 'known',
    },
    settlement: { note: 'known' },
    cost: { note: none },
    import: { document: 'unseen' },
    blueprint: { slug: 'known', blueprint: 'known' },
    organisation: { domains: 'unseen' },
    merge: { agreements: 'unseen' },
    changeOrder: { text: 'known', reason: 'known', effect: 'known', supplier: 'known', client: 'known' },
    proposal: { content: 'known', reason: 'known' },
    survey: { comment: 'known' },
    message: { text: 'known', files: 'known' },
    actionItem: { label: 'known' },
    loggedChange: { text: 'known' },
    achievement: { reason: none, evidence: 'known' },
    programme: { name: 'unseen' },
    programmeCompany: {},
    programmeQuestion: { text: 'unseen', lastDay: 'unseen' },
    programmeAnswer: { text: 'unseen' },
  };

/**
 * How customers read what is no row that a command writes: a record of the past without its note, and what changed
 * without the condition that caused it. The history for customers leaves notes out when it is read.
 */
export const knownParts = [
  { fields: ['type', 'before', 'after', 'note', 'milestoneId'], readings: { note: none } },
  { fields: ['because'], readings: { because: () => undefined } },
] as const;

/**
 * How rows are recognised whose texts are withheld, by fields that they have wherever facts hold those texts.
 * `tests/domain/customer/withhold.test.ts` wants an entry for each kind of row that needs one.
 */
export const marks: Marks = {
  project: ['status', 'lost'],
  milestone: ['number', 'name', 'outcome'],
  evidence: ['itemId', 'title', 'url', 'addedById'],
  update: ['percent', 'note'],
  person: ['email'],
  blocker: ['text', 'by', 'openedAt'],
  metricValue: ['value', 'note'],
  risk: ['text', 'level', 'resolveBy'],
  cadence: ['what', 'number'],
  standupAnswer: ['did', 'next', 'blocks'],
  decision: ['question', 'number'],
  vote: ['choice', 'note'],
  contingency: ['when', 'action'],
  cost: ['minor', 'note', 'milestoneId'],
  achievement: ['achieved', 'reason'],
};
