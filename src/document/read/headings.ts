import { findDate } from './dates.ts';
import { dateIn, type Heading, milestoneOf } from './draft.ts';
import { plain, wholeLiteral } from './inline.ts';
import { type Below, boldLevel, labelLevel } from './layout.ts';
import type { Line } from './lines.ts';
import { statusOfHeading, undecorated } from './marks.ts';
import { beginDecision, partNamed } from './sections/decisions.ts';
import { isContainer, type Section, sectionOf } from './sections/section.ts';
import { innermost, notesOf, type State } from './state.ts';

/** Reads a heading: a section, a part of one, or a milestone. */
export function readHeading(state: State, line: Line & { is: 'heading' }): void {
  const { draft, open } = state;
  const literal = wholeLiteral(line.text);
  const text = literal ?? (undecorated(plain(line.text)) || plain(line.text));
  const level = levelOf(state, line.level, text);
  while ((open.at(-1)?.level ?? 0) >= level) open.pop();
  const above = innermost(state);
  const below = state.below.get(line.n);
  const part = above.section === 'decisions' && above.heading ? partNamed(text) : undefined;
  state.part = part ?? null;
  if (part) {
    draft.structure.add(line.n);
    return;
  }
  const isDated = literal === undefined && findDate(text, draft) !== undefined;
  const named = literal === undefined ? sectionNamed(state, text, isDated, below) : undefined;
  const section = named ?? (above.section === 'notes' && level < boldLevel ? 'plan' : above.section);
  if (section === 'notes') {
    draft.structure.add(line.n);
    notesOf(draft, above.milestone).push(text);
    open.push({ ...above, level, section, name: text });
  } else if (section !== 'plan') {
    const isName = named !== undefined && named !== above.section && !isDated && !isDecision(text);
    if (isName) draft.structure.add(line.n);
    const heading = isName ? null : sectionHeading(state, line, section);
    open.push({ level, section, milestone: above.milestone, heading, name: text });
  } else if (
    literal === undefined &&
    !isDated &&
    isContainer(text) &&
    below?.next !== 'item' &&
    below?.next !== 'prose'
  ) {
    draft.structure.add(line.n);
    open.push({ ...above, level, section, name: text });
  } else {
    const signStatus = literal === undefined ? statusOfHeading(line.text) : undefined;
    // "✅ To-do": the sign is decoration if a box below is not ticked
    const status = signStatus === 'done' && below?.open ? undefined : signStatus;
    const made = {
      ...milestoneOf(draft, line.n, line.text, above.milestone),
      status: status ?? 'upcoming',
    } as const;
    if (status) draft.stated.add(made);
    draft.milestones.push(made);
    open.push({ level, section, milestone: draft.milestones.length - 1, heading: null, name: text });
  }
}

const isDecision = (text: string) => /^decision\s*(?:#?\d+)?\s*[:：]\s*\S/i.test(text) || /\?$/.test(text);

/** Returns the section that a heading names; a checklist in a dated milestone is always work. */
function sectionNamed(
  state: State,
  text: string,
  isDated: boolean,
  below: Below | undefined,
): Section | undefined {
  const named = sectionOf(text, isDated);
  const { section, milestone } = innermost(state);
  // elsewhere the word names work, or prose about it
  if (named === 'dependencies') return below?.next === 'row' ? named : undefined;
  if (named === 'notes')
    return !below?.boxed && (section === 'plan' || section === 'notes') ? named : undefined;
  const isWork =
    below?.boxed &&
    milestone !== null &&
    state.draft.milestones[milestone]?.due &&
    (named === 'cadence' || named === 'risks' || named === 'contingencies');
  return isWork ? undefined : named;
}

/** Reads a heading inside a section: a decision, checkpoint, risk level, condition or frequency. */
function sectionHeading(
  { draft }: State,
  { n, text: raw }: Line & { is: 'heading' },
  section: Section,
): Heading {
  const text = wholeLiteral(raw) ?? undecorated(plain(raw));
  const isQuestion = section === 'decisions';
  if (isQuestion) beginDecision(draft, n, raw);
  const date = isQuestion ? null : (dateIn(draft, n, text)?.due ?? null);
  const heading = { text, date, line: n, used: isQuestion };
  draft.headings.push(heading);
  return heading;
}

/** Returns the level of a heading. A dated bold line is a sibling of a dated heading, not its child. */
function levelOf({ draft, open }: State, level: number, text: string): number {
  const above = open.at(-1);
  if (level < boldLevel || above?.milestone == null || above.section !== 'plan') return level;
  const of = draft.milestones[above.milestone];
  return of?.due && of.start === null && findDate(text, draft) ? above.level : level;
}

/** Closes the label of a list that has ended. `isAfterList`: a blank line followed the list. */
export function closeLabel({ draft, open }: State, isAfterList: boolean): void {
  const at = open.at(-1);
  if (at?.level === labelLevel && at.section !== 'plan' && isAfterList) open.pop();
  const items = at?.section === 'plan' && at.milestone !== null ? draft.milestones[at.milestone]?.items : [];
  if (at?.level === labelLevel && items && items.length > 0) open.pop();
}
