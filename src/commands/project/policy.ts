import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { policiesCard } from '../../../cards/views/plan/lists.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadPlan } from '../../../db/queries/project/project-facts.ts';
import { definedFieldsOf, sameFieldsOf } from '../../domain/event-fields.ts';
import { alterProject } from '../../domain/facts.ts';
import { foundProject, ok, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import type { Policies } from '../../domain/project/policies.ts';
import { yesNoSlot } from '../../grammar/slot.ts';
import { policiesResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { approverSlot } from './approver.ts';

const input = z.object({
  approver: approverSlot().optional(),
  evidence: yesNoSlot('Evidence required').optional(),
  money: yesNoSlot('Money').optional(),
});

const asked = ({ approver, evidence, money }: z.output<typeof input>): Partial<Policies> =>
  definedFieldsOf({ approver, evidenceRequired: evidence, moneyOn: money });

const isRead = (given: z.output<typeof input>) => Object.keys(asked(given)).length === 0;

/** Shows the policies of a project to everybody; its owner can change them. */
export const policy = defineCommand({
  name: 'policy',
  summary: 'Show the project’s policies, or change one.',
  examples: ['policy', 'policy approver:customer', 'policy evidence:yes'],
  input,
  async load(tx, given, who) {
    if (!isRead(given)) await lockProject(tx, who.project.id);
    return foundProject(await loadPlan(tx, who.project.id));
  },
  permit: (who, { project }, given) => needs(who, isRead(given) ? viewers : governors(project)),
  decide(facts, given) {
    const { project } = facts;
    if (isRead(given)) return ok({ changes: [], events: [], next: facts });
    const policies = { ...project.policies, ...asked(given) };
    const before = sameFieldsOf(asked(given), project.policies);
    if (isDeepStrictEqual(before, asked(given)))
      return rule('Nothing changed: the policies have these values already.');
    return ok(alterProject(facts, { type: 'policy_changed', before, after: asked(given) }, { policies }));
  },
  view: ({ project }) => policiesCard(project),
  resource: policiesResource,
  done: (_facts, given) => (isRead(given) ? '' : 'Policy changed.'),
});
