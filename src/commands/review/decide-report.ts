import type { Card } from '../../../cards/model.ts';
import { reportDecidedCard } from '../../../cards/views/review/report.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';

/** Tells the author of a decided update in their own chat; not a coach who decided on their own. */
export function tellAuthor(facts: MilestoneFacts): Request<Card> | undefined {
  const update = facts.report ?? facts.lastUpdate;
  const card = reportDecidedCard(facts);
  if (!update?.decidedAt || !card || update.authorId === update.decidedById) return undefined;
  return { is: 'direct', messages: [{ personId: update.authorId, card }], at: update.decidedAt };
}
