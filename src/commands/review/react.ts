import * as z from 'zod';
import { chooseForReaction } from '../../../cards/views/review/reaction.ts';
import { loadMilestone } from '../../../db/queries/plan/milestone-facts.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadReactions, milestonesInProgress, milestonesQuoting } from '../../../db/queries/review/quotes.ts';
import { ok, refuse } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { decideReaction, meantBy, type Reacted, type ReactionFacts } from '../../domain/review/react.ts';
import { textSlot } from '../../grammar/slot.ts';
import { defineCommand } from '../../runner/define.ts';

type Facts = ReactionFacts & { message: string | undefined };

/** Adds a message as evidence by a reaction to it, or takes that back (APR-3). */
export const react = defineCommand({
  name: 'react',
  fromCard: true,
  summary: 'Add a message as evidence by a reaction.',
  examples: ['react'],
  input: z.object({
    message: textSlot('key', 'Message', { max: 3000, hidden: true, quotes: 'token' }).optional(),
  }),
  async load(tx, { message }, who) {
    const { reacted: report, project, quoted } = who;
    if (!report) return refuse({ is: 'outdated' });
    await lockProject(tx, project.id);
    const quoting = [];
    for (const id of await milestonesQuoting(tx, project.id, report.key)) {
      const facts = await loadMilestone(tx, id);
      if (facts) quoting.push(facts);
    }
    const isNew = report.isOn && quoting.length === 0;
    const meant = isNew ? meantBy(await milestonesInProgress(tx, project.id)) : undefined;
    return ok<Facts>({
      project,
      report,
      known: await loadReactions(tx, project.id, report.key),
      quoting,
      meant: meant === undefined ? undefined : await loadMilestone(tx, meant),
      quoted,
      message,
    });
  },
  permit: (who) => needs(who, contributors),
  decide(facts, _input, who, at) {
    const decision = decideReaction(facts, { personId: who.person.id }, at);
    return ok({ ...decision, next: { ...facts, ...decision.next } });
  },
  bare: () => true,
  view: (facts: Facts & Reacted) => chooseForReaction(facts),
  done: () => 'Done.',
});
