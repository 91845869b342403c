import type { Duties } from '../domain/people/leaver.ts';
import type { Organisation } from '../domain/people/organisation.ts';
import type { Platform } from '../domain/platform.ts';
import type { Project } from '../domain/project/project.ts';
import type { Role } from '../domain/project/roles.ts';
import { milestoneRef, personName, personRef, projectRef, type Resource } from './resource.ts';

type Of = { project: Project };
type Member = { personId: string; name: string; role: Role; gone: boolean; on: readonly Platform[] };

/** Who has which role in a project. */
export const membersResource = ({ project, members }: Of & { members: readonly Member[] }): Resource => ({
  project: projectRef(project),
  members: members.map(({ personId, name, role, gone, on }) => ({
    person: personRef(personId, name),
    role,
    platforms: on,
    hasLeft: gone,
  })),
});

const dutiesOf = ({ personId, name, role, milestones, votes, risks, cadences }: Duties) => ({
  person: personRef(personId, name),
  role,
  milestones: milestones.map(milestoneRef),
  decisions: votes.map(({ number, question }) => ({ key: `D${number}`, question })),
  risks: risks.map(({ number, text }) => ({ key: `R${number}`, text })),
  cadences: cadences.map(({ number, what }) => ({ key: `C${number}`, what })),
});

/** People who left, with what still waits for each of them. */
export const leaversResource = ({ project, gone }: Of & { gone: readonly Duties[] }): Resource => ({
  project: projectRef(project),
  leavers: gone.map(dutiesOf),
});

/** What moved from one person to another. */
export const reassignedResource = ({ project, from, to }: Of & { from: Duties; to: Duties }): Resource => ({
  project: projectRef(project),
  reassigned: { ...dutiesOf(from), to: personRef(to.personId, to.name) },
});

type Bound = Omit<Organisation, 'boundById'> & { boundBy: string };

/** Organisations whose mail domains link accounts. */
export const organisationsResource = ({ bound }: { bound: readonly Bound[] }): Resource => ({
  organisations: bound.map(({ platform, tenant, domains, boundBy, boundAt }) => ({
    platform,
    tenant,
    domains,
    boundByName: personName(boundBy),
    boundAt,
  })),
});
