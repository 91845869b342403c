import type { KnownReview, MilestoneFacts } from '../../../src/domain/facts.ts';
import type { Policies } from '../../../src/domain/project/policies.ts';
import { pendingApprovers } from '../../../src/domain/review/seats.ts';
import { type Block, plain, type Span, text } from '../../model.ts';
import { joined, orList, roleWords } from '../words.ts';

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
  const { submittedBy, milestone, review, project } = facts;
  const approvers = review ? pendingApprovers({ ...facts, review }) : facts.approvers;
  const when: Span[] = milestone.submittedAt
    ? [plain(', '), { is: 'instant', at: milestone.submittedAt, past: true }]
    : [];
  const decides = decidesWords(
    project.policies.approver,
    approvers.map((approver) => approver.name),
  );
  return [plain(`Submitted by ${submittedBy ?? 'somebody'}`), ...when, plain(`. ${decides}`)];
}

function decidesWords(approver: Policies['approver'], names: string[]): string {
  if (approver === 'nobody') return 'Everybody who works on it can approve it.';
  if (names.length > 0) return `Waiting for ${orList(names.slice(0, 3))}.`;
  return `Nobody has the role ${roleWords[approver]} yet, so nobody can approve it.`;
}
