import type { Database } from '../../db/database.ts';
import {
  allWorkspaces,
  makeFirstWorkspace,
  type Workspace,
  workspacesOf,
  workspacesWithProject,
} from '../../db/queries/directory/workspaces.ts';
import type { Options } from './arguments.ts';
import { type Ending, failed, misused } from './ending.ts';
import { readNamed } from './person.ts';

/**
 * The workspace that is meant: the one that was named; else the only one; else the one that has the
 * project, or knows the person, that was named. With none at all, `makes` says that the command may
 * begin one.
 */
export async function chooseWorkspace(
  db: Database,
  options: Options,
  makes: boolean,
): Promise<{ id: string } | Ending> {
  const all = await allWorkspaces(db);
  if (options.workspace !== undefined) return named(all, options.workspace);
  const [only, ...others] = all;
  if (!only) {
    return makes
      ? { id: await makeFirstWorkspace(db, 'local') }
      : failed(
          'There is no workspace yet. Use Milepost from Slack or Teams, or start with: project "Apollo"',
        );
  }
  if (others.length === 0) return only;
  return narrow(db, all, options);
}

function named(all: Workspace[], typed: string): { id: string } | Ending {
  const byName = all.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const [only, ...others] = all.filter(({ id }) => id === typed.toLowerCase()).concat(byName);
  if (!only) return failed(`There is no workspace “${typed}”.${list(all)}`);
  return others.length === 0
    ? only
    : misused(`Several workspaces are called “${typed}”: give an id.${list(all)}`);
}

async function narrow(db: Database, all: Workspace[], options: Options): Promise<{ id: string } | Ending> {
  const ids = await meant(db, options);
  if (!ids) return misused(`There are ${all.length} workspaces: add --workspace and an id.${list(all)}`);
  const [only, ...others] = all.filter(({ id }) => ids.includes(id));
  const what =
    options.project === undefined ? `the person ${options.as}` : `the project “${options.project}”`;
  if (!only) return failed(`No workspace has ${what}.${list(all)}`);
  if (others.length === 0) return only;
  return misused(`Several workspaces have ${what}: add --workspace and an id.${list([only, ...others])}`);
}

async function meant(db: Database, { project, as }: Options): Promise<string[] | undefined> {
  if (project !== undefined) return workspacesWithProject(db, project);
  const by = as === undefined ? undefined : readNamed(as);
  return by && 'address' in by ? workspacesOf(db, by.address) : undefined;
}

/** At most so many projects are named beside a workspace. */
const mostNamed = 3;

function list(all: readonly Workspace[]): string {
  return all
    .map(({ id, name, projects }) => {
      const some = projects.slice(0, mostNamed).join(', ') || 'no projects';
      return `\n  ${id}  ${name} (${some}${projects.length > mostNamed ? ', …' : ''})`;
    })
    .join('');
}
