import type { Tx } from '../../../db/database.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { removedNumbers } from '../../../db/queries/plan/removed-numbers.ts';
import { loadCadences } from '../../../db/queries/rhythm/project-cadences.ts';
import { type Outcome, ok } from '../../domain/outcome.ts';
import { governors, type InProject, type Needs, needs, type Who } from '../../domain/project/access.ts';
import type { Project } from '../../domain/project/project.ts';
import { cadenceName, type KnownCadence, type ProjectCadence } from '../../domain/rhythm/project-cadence.ts';
import { findNumbered, refuseUnknown } from '../../runner/references/numbered.ts';

/** The key letter of cadences. */
export const cadenceLetter = { letter: 'C', what: 'cadence', isInternal: true } as const;

/** The cadences of a project; `spent`: the highest number of a removed one, read for changes. */
export type Cadences = { project: Project; cadences: KnownCadence[]; spent?: number | undefined };

/** Loads all cadences of the project, which is locked for `changing`. */
export async function loadAllCadences(
  tx: Tx,
  { project }: InProject,
  why: 'reading' | 'changing',
): Promise<Cadences> {
  if (why === 'reading') return { project, cadences: await loadCadences(tx, project.id) };
  await lockProject(tx, project.id);
  const { C: spent } = await removedNumbers(tx, project.id);
  return { project, cadences: await loadCadences(tx, project.id), spent };
}

/** Loads all cadences and the one that was typed, of a kind if given. */
export async function loadOneCadence(
  tx: Tx,
  who: InProject,
  typed: string,
  kind?: ProjectCadence['kind'],
): Promise<Outcome<Cadences & { cadence: KnownCadence }>> {
  const all = await loadAllCadences(tx, who, 'changing');
  const cadences = all.cadences.filter((one) => kind === undefined || one.kind === kind);
  const cadence = findNumbered(
    cadences.map((one) => ({ ...one, name: one.what })),
    typed,
    cadenceLetter,
  );
  const what = kind ?? cadenceLetter.what;
  return cadence
    ? ok({ ...all, cadence })
    : refuseUnknown(typed, { ...cadenceLetter, what }, cadences.map(cadenceName));
}

/** Allows its owner and those who run the project. */
export const needsOwner = (who: Who, { project, cadence }: Cadences & { cadence: KnownCadence }): Needs =>
  who.person.id === cadence.ownerId ? undefined : needs(who, governors(project));

/** Returns the facts with one cadence replaced. */
export const withCadence = <F extends Cadences>(facts: F, next: KnownCadence): F => ({
  ...facts,
  cadences: facts.cadences.map((one) => (one.id === next.id ? next : one)),
});
