import type { LostReason } from '../../../src/domain/endings/ending.ts';
import { isClosed } from '../../../src/domain/endings/ending.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { type Action, type Block, type Card, plain, strong, text } from '../../model.ts';
import type { State } from '../../states.ts';

type Named = Pick<Project, 'name'>;
type Ended = Pick<Project, 'status' | 'archivedAt' | 'lost'>;

/** The words of why a project was lost. */
export const lostWords: Record<LostReason, string> = {
  dispute: 'a dispute',
  quality: 'the quality of the work',
  mutual: 'both sides agreed to stop',
};

const showProject: Action = { label: 'Show', command: 'status', input: {} };

const told = (title: Card['title'], words: string): Card => ({
  title,
  blocks: [text(words)],
  actions: [showProject],
  more: [],
});

/** Tells everybody that a project was closed as lost; the team's note stays in the history (CUS-7). */
export const lostNews = ({ name }: Named, by: string): Card =>
  told(
    [plain(`${by} closed `), strong(name)],
    'Its cards have no buttons any more, and nobody is reminded of anything in it.',
  );

/** Tells everybody that a project was archived. */
export const archivedNews = ({ name }: Named, by: string): Card =>
  told(
    [plain(`${by} archived `), strong(name)],
    'It can be read, but nothing in it changes until an owner restores it.',
  );

/** Tells everybody that a project is open again; `did` is who did what: "Olivia restored". */
export const openedNews = ({ name }: Named, did: string): Card =>
  told([plain(`${did} `), strong(name)], 'Its cards are live again.');

/** The state of a project that has ended; undefined while it goes on. */
export function endState({ status, archivedAt }: Ended): State | undefined {
  if (archivedAt !== null) return 'archived';
  return status === 'lost' || status === 'delivered' ? status : undefined;
}

/** Says on a card why it has no buttons; empty while the project is open. `isTeam`: only the team reads the note. */
export function closedBlocks(project: Ended, isTeam: boolean): Block[] {
  if (project.archivedAt !== null)
    return [text('The project is archived: nothing in it changes until an owner restores it.', 'quiet')];
  if (project.status !== 'lost') return [];
  const { lost } = project;
  const why = isTeam && lost ? `: ${lostWords[lost.reason]}. ${lost.note}` : '.';
  return [text([strong('Closed as lost'), plain(why)])];
}

/** The one button of a closed project's card; undefined while it is open. */
export function openAction(project: Ended): Action | undefined {
  if (!isClosed(project)) return undefined;
  return project.archivedAt !== null
    ? { label: 'Restore', command: 'restore', input: {} }
    : { label: 'Reopen', command: 'reopen-project', input: {} };
}
