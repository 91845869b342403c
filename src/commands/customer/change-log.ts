import * as z from 'zod';
import { noEffectWords } from '../../../cards/views/scope/change-order.ts';
import { changeLoggedNews, changesCard, impactWords } from '../../../cards/views/scope/changes.ts';
import { loadChangeLog } from '../../../db/queries/customer/logged-changes.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { type LoggedChange, maxChangeCharacters } from '../../domain/customer/logged-change.ts';
import { foundProject, ok } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { textSlot } from '../../grammar/slot.ts';
import { changesResource } from '../../presenters/scope.ts';
import { defineCommand } from '../../runner/define.ts';
import { daysSlot } from '../scope/days-slot.ts';
import { signedCost } from '../scope/signed-cost.ts';

/** Logs a change with its effect on the timeline and the cost, which the customer reads (SCP-4). */
export const changeLog = defineCommand({
  name: 'change-log',
  synonyms: [{ words: 'log change' }],
  summary: 'Log a change for the customer to read; nothing else changes.',
  title: 'Log a change',
  submit: 'Log',
  examples: ['change log "Moved the hosting to the EU" days:+2 cost:+500', 'change log "New logo"'],
  input: z.object({
    text: textSlot('rest', 'What changed', { max: maxChangeCharacters }, 'Moved the hosting to the EU'),
    days: daysSlot().optional(),
    cost: textSlot('key', 'Added cost', { max: 30, rephrased: true }, '500').optional(),
  }),
  async load(tx, _input, who) {
    await lockProject(tx, who.project.id);
    return foundProject(await loadChangeLog(tx, who.project.id));
  },
  permit: (who) => needs(who, contributors),
  decide(facts, { text, days = 0, cost: typed }, who, at) {
    const { id: projectId, currency } = facts.project;
    const cost = signedCost('change-log', typed, currency, noEffectWords('no_price'));
    if (!cost.ok) return cost;
    const row: LoggedChange = {
      id: at.newId(),
      projectId,
      text,
      days,
      cost: cost.value,
      currency: cost.value === 0 ? null : currency,
      addedById: who.person.id,
      addedAt: at.now,
    };
    const change = { ...row, addedBy: who.person.name };
    return ok({
      changes: [{ add: 'loggedChange', row }],
      events: [{ type: 'change_logged', after: { what: excerpt(text, 100), impact: impactWords(row) } }],
      next: { ...facts, change, logged: [change, ...facts.logged] },
    });
  },
  view: (facts, _who, at) => changesCard(facts, at),
  resource: changesResource,
  done: ({ change }) => `Logged: ${excerpt(change.text, 100)}, ${impactWords(change)}.`,
  news: ({ change }) => changeLoggedNews(change),
  audience: () => 'customer',
  offersUndo: true,
});
