import type * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import type { FactsHere } from '../../../db/queries/plan/milestone-facts.ts';
import type { Decision } from '../../domain/change.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import type { Needs, Who } from '../../domain/project/access.ts';
import type { referenceSlot } from '../../grammar/slot.ts';
import type { Synonym } from '../../grammar/synonyms.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { type Command, defineCommand, type Moment } from '../../runner/define.ts';
import { loadFacts, prefetchNumbered } from '../../runner/references/find.ts';

/** An input with a milestone. */
type OfMilestone = z.ZodObject<{ milestone: ReturnType<typeof referenceSlot> }>;

type Part<S extends z.ZodObject> = {
  name: string;
  synonyms?: readonly Synonym[];
  summary: string;
  fromCard?: true;
  onMessage?: string;
  asksFirst?: true;
  offersUndo?: true;
  title?: string;
  submit?: string;
  examples: readonly [string, ...string[]];
  input: S;
  permit(who: Who, facts: MilestoneFacts, input: z.output<S>): Needs;
  decide(facts: MilestoneFacts, input: z.output<S>, who: Who, at: Moment): Outcome<Decision<MilestoneFacts>>;
  done(facts: MilestoneFacts, input: z.output<S>, events: Decision['events']): string;
  news?(facts: MilestoneFacts, who: Who): Card | undefined;
  announces?(facts: MilestoneFacts): ReturnType<NonNullable<Command['announces']>>;
  requests?(facts: MilestoneFacts): Request<Card> | undefined;
  opened?: NonNullable<Command<unknown, MilestoneFacts>['opened']>;
  lacks?(input: z.output<S>): readonly string[];
};

/** Defines a command that changes one milestone: locks, loads, decides and shows it afterwards. */
export const defineMilestoneCommand = <S extends OfMilestone>(part: Part<S>): Command =>
  defineCommand<S, MilestoneFacts, MilestoneFacts, FactsHere>({
    ...milestoneParts,
    ...part,
    prefetch: (tx, { milestone }) => prefetchNumbered(tx, milestone),
    load: (tx, { milestone }, who, _at, prefetched) => loadFacts(tx, who, milestone, 'changing', prefetched),
  });

/** The parts that all commands on one milestone share. */
export const milestoneParts = {
  version: ({ milestone }: MilestoneFacts) => milestone.version,
  subject: ({ milestone }: MilestoneFacts) => milestoneName(milestone),
  opened: ({ milestone, review }: MilestoneFacts) => ({
    on: stageOf(milestone, review),
    milestoneId: milestone.id,
  }),
  view: (facts: MilestoneFacts, _who: Who, at: Moment) => milestoneCard(facts, at),
  resource: milestoneResource,
} as const;

/** Where a milestone is in its life: its status, and its last submission with the outcome. */
export const stageOf = (
  { status, droppedAt }: MilestoneFacts['milestone'],
  review: MilestoneFacts['review'],
) => [status, review?.id ?? null, review?.outcome ?? null, droppedAt];

/** Requests the retrospective if this was the last open milestone. */
export const requestRetrospective = ({
  milestone: { id, projectId, doneAt, droppedAt },
}: MilestoneFacts): Request<Card> | undefined => {
  const at = droppedAt ?? doneAt;
  return at === null ? undefined : { is: 'retrospective', projectId, milestoneId: id, at };
};
