import type { MilestoneFacts } from '../../src/domain/facts.ts';
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

/** It cannot go on. */
export function blockedNews(facts: MilestoneFacts, by: string): Card {
  const { blockedBy, blockedReason } = facts.milestone;
  const waits = blockedBy && `waits for ${partyWords[blockedBy]}`;
  const why = joined([blockedReason && `“${blockedReason}”`, waits]);
  return news(facts, `was blocked by ${by}`, why ? [plain(why)] : undefined);
}

/** It is finished. */
export const doneNews = (facts: MilestoneFacts, by: string): Card =>
  news(facts, `was marked done by ${by}`, undefined);
