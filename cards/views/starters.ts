import { contributors, deciders, planners, viewers } from '../../src/domain/project/access.ts';
import type { Project } from '../../src/domain/project/project.ts';
import type { Role } from '../../src/domain/project/roles.ts';
import { typedName } from '../../src/domain/text/wording.ts';
import { type Action, type Block, code, heading, type Item, plain } from '../model.ts';

/** Who reads: their role in the project; undefined outside any project. */
export type Reader = { role: Role; project: Project | undefined };

/** Returns the first things to do for a reader, each with its button; `without` names the command that shows them. */
export function starterBlocks(reader: Reader, without: 'help' | 'my-work'): Block[] {
  const items = [...startersOf(reader), starters.work, starters.help].filter(
    ({ actions: [action] }) => action?.command !== without || Object.keys(action.input).length > 0,
  );
  return [heading('Start here'), { is: 'list', items: items.slice(0, maxStarters) }];
}

const maxStarters = 5;

const starter = (
  says: string,
  label: string,
  command: string,
  input: Record<string, string> = {},
): Item & { actions: [Action] } => ({
  spans: [code([typedName(command), ...Object.values(input)].join(' ')), plain(`: ${says}`)],
  actions: [{ label, command, input }],
});

const starters = {
  project: starter('start a project in this channel', 'New project', 'project'),
  projects: starter('see your projects', 'My projects', 'projects'),
  planning: starter('what a milestone can have', 'How to plan', 'help', { command: 'new' }),
  linking: starter('join a project of another channel', 'How to join', 'help', { command: 'link' }),
  new: starter('add a milestone', 'New milestone', 'new'),
  list: starter('see all milestones', 'List', 'list'),
  status: starter('see how the project is doing', 'Status', 'status'),
  progress: starter('report progress on a milestone', 'Report progress', 'progress'),
  timeline: starter('see what comes when', 'Timeline', 'timeline'),
  history: starter('see what has happened', 'History', 'history'),
  approvals: starter('see what waits for approval', 'To approve', 'list', { status: 'waiting' }),
  work: starter('see what waits for you', 'My work', 'my-work'),
  help: starter('see all commands', 'Help', 'help'),
};

/** Four of them, by what the reader's role permits. */
function startersOf({ role, project }: Reader): (typeof starters)[keyof typeof starters][] {
  const { status, list, timeline, progress } = starters;
  if (!project || !viewers.includes(role))
    return [starters.project, starters.projects, starters.planning, starters.linking];
  if (planners(project).includes(role)) return [starters.new, list, status, progress];
  if (contributors.includes(role)) return [progress, list, status, timeline];
  const decides = deciders(project.policies).includes(role);
  return [status, decides ? starters.approvals : starters.history, list, timeline];
}
