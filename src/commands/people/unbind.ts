import * as z from 'zod';
import { organisationName, organisationsCard } from '../../../cards/views/people/organisations.ts';
import { andList } from '../../../cards/views/words.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { textSlot } from '../../grammar/slot.ts';
import { organisationsResource } from '../../presenters/people.ts';
import { defineCommand } from '../../runner/define.ts';
import { type BindFacts, boundOf, historyFields, loadBindings, refuseUnnamed } from './bind-facts.ts';

type Facts = BindFacts & { removed?: string[] };

/** Stops trusting an organisation or some of its domains; earlier merges stay (ADM-10). */
export const unbind = defineCommand({
  name: 'unbind',
  summary: 'Stop trusting an organisation’s mail domains.',
  examples: ['unbind', 'unbind acme.co.uk', 'unbind teams:TENANT-ID'],
  input: z.object({ domains: textSlot('rest', 'Domains', { max: 400, rephrased: true }).optional() }),
  scope: 'workspace',
  load: (tx, input, who): Promise<Outcome<Facts>> => loadBindings(tx, input.domains, who),
  permit: () => undefined,
  decide(facts: Facts) {
    const { typed, meant, bound } = facts;
    if (!meant) return refuseUnnamed;
    const held = boundOf(facts);
    if (!held)
      return rule(`${organisationName(meant)} is not bound.`, 'Type “bind” to see which organisations are.');
    const unknown = typed.domains.find((domain) => !held.domains.includes(domain));
    if (unknown)
      return rule(
        `${organisationName(meant)} is not bound with ${unknown}.`,
        `It is bound with ${andList(held.domains)}.`,
      );
    const domains =
      typed.domains.length === 0 ? [] : held.domains.filter((one) => !typed.domains.includes(one));
    const removed = held.domains.filter((domain) => !domains.includes(domain));
    const others = bound.filter((one) => one.id !== held.id);
    return ok({
      changes: [
        domains.length === 0
          ? { remove: 'organisation', id: held.id }
          : { alter: 'organisation', id: held.id, set: { domains } },
      ],
      events: [
        {
          type: 'organisation_unbound',
          before: historyFields(meant, held.domains),
          after: historyFields(meant, domains),
        },
      ],
      next: { ...facts, removed, bound: domains.length === 0 ? others : [...others, { ...held, domains }] },
    });
  },
  view: ({ bound, linked }) => organisationsCard(bound, linked),
  resource: organisationsResource,
  done: ({ meant, removed }) =>
    meant && removed
      ? `Milepost no longer trusts ${organisationName(meant)} for addresses at ${andList(removed)}. Accounts that were linked stay linked; “unlink me” separates them.`
      : '',
});
