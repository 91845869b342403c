import { contributors, deciders, governors, headOf, planners } from '../../../src/domain/project/access.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { bindActions, type Card, note, text } from '../../model.ts';
import { item } from '../first-items.ts';
import { peopleCard } from '../plan/lists.ts';
import { approvedBy } from '../project/approver.ts';

/** A role that somebody can be given; `none` takes it away. */
export type GivenRole = Exclude<Role, 'none'>;

/** The word for each role, with its article. */
const aRole: Record<GivenRole, string> = {
  owner: 'an owner',
  coach: 'a coach',
  contributor: 'a contributor',
  client: 'a customer',
  viewer: 'a viewer',
};

/** Tells a person which role somebody gave them, and what they may do with it (ADM-2). */
export const roleGivenCard = (project: Project, role: GivenRole, by: string): Card =>
  bindActions(
    note(
      `${by} made you ${aRole[role]} of ${project.name}`,
      [{ is: 'list', items: rightsOf(project, role).map(item) }],
      [{ label: 'Show the project', command: 'status', input: {}, style: 'primary' }],
    ),
    { project: project.id },
  );

/** What a role may do in a project, as its kind and policies have it. */
function rightsOf(project: Project, role: Role): string[] {
  const { approver } = project.policies;
  const approves = approver !== 'nobody' && deciders(project.policies).includes(role);
  const works = contributors.includes(role);
  return [
    ...(approves ? ['You approve or return submitted milestones.'] : []),
    ...(planners(project).includes(role) ? ['You plan milestones.'] : []),
    ...(works ? ['You report progress, raise blockers and submit milestones.'] : []),
    ...(works && approver === 'nobody' ? ['You mark milestones done; nobody has to approve them.'] : []),
    ...(governors(project).includes(role) ? ['You change the project’s settings and link channels.'] : []),
    ...(headOf(project) === role ? ['You give others their roles.'] : []),
    ...(works ? [] : ['You see the project and its milestones.']),
  ];
}

/**
 * The people of a project after one of them got a role. `offer` is the first holder of a role that does not approve
 * here: one press changes that.
 */
export function roleCard(
  project: Project,
  members: Parameters<typeof peopleCard>[1],
  offer: { person: { name: string }; role: 'coach' | 'client' } | undefined,
): Card {
  const card = peopleCard(project, members);
  if (!offer) return card;
  const { name } = offer.person;
  const label = `Make ${excerpt(name, maxNameCharacters)} the approver`;
  return {
    ...card,
    blocks: [
      text(
        `${name} cannot approve yet. ${approvedBy(project.policies.approver, approverNames(project, members))}.`,
      ),
      ...card.blocks,
    ],
    actions: [{ label, command: 'policy', input: { approver: offer.role }, style: 'primary' }],
  };
}

const maxNameCharacters = 50;

const approverNames = ({ policies }: Project, members: Parameters<typeof peopleCard>[1]) =>
  members.filter(({ role }) => role === policies.approver).map(({ name }) => name);
