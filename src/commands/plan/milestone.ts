import type * as z from 'zod';
import type { Card } from '../../../cards/model.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import type { Request } from '../../../db/queries/delivery/request.ts';
import type { Decision } from '../../domain/change.ts';
import type { MilestoneFacts } from '../../domain/facts.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Needs, Who } from '../../domain/project/access.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { type Command, defineCommand, type Moment } from '../../runner/define.ts';
import { loadFacts, milestoneAhead } from '../../runner/references/find.ts';

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
  /** How the milestone is named in the input; `milestone` unless it is an item's `3.2`. */
  reference?(input: z.output<S>): string;
};

/** A command that changes one milestone: it is locked, loaded, decided on and shown as it then stands. */
export function defineMilestoneCommand<S extends z.ZodObject>({ reference, ...part }: Part<S>): Command {
  const typed = reference ?? ((input: z.output<S>) => (input as { milestone: string }).milestone);
  return defineCommand<S, MilestoneFacts>({
    ...part,
    scope: 'project',
    ...(reference ? {} : { ahead: (tx, { milestone }) => milestoneAhead(tx, milestone) }),
    load: (tx, input, who, _at, ahead) => loadFacts(tx, who, typed(input), 'changing', ahead),
    version: (facts) => facts.milestone.version,
    view: (facts, _who, at) => milestoneCard(facts, at),
    resource: milestoneResource,
  });
}

/** Nothing is left to do on it: if nothing is left to do at all, the project looks back. */
export const lookBack = ({
  milestone: { id, projectId, doneAt, droppedAt },
}: MilestoneFacts): Request<Card> | undefined => {
  const at = droppedAt ?? doneAt;
  return at === null ? undefined : { is: 'retrospective', projectId, milestoneId: id, at };
};
