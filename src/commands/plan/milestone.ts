import type * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import type { Decision } from '../../domain/change.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Needs, Who } from '../../domain/project/access.ts';
import type { referenceSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { type Command, defineCommand, type Moment } from '../../runner/define.ts';
import { loadFacts, prefetchNumbered } from '../../runner/references/find.ts';

/** An input that names a milestone. */
type OfMilestone = z.ZodObject<{ milestone: ReturnType<typeof referenceSlot> }>;

type Part<S extends z.ZodObject> = {
  name: string;
  summary: string;
  title?: string;
  submit?: string;
  examples: readonly [string, ...string[]];
  input: S;
  permit(who: Who, facts: MilestoneFacts): Needs;
  decide(facts: MilestoneFacts, input: z.output<S>, who: Who, at: Moment): Outcome<Decision<MilestoneFacts>>;
  done(facts: MilestoneFacts, input: z.output<S>): string;
  news?(facts: MilestoneFacts, who: Who): Card;
  requests?(facts: MilestoneFacts): Request<Card> | undefined;
};

/** A command that changes one milestone: it is locked, loaded, decided on and shown as it then stands. */
export const defineMilestoneCommand = <S extends OfMilestone>(part: Part<S>): Command =>
  defineCommand<S, MilestoneFacts, MilestoneFacts, MilestoneFacts>({
    ...part,
    ...ofMilestone,
    prefetch: (tx, { milestone }) => prefetchNumbered(tx, milestone),
    load: (tx, { milestone }, who, _at, prefetched) => loadFacts(tx, who, milestone, 'changing', prefetched),
  });

/** What all commands have in common that change one milestone. */
export const ofMilestone = {
  scope: 'project',
  version: ({ milestone }: MilestoneFacts) => milestone.version,
  view: (facts: MilestoneFacts, _who: Who, at: Moment) => milestoneCard(facts, at),
  resource: milestoneResource,
} as const;

/** Nothing is left to do on it: if nothing is left to do at all, the project looks back. */
export const lookBack = ({
  milestone: { id, projectId, doneAt, droppedAt },
}: MilestoneFacts): Request<Card> | undefined => {
  const at = droppedAt ?? doneAt;
  return at === null ? undefined : { is: 'retrospective', projectId, milestoneId: id, at };
};
