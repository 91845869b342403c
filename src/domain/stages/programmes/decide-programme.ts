import type { Change, Decision } from '../../change.ts';
import { type Outcome, ok, rule } from '../../outcome.ts';
import {
  type CoachedCompany,
  type Coaching,
  type Cohort,
  findCohort,
  findCompanies,
  maxCompanies,
  maxProgrammes,
} from './programme.ts';

/** What a coach asked for: `companies` starts a programme, the others change one. */
export type ProgrammeRequest = {
  name: string;
  companies?: string | undefined;
  add?: string | undefined;
  remove?: string | undefined;
};

/** Who decides and when; `now` is an ISO instant. */
type By = { personId: string; now: string; newId: () => string };

/** A programme after a decision, and what changed: labels of companies. */
export type DecidedProgramme = { cohort: Cohort; isNew: boolean; added: string[]; removed: string[] };

/** Whether the request changes something. */
export const changesProgramme = ({ companies, add, remove }: ProgrammeRequest): boolean =>
  companies !== undefined || add !== undefined || remove !== undefined;

/** Starts or changes a programme, with companies that the person coaches only (STG-5). */
export function decideProgramme(
  coaching: Coaching,
  request: ProgrammeRequest,
  by: By,
): Outcome<Decision<DecidedProgramme>> {
  const known = findCohort(coaching.cohorts, request.name, by.personId);
  if (!known) return startProgramme(coaching, request, by);
  if (request.companies !== undefined)
    return rule(
      `There is a programme “${known.programme.name}” already.`,
      'Add companies to it with “add:”, or choose another name.',
    );
  return changeProgramme(coaching, known, request, by);
}

function startProgramme(
  { coached, cohorts }: Coaching,
  { name, companies, add, remove }: ProgrammeRequest,
  by: By,
): Outcome<Decision<DecidedProgramme>> {
  const named = companies ?? add;
  if (named === undefined || remove !== undefined) return noSuchProgramme(name, coached);
  if (cohorts.filter(({ programme }) => programme.madeById === by.personId).length >= maxProgrammes)
    return rule(`You have ${maxProgrammes} programmes, the most that one coach can have.`);
  const found = findCompanies(named, coached);
  if (!found.ok) return found;
  const programme = { id: by.newId(), name, madeById: by.personId, madeAt: by.now };
  const cohort: Cohort = { programme, companies: [] };
  return withCompanies(cohort, { added: found.value, removed: [], isNew: true }, by);
}

/** Refuses a name that no programme of the coach has; one press starts it with all of their companies. */
export function noSuchProgramme(name: string, coached: readonly CoachedCompany[]) {
  const all = coached.slice(0, maxCompanies).map(({ label }) => `"${label}"`);
  return rule(
    `You have no programme “${name}”.`,
    `Start it with “programme "${name}" companies:${all.slice(0, 2).join(',')}”.`,
    {
      label: 'Start with all my companies',
      command: 'programme',
      input: { name, companies: all.join(',') },
    },
  );
}

function changeProgramme(
  { coached }: Coaching,
  cohort: Cohort,
  { add, remove }: ProgrammeRequest,
  by: By,
): Outcome<Decision<DecidedProgramme>> {
  const added = add === undefined ? ok([]) : findCompanies(add, coached);
  if (!added.ok) return added;
  const removed = remove === undefined ? ok([]) : findCompanies(remove, cohort.companies);
  if (!removed.ok) return removed;
  const present = new Set(cohort.companies.map(({ project }) => project.id));
  const missing = added.value.filter(({ project }) => !present.has(project.id));
  if (missing.length + removed.value.length === 0)
    return rule(`Nothing changed: “${cohort.programme.name}” has these companies already.`);
  return withCompanies(cohort, { added: missing, removed: removed.value, isNew: false }, by);
}

function withCompanies(
  { programme, companies }: Cohort,
  { added, removed, isNew }: { added: CoachedCompany[]; removed: Cohort['companies']; isNew: boolean },
  by: By,
): Outcome<Decision<DecidedProgramme>> {
  const gone = new Set(removed.map(({ rowId }) => rowId));
  const rows = added.map((one) => ({ ...one, rowId: by.newId() }));
  const after = [...companies.filter(({ rowId }) => !gone.has(rowId)), ...rows];
  if (after.length > maxCompanies) return rule(`A programme has at most ${maxCompanies} companies.`);
  const links = rows.map(({ rowId, project }) => ({
    id: rowId,
    programmeId: programme.id,
    projectId: project.id,
  }));
  const changes: Change[] = [
    ...(isNew ? [{ add: 'programme' as const, row: programme }] : []),
    ...(links.length > 0 ? [{ addMany: 'programmeCompany' as const, rows: links }] : []),
    ...removed.map(({ rowId }) => ({ remove: 'programmeCompany' as const, id: rowId })),
  ];
  const said = (of: readonly CoachedCompany[]) => ({
    programme: programme.name,
    companies: of.map(({ label }) => label),
  });
  return ok({
    changes,
    events: [
      { type: 'programme_changed', ...(isNew ? {} : { before: said(companies) }), after: said(after) },
    ],
    next: {
      cohort: { programme, companies: after.toSorted((a, b) => a.label.localeCompare(b.label)) },
      isNew,
      added: added.map(({ label }) => label),
      removed: removed.map(({ label }) => label),
    },
  });
}

/** Refuses people who coach no company. */
export const requireCoach = ({ coached, cohorts }: Coaching): Outcome<true> =>
  coached.length + cohorts.length > 0
    ? ok(true)
    : rule(
        'You coach no company, so you have no programmes.',
        'A coach of the company or an administrator can type “role @you coach” there.',
      );
