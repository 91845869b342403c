import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { joined } from '../words.ts';

type ReviewEntry = HistoryEntry & {
  type:
    | 'started'
    | 'progressed'
    | 'update_reported'
    | 'update_approved'
    | 'update_rejected'
    | 'approved'
    | 'approval_given'
    | 'returned'
    | 'asked_for_more'
    | 'deputy_changed'
    | 'stage_achieved'
    | 'stage_unachieved'
    | 'evidence_added'
    | 'evidence_changed'
    | 'evidence_removed';
};

/** Words what the verb of work and its review does not say: figures, in whose name, what it cleared, and which evidence. */
export function reviewDetail(entry: ReviewEntry, today: string): string {
  switch (entry.type) {
    case 'started':
      return entry.after.despite === undefined ? '' : `although ${entry.after.despite}`;
    case 'progressed':
      return typeof entry.after.percent === 'number' ? percentWords(entry.after.percent) : '';
    case 'update_reported':
    case 'update_approved':
    case 'update_rejected':
      return entry.after.reported === undefined ? '' : percentWords(entry.after.reported);
    default:
      return decisionDetail(entry, today);
  }
}

type DecisionEntry = Exclude<
  ReviewEntry,
  { type: 'started' | 'progressed' | 'update_reported' | 'update_approved' | 'update_rejected' }
>;

function decisionDetail(entry: DecisionEntry, today: string): string {
  if (entry.type === 'deputy_changed') {
    const { deputy, until } = entry.after;
    return deputy ? joined([deputy, until && `until ${formatDate(until, today)}`]) : 'none';
  }
  if (entry.type === 'evidence_added') return `“${entry.after.evidence ?? ''}”`;
  if (entry.type === 'evidence_removed') return `“${entry.before.evidence ?? ''}”`;
  if (entry.type === 'evidence_changed')
    return `“${entry.after.evidence ?? ''}” is ${entry.after.became ?? 'changed'}`;
  if (entry.type === 'stage_achieved' || entry.type === 'stage_unachieved')
    return joined([entry.after.what, entry.after.evidence && `with the evidence ${entry.after.evidence}`]);
  const cleared = entry.type === 'approved' ? entry.before.blockers : undefined;
  return joined([entry.after.for && `in the name of ${entry.after.for}`, cleared && `cleared ${cleared}`]);
}
