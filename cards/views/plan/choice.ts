import type { PlanLine } from '../../../src/domain/facts.ts';
import type { Refusal } from '../../../src/domain/outcome.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { type Action, type Card, note, text } from '../../model.ts';
import { numberedName, orList, stateOf } from '../words.ts';

/** Asks before a decision on the only milestone that fits: "Approve 3 · Beta launch?" */
export function askFirstCard(command: string, milestone: PlanLine, version: number | undefined): Card {
  const input = { milestone: String(milestone.number) };
  return note(
    `${capitalised(command)} ${numberedName(milestone)}?`,
    [text(`Only this milestone is ${stateOf(milestone)}.`)],
    [
      {
        label: capitalised(command),
        command,
        input,
        style: 'primary',
        ...(version === undefined ? {} : { version }),
      },
      { label: 'Show', command: 'show', input },
    ],
  );
}

/** Says why a command without a milestone finds none, in one line, and offers what helps. */
export function nothingFits({ why, command, states }: Extract<Refusal, { is: 'nothing_fits' }>): Card {
  switch (why) {
    case 'empty_plan':
      return note('No milestones yet.', [], [open('new', 'Add a milestone')]);
    case 'needs_approval':
      return note('Milestones of this project need approval: submit them.', [], [open('submit', 'Submit')]);
    case 'needs_no_approval':
      return note('Milestones of this project need no approval: finish them.', [], [open('done', 'Finish')]);
    case 'state':
      return note(
        `Nothing to ${verbs.get(command) ?? command}: no milestone is ${orList(states)}.`,
        [],
        [{ label: 'List', command: 'list', input: {} }],
      );
    default:
      return why satisfies never;
  }
}

/** The button that opens the form of a command, as the one step to take. */
export const open = (command: string, label: string): Action => ({
  label,
  command,
  input: {},
  style: 'primary',
});

/** Where the name of a command does not read well in a sentence. */
const verbs = new Map([
  ['progress', 'report'],
  ['done', 'finish'],
  ['recall', 'take back'],
  ['ask', 'ask about'],
  ['answer-review', 'answer'],
]);
