import { type Draft, emptyMilestone, type Heading } from './draft.ts';
import type { Below } from './layout.ts';
import type { Section } from './sections/section.ts';
import type { Head } from './tables/columns.ts';

/** A heading whose content is being read, until the next heading of its level or above. */
export type OpenHeading = {
  level: number;
  section: Section;
  /** The index of the milestone that the content belongs to. */
  milestone: number | null;
  heading: Heading | null;
  /** The heading's text, where it names a section. */
  name: string;
};

/** What the block reader knows between two lines. */
export type State = {
  draft: Draft;
  below: ReadonlyMap<number, Below>;
  open: OpenHeading[];
  /** Line numbers of table heads that are fields of the document, because a row below is one of its own days. */
  fieldHeads: ReadonlySet<number>;
  /** Line number of the last list item; infinity after prose or a heading. */
  lastItem: number;
  /** Indents of the open list levels. */
  indents: number[];
  /** The open table and the number of its last line. */
  table: { head: Head; last: number } | undefined;
  /** The part of a decision that the last key introduced. */
  part: string | null;
  /** Whether a thematic break came after the last heading: what follows is a footer. */
  isFooter: boolean;
  /** The index of the milestone for content below no heading. */
  looseMilestone: number | undefined;
};

/** One below the six levels of headings, the bold lines and the labels of lists. */
const looseLevel = 9;

const top: OpenHeading = { level: 0, section: 'plan', milestone: null, heading: null, name: '' };

/** The innermost open heading. */
export const innermost = ({ open }: State): OpenHeading => open.at(-1) ?? top;

/** The description that notes at this place go to: the milestone's, else the document's. */
export const notesOf = (draft: Draft, milestone: number | null): string[] =>
  (milestone === null ? undefined : draft.milestones[milestone]?.description) ?? draft.description;

/** The index of the milestone at this place; content below no heading gets one named like the document. */
export function milestoneHere(state: State): number {
  const { draft, open } = state;
  const { milestone, name } = innermost(state);
  if (milestone !== null) return milestone;
  if (state.looseMilestone === undefined) {
    state.looseMilestone = draft.milestones.length;
    draft.milestones.push({ ...emptyMilestone(name || draft.title || 'Plan', null), status: 'upcoming' });
  }
  open.push({ ...top, level: looseLevel, milestone: state.looseMilestone });
  return state.looseMilestone;
}
