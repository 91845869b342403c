import * as z from 'zod';
import { decisionCard } from '../../../cards/views/launch/decision.ts';
import { effectNews, effectSentence, remedyEffect } from '../../../cards/views/launch/remedy.ts';
import { decisionName } from '../../domain/launch/decision-point.ts';
import { applyEffect, type Effect, fingerprintOf, isEmptyEffect } from '../../domain/launch/effect.ts';
import type { DecisionFacts } from '../../domain/launch/launch.ts';
import { alreadyDone, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { decisionResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { decisionLetter, loadDecisionFacts } from './launch-facts.ts';

type Facts = DecisionFacts & { effect: Effect | undefined; today: string };

/** Applies the fallback of a no-go, exactly as its card shows it (LCH-4). */
export const fallback = defineCommand({
  name: 'fallback',
  summary: 'Carry out the fallback after a no-go.',
  examples: ['fallback D2'],
  input: z.object({ decision: numberedSlot(decisionLetter) }),
  async load(tx, { decision }, who, { today }) {
    const found = await loadDecisionFacts(tx, who, decision);
    if (!found.ok) return found;
    const { fallback: text } = found.value.decision;
    const effect = text === null ? undefined : remedyEffect(text, found.value, today).effect;
    return ok<Facts>({ ...found.value, effect, today });
  },
  permit: (who, { project }) => needs(who, governors(project)),
  version: ({ effect }) => (effect ? fingerprintOf(effect) : 0),
  decide(facts, _input, who, at) {
    const { decision, effect } = facts;
    const name = decisionName(decision);
    if (decision.outcome !== 'no_go') return rule(`${name} is not a no-go.`, 'Only a no-go has a fallback.');
    if (decision.fellBackAt)
      return alreadyDone(`The fallback of ${name} was carried out`, null, decision.fellBackAt);
    if (!effect) return rule(`${name} has no fallback.`);
    if (effect.is === 'manual')
      return rule(
        `“${effect.text}” is for people to do, not for Milepost.`,
        'Milepost can only shift dates or remove milestones.',
      );
    if (isEmptyEffect(effect))
      return rule(`“${decision.fallback}” would change nothing in the current plan.`);
    const done = applyEffect(effect, facts, { personId: who.person.id, now: at.now, because: name });
    const set = { fellBackAt: at.now, version: decision.version + 1 };
    const next: Facts = { ...facts, decision: { ...decision, ...set } };
    return ok({
      changes: [{ alter: 'decision', id: decision.id, set }, ...done.changes],
      events: done.events,
      next,
    });
  },
  view: (facts, _who, at) => decisionCard(facts, at),
  resource: decisionResource,
  news: ({ effect, decision, today }, who) =>
    effect &&
    effectNews(effect, who.person.name, `carried out the fallback of ${decisionName(decision)}`, today),
  done: ({ effect, today }) => (effect ? effectSentence(effect, today) : ''),
});
