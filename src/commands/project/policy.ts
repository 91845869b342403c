import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { policiesCard } from '../../../cards/views/project/policies.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadPlan } from '../../../db/queries/project/project-facts.ts';
import { surveyMoments } from '../../domain/endings/survey-moments.ts';
import { definedFieldsOf, sameFieldsOf } from '../../domain/event-fields.ts';
import { alterProject } from '../../domain/facts.ts';
import { readDuration } from '../../domain/launch/remedy.ts';
import { paymentGates } from '../../domain/money/gate.ts';
import { foundProject, ok, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import type { Policies } from '../../domain/project/policies.ts';
import { silences } from '../../domain/review/acceptance.ts';
import { emojiName } from '../../domain/review/reaction.ts';
import { choiceSlot, slots, yesNoSlot } from '../../grammar/slot.ts';
import { policiesResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { approverSlot } from './approver.ts';

/** A number of days, parsed to a whole number; `off` is null. */
const limitSlot = (label: string, hint: string) =>
  z
    .string()
    .trim()
    .transform((typed, context) => {
      if (/^(?:off|none|never)$/i.test(typed)) return null;
      const days = readDuration(/^\d+$/.test(typed) ? `${typed} days` : typed);
      if (days !== undefined) return days;
      const message = `must be days or weeks up to a year, such as ${hint} or 1 week, or off`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .register(slots, {
      is: 'text',
      label,
      at: 'key',
      maxLength: 40,
      hint,
      sample: 'days',
      takes: `days or weeks, such as ${hint} or 1 week, or off`,
    });

/** `any`, `all` or a number of people. */
const approvalsSlot = () =>
  z
    .string()
    .trim()
    .transform((typed, context): Policies['approvals'] => {
      const word = typed.toLowerCase();
      if (word === 'any' || word === 'all') return word;
      if (/^[1-9]\d?$/.test(word)) return Number(word);
      context.addIssue({ code: 'custom', message: 'must be any, all, or a number from 1 to 99' });
      return z.NEVER;
    })
    .register(slots, {
      is: 'text',
      label: 'Approvals needed',
      at: 'key',
      maxLength: 10,
      hint: 'any, all, or a number such as 2',
      sample: 'any|all|2',
      takes: 'any, all, or a number such as 2',
    });

/** The name of an emoji; `off` is null. */
const reactionSlot = () =>
  z
    .string()
    .trim()
    .transform((typed, context) => {
      if (/^(?:off|none|no)$/i.test(typed)) return null;
      const name = emojiName(typed);
      if (name !== undefined) return name;
      context.addIssue({
        code: 'custom',
        message: 'must be the name of an emoji, such as white_check_mark, or off',
      });
      return z.NEVER;
    })
    .register(slots, {
      is: 'text',
      label: 'Reaction for evidence',
      at: 'key',
      maxLength: 102,
      hint: 'white_check_mark',
      sample: 'emoji|off',
      takes: 'the name of an emoji in Slack, such as white_check_mark, or off',
    });

const input = z.object({
  approver: approverSlot().optional(),
  approvers: approvalsSlot().optional(),
  evidence: yesNoSlot('Evidence required').optional(),
  demo: yesNoSlot('Demo before submitting').optional(),
  acceptance: limitSlot('Working days to approve', '5d').optional(),
  silence: choiceSlot('key', 'If nobody answers in time', silences, { keyed: true }).optional(),
  money: yesNoSlot('Money').optional(),
  unpaid: choiceSlot('key', 'If an invoice is overdue', paymentGates, { keyed: true }).optional(),
  longest: limitSlot('Longest milestone', '28d').optional(),
  deliverables: yesNoSlot('Deliverables required').optional(),
  lock: yesNoSlot('Scope frozen at the start').optional(),
  impartial: yesNoSlot('Impartial coaches').optional(),
  reaction: reactionSlot().optional(),
  satisfaction: choiceSlot('key', 'Ask the customer how it was', surveyMoments, { keyed: true }).optional(),
});

const asked = (given: z.output<typeof input>): Partial<Policies> =>
  definedFieldsOf({
    approver: given.approver,
    approvals: given.approvers,
    evidenceRequired: given.evidence,
    demoRequired: given.demo,
    acceptanceDays: given.acceptance,
    silence: given.silence,
    moneyOn: given.money,
    paymentGate: given.unpaid,
    maxDays: given.longest,
    valueRequired: given.deliverables,
    scopeLock: given.lock,
    satisfaction: given.satisfaction,
    impartial: given.impartial,
    evidenceReaction: given.reaction,
  });

const isRead = (given: z.output<typeof input>) => Object.keys(asked(given)).length === 0;

/** Shows the policies of a project to everybody; its owner can change them. */
export const policy = defineCommand({
  name: 'policy',
  summary: 'Show the project’s policies, or change one.',
  asks: ['approver', 'approvers', 'evidence', 'acceptance', 'silence', 'lock'],
  examples: ['policy', 'policy approver:customer', 'policy acceptance:5d silence:escalate'],
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
