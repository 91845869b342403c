import { placeOf } from '../../../db/queries/schedule/address.ts';
import { type Asked, asksClock, claimAsks, type DueAsks } from '../../../db/queries/schedule/asks.ts';
import { writePlan } from '../../../db/queries/schedule/write.ts';
import { awaited, dueOf, notNow } from '../due.ts';
import type { Kind } from '../kind.ts';

/** Those who have begun work on a project are asked how it goes (RMD-1), on the project's cadence. */
export const asks: Kind = {
  name: 'asks',
  async plan(tx, { size, platforms, safely, ...tick }) {
    const { now } = tick;
    const projects = await claimAsks(tx, now, platforms, size);
    const due = projects.map((project) => {
      const { cadence, zone, holidays, at } = project;
      return {
        project,
        ...safely(() => dueOf({ cadence, calendar: { zone, holidays }, at }, tick), notNow(now)),
      };
    });
    const next = due.map(({ project: { workspaceId, projectId: id }, nextAt }) => ({
      workspaceId,
      id,
      nextAt,
    }));
    const sends = due.flatMap(({ project, slot }) =>
      slot === null
        ? []
        : (project.people ?? []).map((person) => ({
            ...sendOf(project, person),
            ...safely(() => awaited(slot, { ...person, zone: person.zone ?? project.zone }, now), {
              slot,
              notBefore: null,
            }),
          })),
    );
    return { claimed: projects.length, rooms: await writePlan(tx, asksClock, next, sends, now) };
  },
};

function sendOf({ workspaceId, projectId }: DueAsks, { personId, address }: Asked) {
  const whom = { projectId, personId, milestoneId: null };
  return {
    workspaceId,
    kind: 'ask',
    target: `${projectId}/${personId}`,
    ...whom,
    to: placeOf(address),
  } as const;
}
