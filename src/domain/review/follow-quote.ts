import type { Change, Decision } from '../change.ts';
import { alterMilestone, type MilestoneFacts } from '../facts.ts';
import { followReport, type QuoteReport } from './quote.ts';

/** What the history says became of a quoted message. */
const became = { edited: 'edited', deleted: 'deleted', same: 'as it was again' } as const;

/**
 * Decides what a report about a message does to the evidence of a milestone that quotes it (APR-3): it is flagged and
 * never removed. Undefined if that changes nothing. The version of the milestone moves, so that nobody approves what
 * an older card showed.
 */
export function followMessage(
  facts: MilestoneFacts,
  key: string,
  report: QuoteReport,
): Decision<MilestoneFacts> | undefined {
  const followed = facts.evidence.flatMap((piece) => {
    const quote = piece.quote?.key === key ? followReport(piece.quote, report) : undefined;
    return quote ? [{ ...piece, quote }] : [];
  });
  const [first] = followed;
  if (!first) return undefined;
  const changes = followed.map(({ id, quote }): Change => ({ alter: 'evidence', id, set: { quote } }));
  const after = { evidence: first.title, became: became[first.quote.changed?.is ?? 'same'] };
  const next = {
    evidence: facts.evidence.map((piece) => followed.find(({ id }) => id === piece.id) ?? piece),
  };
  return alterMilestone(facts, { type: 'evidence_changed', after }, {}, next, changes);
}
