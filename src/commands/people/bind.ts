import * as z from 'zod';
import { organisationName, organisationsCard } from '../../../cards/views/people/organisations.ts';
import { andList } from '../../../cards/views/words.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { isPublicDomain } from '../../domain/people/organisation.ts';
import { addMinutes } from '../../domain/time/dates.ts';
import { pageSlot, textSlot } from '../../grammar/slot.ts';
import { organisationsResource } from '../../presenters/people.ts';
import { profileTtlMinutes } from '../../profiles/freshness.ts';
import { defineCommand } from '../../runner/define.ts';
import { type BindFacts, boundOf, historyFields, loadBindings, refuseUnnamed } from './bind-facts.ts';

type Facts = BindFacts & { added?: string[]; page?: number | undefined };

/** Trusts an organisation to identify its members by addresses at its own mail domains (ADM-10). */
export const bind = defineCommand({
  name: 'bind',
  summary: 'Trust this organisation’s mail domains to link accounts by e-mail address.',
  examples: ['bind acme.com acme.co.uk', 'bind', 'bind teams:TENANT-ID acme.com'],
  input: z.object({
    domains: textSlot('rest', 'Domains', { max: 400, rephrased: true }, 'acme.com').optional(),
    page: pageSlot().optional(),
  }),
  scope: 'workspace',
  async load(tx, { domains, page }, who): Promise<Outcome<Facts>> {
    const facts = await loadBindings(tx, domains, who);
    return facts.ok ? ok({ ...facts.value, page }) : facts;
  },
  permit: () => undefined,
  decide(facts: Facts, input, who, at) {
    const { typed, meant, bound } = facts;
    if (input.domains === undefined) return ok({ changes: [], events: [], next: facts });
    if (!meant) return refuseUnnamed;
    if (typed.domains.length === 0) return rule('Name its mail domains.', 'For example: bind acme.com.');
    const anybodys = typed.domains.filter(isPublicDomain);
    if (anybodys.length > 0)
      return rule(
        `Anybody can have an address at ${andList(anybodys)}, so it does not show who is in your organisation.`,
        'Bind the domains that are your organisation’s own.',
      );
    const held = boundOf(facts);
    const added = typed.domains.filter((domain) => !held?.domains.includes(domain));
    if (added.length === 0) return ok({ changes: [], events: [], next: facts });
    const domains = [...(held?.domains ?? []), ...added].sort();
    const row = { ...meant, id: held?.id ?? at.newId(), domains, boundById: who.person.id, boundAt: at.now };
    const { id, boundById, boundAt } = row;
    const shown = { ...meant, id, domains, boundAt, boundBy: who.person.name };
    return ok({
      changes: [
        held
          ? { alter: 'organisation', id, set: { domains, boundById, boundAt } }
          : { add: 'organisation', row },
        {
          recheck: 'identity',
          ...meant,
          domains: JSON.stringify(added),
          before: addMinutes(at.now, -profileTtlMinutes - 1),
        },
      ],
      events: [
        {
          type: 'organisation_bound',
          before: historyFields(meant, held?.domains ?? []),
          after: historyFields(meant, domains),
        },
      ],
      next: { ...facts, added, bound: [...bound.filter((one) => one.id !== id), shown] },
    });
  },
  view: ({ bound, linked, page }) => organisationsCard(bound, linked, { page }),
  resource: organisationsResource,
  done: ({ meant, added }) =>
    meant && added
      ? `Milepost now trusts ${organisationName(meant)} for addresses at ${andList(added)}.`
      : '',
});
