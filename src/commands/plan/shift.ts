import * as z from 'zod';
import { note, text } from '../../../cards/model.ts';
import { effectBlocks, effectNews, effectSentence, shiftCard } from '../../../cards/views/launch/remedy.ts';
import {
  applyEffect,
  type Effect,
  effectOf,
  fingerprintOf,
  isEmptyEffect,
} from '../../domain/launch/effect.ts';
import type { LaunchFacts } from '../../domain/launch/launch.ts';
import { readDuration } from '../../domain/launch/remedy.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { plural } from '../../domain/time/dates.ts';
import { slots, yesNoSlot } from '../../grammar/slot.ts';
import { shiftResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadLaunchPlan } from '../launch/launch-facts.ts';

const spanSlot = z
  .string()
  .trim()
  .transform((typed, context) => {
    const days = readDuration(typed.replace(/^(?:the )?(?:launch|plan|go-?live)\s+/i, ''));
    if (days !== undefined) return days;
    context.addIssue({ code: 'custom', message: 'must be days or weeks up to a year, such as 7d or 1 week' });
    return z.NEVER;
  })
  .register(slots, {
    is: 'text',
    label: 'How far',
    at: 'rest',
    maxLength: 40,
    hint: '7d',
    sample: 'days',
    takes: 'days or weeks, such as 7d or 1 week',
    rephrased: true,
  });

type Facts = LaunchFacts & { effect: Effect; days: number; applied: boolean; today: string };

/** Shifts the go-live and the rest of the plan after a preview (LCH-5). */
export const shift = defineCommand({
  name: 'shift',
  summary: 'Shift the go-live and all open milestones.',
  title: 'Shift the plan',
  submit: 'Show',
  examples: ['shift 7d', 'shift launch by 1 week', 'shift 2 weeks apply:yes'],
  offersUndo: true,
  input: z.object({ by: spanSlot, apply: yesNoSlot('Shift now').optional() }),
  async load(tx, { by }, who, { today }) {
    const plan = await loadLaunchPlan(tx, who);
    if (!plan.ok) return plan;
    const days = by ?? 0;
    const effect = effectOf({ is: 'shift', days }, plan.value, today);
    return ok<Facts>({ ...plan.value, effect, days, applied: false, today });
  },
  permit: (who, { project }) => needs(who, governors(project)),
  version: ({ effect }) => fingerprintOf(effect),
  decide(facts, { apply }, who, at) {
    const { effect } = facts;
    if (isEmptyEffect(effect))
      return rule('Nothing would move: the plan has no future dates.', 'Set dates with “edit 3 due:friday”.');
    if (!apply) return ok({ changes: [], events: [], next: facts });
    const done = applyEffect(effect, facts, { personId: who.person.id, now: at.now, because: null });
    return ok({ ...done, next: { ...facts, applied: true } });
  },
  view: ({ effect, days, applied, ...facts }, _who, { today }) =>
    applied
      ? note(`${facts.project.name}: plan shifted by ${plural(days, 'day')}`, [
          ...effectBlocks(effect, today),
          text(effectSentence(effect, today), 'quiet'),
        ])
      : shiftCard(facts, days, today),
  resource: shiftResource,
  done: ({ effect, today }) => effectSentence(effect, today),
  news: ({ effect, days, today }, who) =>
    effectNews(effect, who.person.name, `shifted the plan by ${plural(days, 'day')}`, today),
});
