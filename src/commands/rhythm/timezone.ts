import * as z from 'zod';
import { zonesCard } from '../../../cards/views/rhythm/calendar.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadProject } from '../../../db/queries/project/project-facts.ts';
import { ok, refuse, rule } from '../../domain/outcome.ts';
import { governors, needs, viewers } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { zoneSlot } from '../../grammar/slot-time.ts';
import { zonesResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { withoutProject } from '../../runner/who.ts';

type Facts = {
  mine: { zone: string | null; chosen: boolean };
  /** Only if they can view it. */
  project: Project | undefined;
};

/** Sets the time zone of a person or of a project's rooms (RMD-2). */
export const timezone = defineCommand({
  name: 'timezone',
  summary: 'Show or set my time zone, or the project’s.',
  examples: ['timezone', 'timezone Europe/Paris', 'timezone New York for:project'],
  input: z.object({
    zone: zoneSlot('Time zone', 'rest').optional(),
    for: choiceSlot('key', 'Whose time zone', ['me', 'project']).optional(),
  }),
  // `timezone for:me` opens it
  lacks: ({ zone, for: whose }) => (whose && !zone ? ['zone'] : []),
  scope: 'workspace',
  async load(tx, { zone, for: whose }, who) {
    const { zone: own, zoneChosen: chosen = false } = who.person;
    const facts: Facts = {
      mine: { zone: own, chosen },
      project: needs(who, viewers) ? undefined : who.project,
    };
    if (!zone || whose !== 'project') return ok(facts);
    if (!who.project) return refuse(await withoutProject(tx, who));
    await lockProject(tx, who.project.id);
    const loaded = await loadProject(tx, who.project.id);
    return ok<Facts>({ ...facts, project: loaded?.project });
  },
  permit: (who, { project }, { zone, for: whose }) =>
    zone && whose === 'project' ? needs(who, governors(project)) : undefined,
  decide(facts, { zone, for: whose }, who) {
    if (!zone) return ok({ changes: [], events: [], next: facts });
    const { mine, project } = facts;
    if (whose === 'project' && project) {
      if (project.zone === zone) return rule(`Nothing changed: ${project.name} is in ${zone} already.`);
      const set = { zone, version: project.version + 1 };
      return ok({
        changes: [
          { alter: 'project', id: project.id, set: { ...set, asksAt: null } },
          { replan: 'project', id: project.id },
        ],
        events: [{ type: 'zone_changed', before: { zone: project.zone }, after: { zone } }],
        next: { ...facts, project: { ...project, ...set } },
      });
    }
    if (mine.chosen && mine.zone === zone) return rule(`Nothing changed: your time zone is ${zone} already.`);
    return ok({
      changes: [{ alter: 'person', id: who.person.id, set: { zone, zoneChosen: true, digestAt: null } }],
      events: [{ type: 'preferences_changed', before: { zone: mine.zone }, after: { zone } }],
      next: { ...facts, mine: { zone, chosen: true } },
    });
  },
  view: ({ mine, project }, _who, { now }) => zonesCard(mine.zone, project, now),
  resource: zonesResource,
  done: ({ project }, { zone, for: whose }) =>
    whose === 'project' ? `${project?.name} is in ${zone} now.` : 'Your time zone is set.',
});
