import * as z from 'zod';
import { risksCard } from '../../../cards/views/health/risks.ts';
import { type RiskWithNames, riskName } from '../../domain/health/risk.ts';
import { alreadyDone, ok } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { risksResource } from '../../presenters/health.ts';
import { defineCommand } from '../../runner/define.ts';
import { findNumbered, numberedSlot, refuseUnknown } from '../../runner/references/numbered.ts';
import { loadAllRisks, type Risks, riskLetter } from './risk-facts.ts';

/** Resolves a risk (LCH-7). */
export const resolved = defineCommand({
  name: 'resolved',
  summary: 'Mark a risk as resolved.',
  examples: ['resolved R3'],
  input: z.object({ risk: numberedSlot(riskLetter) }),
  async load(tx, { risk: typed }, who) {
    const all = await loadAllRisks(tx, who, 'changing');
    const { risks } = all;
    const risk = findNumbered(risks, typed, riskLetter);
    const open = risks.filter(({ resolvedAt }) => resolvedAt === null);
    if (!risk) return refuseUnknown(typed, riskLetter, open.map(riskName));
    const facts: Risks & { risk: RiskWithNames } = { ...all, risk };
    return ok(facts);
  },
  permit: (who) => needs(who, contributors),
  decide(facts, _input, who, at) {
    const { risk, risks } = facts;
    if (risk.resolvedAt)
      return alreadyDone(`${excerpt(riskName(risk), 100)} was resolved`, risk.resolvedBy, risk.resolvedAt);
    const set = { resolvedById: who.person.id, resolvedAt: at.now };
    const next = { ...risk, ...set, resolvedBy: who.person.name };
    return ok({
      changes: [{ alter: 'risk', id: risk.id, set }],
      events: [
        {
          type: 'risk_resolved',
          ...(risk.milestoneId ? { milestoneId: risk.milestoneId } : {}),
          before: { what: riskName(risk) },
        },
      ],
      next: { ...facts, risk: next, risks: risks.map((one) => (one.id === risk.id ? next : one)) },
    });
  },
  view: (facts, _who, at) => risksCard(facts, at),
  resource: risksResource,
  done: ({ risk }) => `${excerpt(riskName(risk), 100)} resolved.`,
});
