import type { Approver, KnownReview, MilestoneFacts } from '../../../src/domain/facts.ts';
import {
  countedApprovals,
  isFullyApproved,
  neededApprovals,
  pendingApprovers,
} from '../../../src/domain/review/seats.ts';
import { type Block, plain, type Span, text } from '../../model.ts';
import { andList, joined, orList, roleWords } from '../words.ts';

/** "Approved by Cleo, 7 Dec at 14:05"; "Accepted: nobody answered in time". */
export function completion({ milestone, review, doneBy }: MilestoneFacts): Block[] {
  const isReviewed = review?.outcome === 'approved' && review.decidedAt === milestone.doneAt;
  const isSilent = isReviewed && review.endedAs === 'accept';
  if (!doneBy && !isSilent) return [];
  const said = isSilent
    ? 'Accepted: nobody answered in time'
    : `${isReviewed ? 'Approved' : 'Done'} by ${isReviewed ? deciderWords(review) : doneBy}`;
  const when: Span[] = milestone.doneAt
    ? [plain(', '), { is: 'instant', at: milestone.doneAt, past: true }]
    : [];
  return [text([plain(said), ...when])];
}

/** "Bo", or "Bo for Cleo" where a deputy decided. */
export const deciderWords = ({ decidedBy, decidedFor }: KnownReview): string =>
  joined([decidedBy ?? 'somebody', decidedFor && `for ${decidedFor}`], ' ');

/** Says who submitted a milestone and who decides on it. */
export function waiting(facts: MilestoneFacts): Span[] {
  const { submittedBy, milestone } = facts;
  const when: Span[] = milestone.submittedAt
    ? [plain(', '), { is: 'instant', at: milestone.submittedAt, past: true }]
    : [];
  const names = awaitedApprovers(facts).map(({ name }) => name);
  const decides = names.length > 0 ? `Waiting for ${awaitedWords(facts, names)}.` : unawaitedWords(facts);
  return [plain(`Submitted by ${submittedBy ?? 'somebody'}`), ...when, plain(`. ${decides}`)];
}

/** Returns those for whose decision a milestone waits. */
export function awaitedApprovers({ review, ...facts }: MilestoneFacts): Approver[] {
  if (!review) return facts.approvers;
  return isFullyApproved({ ...facts, review }) ? [] : pendingApprovers({ ...facts, review });
}

const maxNames = 3;

/** "Dan and Eva" where all of them are needed, "Dan or Eva" where one is, else "2 of Dan, Eva and Fay". */
export function awaitedWords({ review, ...facts }: MilestoneFacts, names: readonly string[]): string {
  const given = review ? countedApprovals({ ...facts, review }).length : 0;
  const left = neededApprovals(facts) - given;
  const shown = names.slice(0, maxNames);
  if (left >= names.length) return andList(shown);
  return left === 1 ? orList(shown) : `${left} of ${andList(shown)}`;
}

/** "Dan or Eva"; "a coach" while nobody has the role. */
export const awaitedNames = (approvers: readonly Pick<Approver, 'name'>[]): string =>
  approvers.length > 0 ? orList(approvers.slice(0, maxNames).map(({ name }) => name)) : 'a coach';

/** Says who can decide where nobody in particular is waited for. */
export function unawaitedWords({ review, ...facts }: MilestoneFacts): string {
  const { approver } = facts.project.policies;
  if (approver === 'nobody') return 'Everybody who works on it can approve it.';
  const role = roleWords[approver];
  if (facts.approvers.length === 0) return `Nobody has the role ${role} yet, so nobody can approve it.`;
  if (!review || !isFullyApproved({ ...facts, review }))
    return `Everybody with the role ${role} has approved, and more approvals are needed.`;
  const given = countedApprovals({ ...facts, review }).map(({ person }) => person ?? 'somebody');
  return `Enough people have approved. ${orList(given.slice(0, 3))} can approve again to finish it.`;
}
