import type { PlanFacts, PlanLine } from '../../../src/domain/facts.ts';
import { nextCommands } from '../../../src/domain/plan/transitions.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { type Action, type Card, code, note, plain, text } from '../../model.ts';
import { milestoneState } from '../../states.ts';
import { dueWords, numberedName } from '../words.ts';

/** Shows the milestone that waits for the reader first, with its next steps. */
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
  const card = note(
    `Next for you: ${numberedName(first)}`,
    [
      ...(later.length > 0
        ? [text([plain(`${later.length} more after it: `), code('my-work'), plain(' shows all.')], 'quiet')]
        : []),
    ],
    stepsOf(first, project),
  );
  const due = dueWords(first, today, project);
  return { ...card, state: milestoneState(first, today), subtitle: due ? [plain(due)] : [] };
}

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
