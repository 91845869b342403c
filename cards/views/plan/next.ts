import type { PlanFacts, PlanLine } from '../../../src/domain/facts.ts';
import { nextCommands } from '../../../src/domain/plan/transitions.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { type Action, type Card, heading, type Item, note, plain, strong, text } from '../../model.ts';
import { milestoneState } from '../../states.ts';
import { dueWords, joined, numberedName, stateOf } from '../words.ts';

/** Shows the milestone that waits for the reader first, with its next steps, and those after it. */
export function nextCard(
  { project }: Pick<PlanFacts, 'project'>,
  [first, ...later]: readonly PlanLine[],
  { today }: { today: string },
): Card {
  if (!first)
    return note(
      `Nothing is assigned to you in ${project.name}.`,
      [],
      [{ label: 'All milestones', command: 'list', input: {} }],
    );
  const standing = (line: PlanLine) => joined([stateOf(line), dueWords(line, today, project)]);
  const items = later.slice(0, maxLater).map(
    (line): Item => ({
      state: milestoneState(line, today),
      spans: [strong(numberedName(line)), plain(`, ${standing(line)}`)],
      actions: [actionOf(line, 'show')],
    }),
  );
  const rest = later.length - items.length;
  const card = note(
    `Next for you: ${numberedName(first)}`,
    [
      ...(items.length > 0 ? [heading('Then'), { is: 'list' as const, items }] : []),
      ...(rest > 0 ? [text(`and ${rest} more.`, 'quiet')] : []),
    ],
    stepsOf(first, project),
  );
  const due = dueWords(first, today, project);
  return { ...card, state: milestoneState(first, today), subtitle: due ? [plain(due)] : [] };
}

const maxLater = 4;
const maxActions = 3;

/** The steps that the state allows, then the card. */
function stepsOf(line: PlanLine, { policies }: PlanFacts['project']): Action[] {
  const moves = nextCommands(line, policies);
  const steps = line.status === 'in_progress' && !line.submittedAt ? ['progress', ...moves] : moves;
  return [...steps.slice(0, maxActions - 1), 'show'].map((command, index) => ({
    ...actionOf(line, command),
    ...(index === 0 ? { style: 'primary' as const } : {}),
  }));
}

const actionOf = ({ number }: PlanLine, command: string): Action => ({
  label: capitalised(command),
  command,
  input: { milestone: String(number) },
});
