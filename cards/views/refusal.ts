import type { Role } from '../../src/domain/access.ts';
import type { Refusal } from '../../src/domain/outcome.ts';
import { type Block, type Card, code, note, plain, strong, text } from '../model.ts';
import { either, joined } from './words.ts';

/** What the view needs to know of commands to help further; the registry provides it. */
export type Usages = { usage(command: string): string; example(command: string): string };

/** A refusal for the person who asked: what happened, what was understood, what to do next. */
export function refusalCard(refusal: Refusal, usages: Usages): Card {
  switch (refusal.is) {
    case 'unknown_command': {
      const nearest = refusal.nearest ? [plain(' Did you mean '), code(refusal.nearest), plain('?')] : [];
      return note(`There is no command “${short(refusal.typed)}”.`, [
        text([plain('Type '), code('help'), plain(' to see them all.'), ...nearest]),
      ]);
    }
    case 'invalid':
      return note(
        refusal.problems[0]?.message ?? 'That could not be read.',
        [
          ...refusal.problems.slice(1, 6).map((problem) => text(problem.message)),
          ...understood(refusal.understood),
          text([plain('Usage: '), code(usages.usage(refusal.command))]),
          text([plain('Example: '), code(usages.example(refusal.command))], 'quiet'),
        ],
        [],
      );
    case 'no_project':
      return note('This room has no project yet.', [
        text([
          plain('Start one with '),
          code(usages.example('project')),
          plain(', or join one with '),
          code('link CODE'),
          plain('.'),
        ]),
      ]);
    case 'which_project':
      return note('Which project?', [
        text(`You take part in ${either(refusal.names.slice(0, 8)).replace(/ or (?!.* or )/, ' and ')}.`),
        text([
          plain('Type it in the project’s room, or add '),
          code(`project:"${refusal.names[0] ?? 'Name'}"`),
          plain('.'),
        ]),
      ]);
    case 'not_found':
      return note(`There is no ${refusal.what} “${short(refusal.typed)}” here.`, [
        text([
          code(refusal.what === 'person' ? 'people' : refusal.what === 'project' ? 'projects' : 'list'),
          plain(' shows what there is.'),
        ]),
      ]);
    case 'ambiguous':
      return note(`“${short(refusal.typed)}” could be more than one ${refusal.what}.`, [
        text('Say which:'),
        {
          is: 'list',
          items: refusal.candidates.slice(0, 8).map((candidate) => ({ spans: [plain(candidate)] })),
        },
      ]);
    case 'not_allowed':
      return note(`This needs the role ${either(refusal.needs)}.`, [
        text(allowedWords(refusal.has, refusal.holders)),
      ]);
    case 'unverified':
      return note('Milepost could not check who you are just now.', [
        text('The platform did not answer in time. Nothing was changed; try again in a moment.'),
      ]);
    case 'wrong_status':
      return note(`${refusal.name} is ${refusal.status}.`, [
        text(
          refusal.hint ??
            (refusal.allowed.length > 0
              ? `From here it can ${either(refusal.allowed)}.`
              : 'Nothing can be done with it from here.'),
        ),
      ]);
    case 'already_done':
      return note(`${refusal.what} by ${refusal.by} already.`, [
        text([plain('That was '), { is: 'instant', at: refusal.at }, plain('.')]),
      ]);
    case 'stale':
      return note('That card was out of date, so nothing was done.', [text('This is how it stands now.')]);
    case 'rule':
      return note(refusal.sentence, refusal.next ? [text(refusal.next)] : []);
    case 'trouble':
      return note('Milepost could not finish this just now.', [
        text([
          plain('It may or may not have been done. Look with '),
          code('status'),
          plain(' in a minute before you try again.'),
        ]),
      ]);
    default:
      return refusal satisfies never;
  }
}

const short = (typed: string) => (typed.length > 60 ? `${typed.slice(0, 59)}…` : typed);

function understood(fields: Record<string, string>): Block[] {
  const words = Object.entries(fields).map(([label, value]) => `${label} “${short(value)}”`);
  return words.length > 0 ? [text([strong('Understood: '), plain(joined(words))])] : [];
}

function allowedWords(has: Role, holders: string[]): string {
  const mine = has === 'none' ? 'You have no role in this project' : `You are ${has}`;
  const theirs =
    holders.length > 0 ? `${either(holders.slice(0, 5))} can do it` : 'nobody holds that role yet';
  return `${mine}; ${theirs}.`;
}
