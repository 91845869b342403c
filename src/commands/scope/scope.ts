import * as z from 'zod';
import { scopeCard } from '../../../cards/views/scope/scope.ts';
import { loadSnapshot } from '../../../db/queries/scope/snapshots.ts';
import { ok } from '../../domain/outcome.ts';
import { needs, viewers } from '../../domain/project/access.ts';
import { type ScopeFacts, scopeOf } from '../../domain/scope/scope.ts';
import { referenceSlot } from '../../grammar/slot.ts';
import { scopeResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadFacts } from '../../runner/references/find.ts';

/** Shows what was agreed when a milestone started beside what it is now (SCP-1). */
export const scope = defineCommand({
  name: 'scope',
  summary: 'Show what was agreed when a milestone started, and what is different now.',
  examples: ['scope 3'],
  input: z.object({ milestone: referenceSlot('Milestone', 'rest') }),
  async load(tx, { milestone }, who) {
    const facts = await loadFacts(tx, who, milestone, 'reading');
    if (!facts.ok) return facts;
    return ok<ScopeFacts>(scopeOf(facts.value, await loadSnapshot(tx, facts.value.milestone.id)));
  },
  permit: (who) => needs(who, viewers),
  view: (facts, _who, at) => scopeCard(facts, at),
  resource: scopeResource,
});
