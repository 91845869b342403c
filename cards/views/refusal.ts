import type { FailureReason, Offer, Refusal } from '../../src/domain/outcome.ts';
import { parseItemReference } from '../../src/domain/reference.ts';
import { cut, excerpt } from '../../src/domain/text/cut.ts';
import { capitalised, typedName } from '../../src/domain/text/wording.ts';
import { type Action, type Block, type Card, code, note, plain, strong, text } from '../model.ts';
import { firstItems, item } from './first-items.ts';
import { changedSince, nothingToChoose } from './forms.ts';
import { notAllowedCard } from './people/not-allowed.ts';
import { groupRefusal } from './people/refusal-group.ts';
import { nothingFits } from './plan/choice.ts';
import { cannotPostRefusal, sameNameRefusal } from './project/refusal-link.ts';
import { undoRefusal } from './project/undo.ts';
import { demoOpen } from './review/demo.ts';
import { scopeLocked } from './scope/routes.ts';
import { andList, joined, platformWords } from './words.ts';

/** Usage and example lines of commands, from the registry. */
export type CommandUsages = {
  /** Undefined for a command that people do not type. */
  usage(command: string): string | undefined;
  example(command: string): string;
};

/** Says whether to try again, and who can help. */
const troubleCards: Record<FailureReason, Card> = {
  busy: note('Milepost could not finish this just now.', [text('Nothing changed. Try again in a minute.')]),
  unreachable: note('Milepost’s database cannot be reached just now.', [
    text('Nothing changed. Try again in a minute.'),
  ]),
  full: note('Milepost’s database is full.', [
    text('Nothing changed. Ask the operator of Milepost to free some space, then try again.'),
  ]),
  defect: note('Something went wrong in Milepost.', [
    text('Nothing changed. Try again. If it fails again, tell the operator of Milepost.'),
  ]),
  unknown: note('Milepost could not finish this just now.', [
    text([
      plain('It may or may not have worked. Check with '),
      code('status'),
      plain(' in a minute before you try again.'),
    ]),
  ]),
};

/** Words a refusal: what happened, what was understood, what to do next. */
export function refusalCard(refusal: Refusal, usages: CommandUsages): Card {
  switch (refusal.is) {
    case 'unknown_command': {
      const nearest = refusal.nearest
        ? [plain(' Did you mean '), code(typedName(refusal.nearest)), plain('?')]
        : [];
      return note(
        `There is no command “${short(refusal.typed)}”.`,
        [text([plain('Type '), code('help'), plain(' to see all commands.'), ...nearest])],
        [press('Help', 'help')],
      );
    }
    case 'invalid':
      return note(
        refusal.problems[0]?.message ?? 'Milepost could not read that.',
        [
          ...refusal.problems.slice(1, 6).map((problem) => text(problem.message)),
          ...understood(refusal.understood),
          ...(refusal.offers ? workingLines(refusal.offers) : usageBlocks(refusal.command, usages)),
        ],
        (refusal.offers ?? []).flatMap(({ button }) =>
          button
            ? [
                {
                  label: excerpt(button.label, maxLabelCharacters),
                  command: refusal.command,
                  input: button.input,
                },
              ]
            : [],
        ),
      );
    case 'no_project':
      return note(
        'This channel has no project yet.',
        [
          text([
            plain('Start one with '),
            code(usages.example('project')),
            plain(', or join one with '),
            code('link CODE'),
            plain('.'),
          ]),
        ],
        [press('New project', 'project')],
      );
    case 'which_project':
      return note('Which project?', [
        text(`You take part in ${andList(refusal.names.slice(0, 8))}.`),
        text([
          plain('Type it in the project’s channel, or add '),
          code(`project:"${refusal.names[0] ?? 'Name'}"`),
          plain('.'),
        ]),
      ]);
    case 'not_found':
      return note(
        `There is no ${refusal.what} “${short(refusal.typed)}” here.`,
        [
          text([
            code(
              refusal.what === 'item'
                ? `show ${parseItemReference(refusal.typed).milestone}`
                : listCommands[refusal.what],
            ),
            plain(` shows ${refusal.what === 'person' ? 'everybody' : 'what there is'}.`),
          ]),
        ],
        refusal.what === 'item'
          ? [press('Show', 'show', { milestone: String(parseItemReference(refusal.typed).milestone) })]
          : [press(capitalised(listCommands[refusal.what]), listCommands[refusal.what])],
      );
    case 'ambiguous':
      return note(`“${short(refusal.typed)}” could be more than one ${refusal.what}.`, [
        { is: 'list', items: firstItems(refusal.candidates.map(item), maxCandidates) },
        text(disambiguations[refusal.what]),
      ]);
    case 'not_allowed':
      return notAllowedCard(refusal);
    case 'unverified':
      return note('Milepost could not check who you are just now.', [
        text(
          `${platformWords[refusal.platform]} did not say who you are. Nothing changed; try again in a moment. If it happens again, tell the operator of Milepost: the log names the reason.`,
        ),
      ]);
    case 'wrong_status':
      return wrongStatusCard(refusal);
    case 'demo_open':
      return demoOpen(refusal);
    case 'nothing_fits':
      return nothingFits(refusal);
    case 'nothing_to_choose':
      return nothingToChoose(refusal.what);
    case 'changed_since':
      return changedSince(refusal);
    case 'already_done':
      return note(`${refusal.what}${refusal.by === null ? '' : ` by ${refusal.by}`} already.`, [
        text([{ is: 'instant', at: refusal.at }]),
      ]);
    case 'stale':
      return note('That card was out of date, so nothing changed.', [text('Here is how it stands now.')]);
    case 'outdated':
      return note(
        'This button is from an older version, so nothing changed.',
        [text([plain('Type '), code('status'), plain(' for a fresh card.')])],
        [press('Status', 'status')],
      );
    case 'unlinked':
      return note(
        refusal.project === null
          ? 'This card belongs to a project that is not linked to this channel, so nothing changed.'
          : `This card belongs to ${refusal.project}, which is no longer linked to this channel, so nothing changed.`,
        [
          text([
            plain('Type '),
            code('status'),
            plain(' for this channel’s project'),
            ...(refusal.project === null
              ? []
              : [plain(', or '), code(`status project:"${refusal.project}"`), plain(' for that one')]),
            plain('.'),
          ]),
        ],
      );
    case 'not_yours':
      return note(
        'This card belongs to a project that no longer exists, or that you are no longer part of.',
        [text([plain('Nothing changed. Type '), code('projects'), plain(' to see yours.')])],
        [press('My projects', 'projects')],
      );
    case 'scope_locked':
      return scopeLocked(refusal.breach);
    case 'cannot_undo':
      return undoRefusal(refusal.undo);
    case 'rule':
      return note(
        refusal.sentence,
        refusal.next ? [text(refusal.next)] : [],
        refusal.step ? [refusal.step] : [],
      );
    case 'group':
      return groupRefusal(refusal);
    case 'cannot_post':
      return cannotPostRefusal(refusal);
    case 'same_name':
      return sameNameRefusal(refusal);
    case 'trouble':
      return troubleCards[refusal.why];
    default:
      return refusal satisfies never;
  }
}

/** The button of a command without input. */
const press = (label: string, command: string, input: Action['input'] = {}): Action => ({
  label,
  command,
  input,
});

const maxLabelCharacters = 75;

/** Shows lines that would have worked; the buttons below run the same. */
const workingLines = (offers: readonly Offer[]): Block[] =>
  offers.map(({ line }, index) => text([plain(index === 0 ? 'This works: ' : 'So does this: '), code(line)]));

function usageBlocks(command: string, usages: CommandUsages): Block[] {
  const usage = usages.usage(command);
  return usage === undefined
    ? []
    : [
        text([plain('Usage: '), code(usage)]),
        text([plain('Example: '), code(usages.example(command))], 'quiet'),
      ];
}

/** The command that lists each kind of thing. */
const listCommands = {
  milestone: 'list',
  person: 'people',
  project: 'projects',
  command: 'help',
} as const;

/** How to say which one is meant. */
const disambiguations = {
  milestone: 'Type the number instead, or more of the name.',
  person: 'Mention the person instead, or type more of the name or the e-mail address.',
  project: 'Type the whole name with its number, such as project:"Apollo #2".',
} as const;

const maxCandidates = 8;

/** "3 · Beta launch is not started yet." with a button for each step that is possible from there. */
function wrongStatusCard({ name, status, allowed, hint, milestone }: Refusal & { is: 'wrong_status' }): Card {
  const title = `${name} is ${status}.`;
  const input = milestone === undefined ? undefined : { milestone: String(milestone) };
  const steps = input ? allowed.map((command) => ({ label: capitalised(command), command, input })) : [];
  if (hint !== undefined) return note(title, [text(hint)], steps);
  if (allowed.length === 0) return note(title, []);
  const names = allowed.flatMap((command, nth) => [
    ...(nth > 0 ? [plain(nth === allowed.length - 1 ? ' or ' : ', ')] : []),
    code(command),
  ]);
  return note(title, [text([plain('Next: '), ...names, plain('.')], 'quiet')], steps);
}

const short = (typed: string) => cut(typed, 60);

function understood(fields: Record<string, string>): Block[] {
  const words = Object.entries(fields).map(([label, value]) => `${label} “${short(value)}”`);
  return words.length > 0 ? [text([strong('Understood: '), plain(joined(words))])] : [];
}
