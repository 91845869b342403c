import { quotedWords } from '../../src/domain/customer/known-texts.ts';
import type { MilestoneFacts } from '../../src/domain/facts.ts';
import type { Blocker } from '../../src/domain/health/blocker.ts';
import { blockerKey } from '../../src/domain/health/blocker.ts';
import type { BlockerTarget } from '../../src/domain/health/blocking.ts';
import { type Action, type Card, plain, type Span, strong, text } from '../model.ts';
import { writeAbout } from './thread/outreach.ts';
import { joined, numberedName, partyWords } from './words.ts';

/** Returns an announcement: one line, at most a sentence of why, and a button to the card. */
function news({ milestone }: MilestoneFacts, what: string, why: Span[] | undefined): Card {
  return {
    title: [strong(numberedName(milestone)), plain(` ${what}`)],
    blocks: why ? [text(why)] : [],
    actions: [{ label: 'Show', command: 'show', input: { milestone: String(milestone.number) } }],
    more: [],
  };
}

const quoted = (words: string | null | undefined) => (words ? [plain(`“${words}”`)] : undefined);

/** "Bo", or "Bo for Cleo" where a deputy decided. */
const decider = ({ review }: MilestoneFacts, by: string) =>
  review?.decidedFor ? `${by} for ${review.decidedFor}` : by;

/** Announces an approval. */
export const approvedNews = (facts: MilestoneFacts, by: string): Card =>
  news(facts, `was approved by ${decider(facts, by)}`, quoted(facts.review?.note));

/** Announces a return. */
export const returnedNews = (facts: MilestoneFacts, by: string): Card =>
  news(facts, `was returned by ${decider(facts, by)}`, quoted(facts.review?.note));

/** Announces that work is stopped because nobody decided in time. */
export const workStoppedNews = (facts: MilestoneFacts): Card =>
  news(facts, 'was not decided in time: nothing else starts until somebody decides', undefined);

/** Announces a question of a reviewer, with a button to answer. */
export function askedNews(facts: MilestoneFacts, by: string): Card {
  const card = news(facts, `has a question from ${by}`, quoted(facts.review?.questions.at(-1)?.text));
  const input = { milestone: String(facts.milestone.number) };
  return {
    ...card,
    actions: [{ label: 'Answer', command: 'answer-review', input, style: 'primary' }, ...card.actions],
  };
}

/** Announces the answer to the question of a reviewer, with the buttons to decide. */
export function answeredNews(facts: MilestoneFacts, by: string): Card {
  const { milestone, review } = facts;
  const card = news(facts, `has an answer from ${by}`, quoted(review?.questions.at(-1)?.answer));
  const input = { milestone: String(milestone.number) };
  const decide: Action[] = [
    { label: 'Approve', command: 'approve', input, style: 'primary' },
    { label: 'Return', command: 'return', input },
  ];
  return { ...card, actions: [...decide, ...card.actions] };
}

/** Announces that a milestone counts as accepted because nobody answered in time. */
export const silentlyAcceptedNews = (facts: MilestoneFacts): Card =>
  news(facts, 'was accepted: nobody answered in time', undefined);

/** Announces a blocker of a milestone or of the whole project. */
export function blockerNews(held: BlockerTarget, blocker: Blocker, by: string): Card {
  const waits = blocker.by && `waiting for ${partyWords[blocker.by]}`;
  const why = [plain(`${blockerKey(blocker)}: ${joined([quotedWords(blocker.text), waits])}`)];
  const more = `has a new blocker, from ${by}`;
  // what waits for the customer is theirs to answer
  const writes = blocker.by === 'customer' ? [writeAbout(blocker.number)] : [];
  if (held.is === 'milestone') {
    const blocked = held.facts.milestone.status === 'blocked';
    const card = news(held.facts, blocked ? `was blocked by ${by}` : more, why);
    return { ...card, actions: [...card.actions, ...writes] };
  }
  return {
    title: [strong(held.facts.project.name), plain(` ${more}`)],
    blocks: [text(why)],
    actions: [{ label: 'Show', command: 'status', input: {} }, ...writes],
    more: [],
  };
}

/** Announces that a milestone is done. */
export const doneNews = (facts: MilestoneFacts, by: string): Card =>
  news(facts, `was marked done by ${by}`, undefined);
