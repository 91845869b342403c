import type { MilestoneFacts } from '../../src/domain/facts.ts';
import { blockerKey, type Held } from '../../src/domain/health/blocker.ts';
import type { Blocker } from '../../src/domain/time/schedule.ts';
import { type Card, plain, type Span, strong, text } from '../model.ts';
import { joined, partyWords, titled } from './words.ts';

/** What a room hears once: one line, at most a sentence of why, and a way to the card. */
function news({ milestone }: MilestoneFacts, what: string, why: Span[] | undefined): Card {
  return {
    title: [strong(titled(milestone)), plain(` ${what}`)],
    blocks: why ? [text(why)] : [],
    actions: [{ label: 'Show', command: 'show', input: { milestone: String(milestone.number) } }],
    more: [],
  };
}

const quoted = (words: string | null | undefined) => (words ? [plain(`“${words}”`)] : undefined);

/** It waits for a decision; those who may decide are pinged, because they must act. */
export function submittedNews(facts: MilestoneFacts, by: string): Card {
  const mentions = facts.approvers
    .slice(0, 3)
    .flatMap((approver, index): Span[] => [
      ...(index > 0 ? [plain(', ')] : []),
      { is: 'mention', name: approver.name, addresses: approver.addresses },
    ]);
  const { approver } = facts.project.policies;
  const nobody =
    approver === 'nobody' ? 'Whoever works on it may decide.' : `Nobody holds the role ${approver} yet.`;
  const why = mentions.length > 0 ? [plain('Waiting for '), ...mentions] : [plain(nobody)];
  return news(facts, `was submitted for approval by ${by}`, why);
}

/** It is approved, and done by that. */
export const approvedNews = (facts: MilestoneFacts, by: string): Card =>
  news(facts, `was approved by ${by}`, quoted(facts.review?.note));

/** It goes back to those who work on it. */
export const returnedNews = (facts: MilestoneFacts, by: string): Card =>
  news(facts, `was returned by ${by}`, quoted(facts.review?.note));

/** Something is in the way: a milestone cannot go on by it, or it holds up what has not begun, or the whole project. */
export function blockerNews(held: Held, blocker: Blocker, by: string): Card {
  const waits = blocker.by && `waits for ${partyWords[blocker.by]}`;
  const why = [plain(`${blockerKey(blocker)}: ${joined([`“${blocker.text}”`, waits])}`)];
  const more = `has a new blocker, from ${by}`;
  if (held.is === 'milestone') {
    const blocked = held.facts.milestone.status === 'blocked';
    return news(held.facts, blocked ? `was blocked by ${by}` : more, why);
  }
  return {
    title: [strong(held.facts.project.name), plain(` ${more}`)],
    blocks: [text(why)],
    actions: [{ label: 'Show', command: 'status', input: {} }],
    more: [],
  };
}

/** It is finished. */
export const doneNews = (facts: MilestoneFacts, by: string): Card =>
  news(facts, `was marked done by ${by}`, undefined);
