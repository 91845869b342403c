import type { MilestoneFacts } from '../facts.ts';
import type { Wait } from '../plan/dependencies.ts';
import { holdsOf } from '../plan/holds.ts';
import type { TriedFacts } from './tried-facts.ts';

/** Returns a function that says what the start of a milestone waits for, by the rule that `start` follows. */
export function waitsIn(
  { health, money, links, undecided }: Omit<TriedFacts, 'reminded'>,
  shares: MilestoneFacts['shares'],
  today: string,
): (milestone: TriedFacts['health']['milestones'][number]) => Wait[] {
  const { project, milestones, invoices } = health;
  const planned = new Map(milestones.map((one) => [one.id, one]));
  const all = new Map(money.milestones.map((one) => [one.id, one]));
  const requiredBy = Map.groupBy(links, ({ milestoneId }) => milestoneId);
  const topOf = (id: string): MilestoneFacts['payer'] => {
    const one = all.get(id);
    if (!one) return null;
    if (one.parentId !== null) return topOf(one.parentId);
    // a dropped one has no amount
    return one.droppedAt === null ? one : { ...one, share: null, extra: 0 };
  };
  return (milestone) => {
    if (milestone.status !== 'upcoming') return [];
    const requires = (requiredBy.get(milestone.id) ?? [])
      .flatMap(({ requiresId }) => planned.get(requiresId) ?? [])
      .sort((a, b) => a.number - b.number);
    const payer = milestone.parentId === null ? null : topOf(milestone.parentId);
    const facts = { project, milestone, requires, undecided, invoices, shares, payer };
    return holdsOf(facts, today).flatMap(({ waits }) => waits);
  };
}
