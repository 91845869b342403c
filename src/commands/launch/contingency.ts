import * as z from 'zod';
import { contingencyCard } from '../../../cards/views/launch/contingency.ts';
import { effectNews, effectSentence, remedyEffect } from '../../../cards/views/launch/remedy.ts';
import { contingencyKey } from '../../domain/launch/contingency.ts';
import { applyEffect, type Effect, fingerprintOf, isEmptyEffect } from '../../domain/launch/effect.ts';
import type { ContingencyFacts } from '../../domain/launch/launch.ts';
import { alreadyDone, ok, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { contingencyResource } from '../../presenters/launch.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { contingencyLetter, loadContingencyFacts } from './launch-facts.ts';

type Facts = ContingencyFacts & { effect: Effect; today: string; reads: boolean };

/** Shows the card of a contingency, applies it or dismisses it (LCH-5). */
export const contingency = defineCommand({
  name: 'contingency',
  summary: 'Show a contingency, apply it or dismiss it.',
  examples: ['contingency P1', 'contingency P1 apply', 'contingency P1 dismiss'],
  input: z.object({
    contingency: numberedSlot(contingencyLetter),
    verb: choiceSlot('place', 'Apply or dismiss', ['apply', 'dismiss']).optional(),
  }),
  async load(tx, { contingency: typed, verb }, who, { today }) {
    const found = await loadContingencyFacts(tx, who, typed);
    if (!found.ok) return found;
    const { effect } = remedyEffect(found.value.contingency.action, found.value, today);
    return ok<Facts>({ ...found.value, effect, today, reads: verb === undefined });
  },
  permit: (who, { project }, { verb }) => needs(who, verb ? governors(project) : viewers),
  version: ({ effect }) => fingerprintOf(effect),
  decide(facts, { verb }, who, at) {
    if (!verb) return ok({ changes: [], events: [], next: facts });
    const { contingency: known, effect } = facts;
    if (known.outcome)
      return alreadyDone(
        `${contingencyKey(known)} was ${known.outcome}`,
        known.decidedBy,
        known.decidedAt ?? '',
      );
    const outcome = verb === 'apply' ? ('applied' as const) : ('dismissed' as const);
    const what = `${contingencyKey(known)} if ${known.when}`;
    const set = { outcome, decidedById: who.person.id, decidedAt: at.now, version: known.version + 1 };
    const next = { ...facts, contingency: { ...known, ...set, decidedBy: who.person.name } };
    const closing = { alter: 'contingency' as const, id: known.id, set };
    if (verb === 'dismiss')
      return ok({ changes: [closing], events: [{ type: 'contingency_dismissed', after: { what } }], next });
    if (effect.is === 'manual')
      return ok({ changes: [closing], events: [{ type: 'contingency_applied', after: { what } }], next });
    if (isEmptyEffect(effect)) return rule(`“${known.action}” would change nothing in the current plan.`);
    const done = applyEffect(effect, facts, { personId: who.person.id, now: at.now, because: what });
    return ok({ changes: [closing, ...done.changes], events: done.events, next });
  },
  view: (facts, _who, at) => contingencyCard(facts, at),
  resource: contingencyResource,
  done({ contingency: known, effect, today }, { verb }) {
    const key = contingencyKey(known);
    if (!verb) return `Posting the card of ${key}.`;
    return verb === 'dismiss' ? `${key} dismissed.` : `${key} applied. ${effectSentence(effect, today)}`;
  },
  news: ({ contingency: known, effect, today }, who) =>
    known.outcome === 'applied'
      ? effectNews(effect, who.person.name, `applied ${contingencyKey(known)}`, today)
      : undefined,
  posts: ({ contingency: { id }, reads }) => (reads ? { kind: 'contingency', id } : undefined),
});
