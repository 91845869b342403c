import { isClosed } from '../../endings/ending.ts';
import { type Outcome, ok, rule } from '../../outcome.ts';
import { labelOf, matchesProject, type ProjectLabel } from '../../project/label.ts';
import { isCoached } from '../../project/policies.ts';
import type { Project } from '../../project/project.ts';
import type { Role } from '../../project/roles.ts';
import { excerpt } from '../../text/cut.ts';
import { fold } from '../../text/fold.ts';

/** A cohort of companies (STG-5). `madeAt` is an ISO instant. */
export type Programme = { id: string; name: string; madeById: string; madeAt: string };

/** A company of a programme. */
export type ProgrammeCompany = { id: string; programmeId: string; projectId: string };

/** A company that the person coaches. `label` tells namesakes apart. */
export type CoachedCompany = { project: Project; label: string };

/** A programme as one coach sees it: with those of its companies that they coach, by name. */
export type Cohort = { programme: Programme; companies: (CoachedCompany & { rowId: string })[] };

/** What a coach works with: the companies that they coach, and their programmes. */
export type Coaching = { coached: CoachedCompany[]; cohorts: Cohort[] };

/** The most companies of a programme, and programmes that a coach has. */
export const maxCompanies = 200;
export const maxProgrammes = 50;

/** Returns the companies that a person coaches and that are open, of the projects where they have a role. */
export const coachedAmong = (
  projects: readonly (Omit<ProjectLabel, 'name'> & { project: Project; role: Role | null })[],
): CoachedCompany[] =>
  projects
    .filter(({ project, role }) => role === 'coach' && isCoached(project.kind) && !isClosed(project))
    .map(({ project, nth, namesakes }) => ({
      project,
      label: labelOf({ name: project.name, nth, namesakes }),
    }));

/** Splits names with commas between them, each perhaps in quotes; repeated names count once. */
export function splitNames(typed: string): string[] {
  const found = typed.matchAll(/["“”„«»]([^"“”„«»]*)["“”„«»]|([^,;"“”„«»]+)/g);
  const names = [...found].map(([, quoted, bare]) => (quoted ?? bare ?? '').trim()).filter(Boolean);
  return [...new Map(names.map((name) => [fold(name), name])).values()];
}

/** Finds a programme by name: the coach's own before those of others, then the oldest. */
export function findCohort(cohorts: readonly Cohort[], typed: string, personId: string): Cohort | undefined {
  const named = cohorts.filter(({ programme }) => fold(programme.name) === fold(typed));
  return named.find(({ programme }) => programme.madeById === personId) ?? named[0];
}

/** Finds the companies that a text names, among those of one coach; refuses the first that none or several fit. */
export function findCompanies<C extends CoachedCompany>(typed: string, among: readonly C[]): Outcome<C[]> {
  const found: C[] = [];
  for (const name of splitNames(typed)) {
    const one = findCompany(name, among);
    if (!one.ok) return one;
    if (!found.includes(one.value)) found.push(one.value);
  }
  return found.length > 0
    ? ok(found)
    : rule('No company was named.', 'Write them like companies:"Acme","Bolt".');
}

function findCompany<C extends CoachedCompany>(name: string, among: readonly C[]): Outcome<C> {
  const exact = among.filter(
    ({ label, project }) => fold(label) === fold(name) || fold(project.name) === fold(name),
  );
  const fits = exact.length > 0 ? exact : among.filter(({ project }) => isPart(project.name, name));
  const [only, ...others] = fits;
  const typed = excerpt(name, 60);
  if (!only) return rule(`You coach no company “${typed}” that fits here.`, whichFit(among));
  if (others.length > 0) return rule(`“${typed}” could be more than one company.`, whichFit(fits));
  return ok(only);
}

const isPart = (name: string, typed: string) => matchesProject({ name, nth: 1, namesakes: 1 }, typed);

const maxNamed = 10;

function whichFit(among: readonly CoachedCompany[]): string {
  if (among.length === 0) return 'There is none to choose.';
  const names = among.slice(0, maxNamed).map(({ label }) => label);
  const rest = among.length - names.length;
  return `Choose from: ${[...names, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')}.`;
}
