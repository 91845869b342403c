import * as z from 'zod';
import { progressRequestsCard } from '../../../cards/views/rhythm/cadences.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { nextAsk } from '../../../db/queries/rhythm/cadences.ts';
import { alterProject } from '../../domain/facts.ts';
import { invalid, ok, refuse, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import { inWords } from '../../domain/rhythm/cadence.ts';
import { nextSlot } from '../../domain/time/calendar.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { daysSlot, timeSlot } from '../../grammar/slot-time.ts';
import { asksResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { cadenceOf, isSame } from './days-at.ts';

const input = z.object({
  mode: choiceSlot('place', 'Off', ['off']).optional(),
  every: daysSlot('Days').optional(),
  at: timeSlot('Time').optional(),
});

const changes = ({ mode, every, at }: z.output<typeof input>) => Boolean(mode ?? every ?? at);

/** Sets when contributors are asked for updates (RMD-1). */
export const askUpdates = defineCommand({
  name: 'ask-updates',
  summary: 'Ask assignees for updates on fixed days.',
  examples: ['ask updates', 'ask updates every:friday at:10:00', 'ask updates off'],
  input,
  async load(tx, given, who) {
    if (changes(given)) await lockProject(tx, who.project.id);
    const facts = await loadProject(tx, who.project.id);
    if (!facts) return refuse({ is: 'no_project' });
    return ok({ project: facts.project, asksAt: await nextAsk(tx, who.project.id) });
  },
  permit: (who, { project }, given) => needs(who, changes(given) ? governors(project) : viewers),
  decide(facts, given) {
    if (!changes(given)) return ok({ changes: [], events: [], next: facts });
    const { project } = facts;
    const { mode, every, at } = given;
    if (mode && every) return invalid('ask-updates', 'every', 'Write “off” or when to ask, not both.');
    const asked = cadenceOf('ask-updates', 'every', { days: mode ? null : every, at }, project.asks);
    if (!asked.ok) return asked;
    const asks = asked.value;
    if (isSame(asks, project.asks))
      return rule(
        `Nothing changed: ${asks ? `Milepost asks for updates ${inWords(asks)}` : 'update requests are off'} already.`,
      );
    const words = (one: typeof asks) => ({ asks: one && inWords(one) });
    const event = { type: 'schedule_changed', before: words(project.asks), after: words(asks) } as const;
    return ok(alterProject({ ...facts, asksAt: null }, event, { asks, asksAt: null }));
  },
  view({ project, asksAt }, _who, { now }) {
    const { asks, zone } = project;
    return progressRequestsCard(project, { at: asks && (asksAt ?? nextSlot(asks, project, now)), zone });
  },
  resource: asksResource,
  done: ({ project: { asks } }) =>
    asks ? `Milepost asks for updates ${inWords(asks)}.` : 'Update requests are off.',
});
