import type { Tx } from '../../../db/database.ts';
import { type CallerFacts, projectsOf } from '../../../db/queries/directory/who.ts';
import { type Outcome, ok, refuse } from '../../domain/outcome.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Project } from '../../domain/project/project.ts';
import type { Role } from '../../domain/project/roles.ts';
import type { Intent } from '../../ports/intent.ts';
import type { Read } from '../read.ts';

/** The project of a request, and the role that the person holds there; `byRoom`: it came with the room. */
export type ResolvedProject = { project: Project | undefined; held: Role | undefined; byRoom: boolean };

/** No project. */
export const noProject: ResolvedProject = { project: undefined, held: undefined, byRoom: false };

/** What a request says of its project. */
export type ProjectReference = Pick<Read, 'project' | 'drawn'> & { command?: Read['command'] };

/**
 * The project that a button or form was drawn for: the room's while the room shows it; elsewhere
 * one that the person takes part in. Never another, whatever the room shows by now.
 */
export async function projectOfButton(
  tx: Tx,
  person: Person,
  { known, intent }: { known: CallerFacts; intent: Intent },
  { command, drawn: { about } }: ProjectReference & { drawn: NonNullable<Read['drawn']> },
): Promise<Outcome<ResolvedProject>> {
  const ofProject = command?.scope === 'project';
  if (!about) return ofProject ? refuse({ is: 'outdated' }) : ok(noProject);
  if (known.project?.id === about.project)
    return ok({ project: known.project, held: known.role, byRoom: known.byRoom });
  const row = (await projectsOf(tx, person)).find(({ project }) => project.id === about.project);
  const inChannel = intent.room?.kind === 'channel';
  if (inChannel && !about.anywhere) return refuse({ is: 'unlinked', project: row?.project.name ?? null });
  if (row) return ok({ project: row.project, held: row.role ?? undefined, byRoom: row.byRoom ?? false });
  // what is somebody's own needs no project
  return ofProject || inChannel ? refuse({ is: 'not_yours' }) : ok(noProject);
}
