import * as z from 'zod';
import { decisionCard } from '../../../cards/views/launch/decision.ts';
import { readCriterion } from '../../domain/launch/criteria-text.ts';
import { recordCriterion } from '../../domain/launch/deciding.ts';
import { decisionName } from '../../domain/launch/decision-point.ts';
import type { DecisionFacts } from '../../domain/launch/launch.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { hashText } from '../../domain/text/hash.ts';
import { choiceSlot, slots } from '../../grammar/slot.ts';
import { decisionResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadDecisionFacts, requireOpen } from './launch-facts.ts';

const numbers = /^[#d]?(\d{1,6})\.(\d{1,3})$/i;

const criterionSlot = z
  .string()
  .trim()
  .regex(numbers, 'must be the number of a criterion, such as D2.1')
  .register(slots, {
    is: 'item',
    names: 'criterion',
    label: 'Criterion',
    at: 'place',
    hint: 'D2.1',
    sample: 'criterion',
    takes: 'the number of a criterion, such as D2.1',
  });

type Facts = DecisionFacts & { index: number };

/** Records whether a manual criterion is met (LCH-4). */
export const criterion = defineCommand({
  name: 'criterion',
  summary: 'Say whether a criterion of a decision is met.',
  title: 'Judge a criterion',
  examples: ['criterion D2.3 met', 'criterion D2.3 not-met'],
  input: z.object({ criterion: criterionSlot, state: choiceSlot('place', 'State', ['met', 'not_met']) }),
  async load(tx, { criterion: typed }, who) {
    const [, decision = '', nth = ''] = numbers.exec(typed) ?? [];
    const found = await loadDecisionFacts(tx, who, decision);
    if (!found.ok) return found;
    return ok<Facts>({ ...found.value, index: Number(nth) - 1 });
  },
  permit: (who) => needs(who, contributors),
  subject: ({ decision }) => excerpt(decisionName(decision), 100),
  opened: ({ decision, index }) => ({
    on: [decision.criteria[index]?.text, decision.criteria[index]?.met, decision.outcome],
  }),
  version: ({ decision, index }) => hashText(decision.criteria[index]?.text ?? ''),
  decide(facts, { state }) {
    const { decision, index } = facts;
    const open = requireOpen(facts);
    if (!open.ok) return open;
    const meant = decision.criteria[index];
    const many = decision.criteria.length;
    if (!meant) {
      const which =
        many === 0 ? 'It has none.' : `It has ${many}: D${decision.number}.1 to D${decision.number}.${many}.`;
      return rule(`${decisionName(decision)} has no criterion ${index + 1}.`, which);
    }
    if (readCriterion(meant.text).is !== 'manual')
      return rule(
        `Milepost checks “${meant.text}” itself, from the plan.`,
        'You judge only what Milepost cannot check.',
      );
    const met = state === 'met';
    if (meant.met === met)
      return rule(`Nothing changed: “${meant.text}” is ${met ? '' : 'not '}met already.`);
    const decided = recordCriterion(facts, index, met);
    return ok({ ...decided, next: { ...facts, ...decided.next } });
  },
  view: (facts, _who, at) => decisionCard(facts, at),
  resource: decisionResource,
  done: ({ decision, index }, { state }) =>
    `“${excerpt(decision.criteria[index]?.text ?? '', 100)}” is ${state === 'met' ? 'met' : 'not met'}.`,
});
