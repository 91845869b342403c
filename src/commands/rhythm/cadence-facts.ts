import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { loadCadences } from '../../../db/queries/rhythm/project-cadences.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import { governors, type InProject, type Needs, needs, type Who } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { cadenceName, type KnownCadence, type ProjectCadence } from '../../domain/rhythm/project-cadence.ts';
import { numbered, unknownOf } from '../../runner/references/numbered.ts';

/** How cadences are typed. */
export const cadenceLetter = { letter: 'C', what: 'cadence' } as const;

/** The cadences of a project. */
export type Cadences = { project: Project; cadences: KnownCadence[] };

/** All of them; the project is locked where one will change. */
export async function loadAllCadences(
  tx: Tx,
  { project }: InProject,
  why: 'reading' | 'changing',
): Promise<Cadences> {
  if (why === 'changing') await lockProject(tx, project.id);
  return { project, cadences: await loadCadences(tx, project.id) };
}

/** The same and the one that is meant, of a kind where one is named. */
export async function loadOneCadence(
  tx: Tx,
  who: InProject,
  typed: string,
  kind?: ProjectCadence['kind'],
): Promise<Outcome<Cadences & { cadence: KnownCadence }>> {
  const all = await loadAllCadences(tx, who, 'changing');
  const cadences = all.cadences.filter((one) => kind === undefined || one.kind === kind);
  const cadence = numbered(
    cadences.map((one) => ({ ...one, name: one.what })),
    typed,
    cadenceLetter,
  );
  const what = kind ?? cadenceLetter.what;
  return cadence
    ? ok({ ...all, cadence })
    : unknownOf(typed, { ...cadenceLetter, what }, cadences.map(cadenceName));
}

/** Whoever made it may, and whoever runs the project. */
export const ownersOf = (who: Who, { project, cadence }: Cadences & { cadence: KnownCadence }): Needs =>
  who.person.id === cadence.ownerId ? undefined : needs(who, governors(project));

/** The facts with one of them changed. */
export const withOne = <F extends Cadences>(facts: F, next: KnownCadence): F => ({
  ...facts,
  cadences: facts.cadences.map((one) => (one.id === next.id ? next : one)),
});
