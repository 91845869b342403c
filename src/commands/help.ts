import * as z from 'zod';
import {
  commandHelpCard,
  groupHelpCard,
  type Helped,
  type HelpedGroup,
  helpCard,
  pageHelpCard,
} from '../../cards/views/help.ts';
import { type Outcome, ok, refuse } from '../domain/outcome.ts';
import { explanationsOf } from '../grammar/explained.ts';
import { textSlot } from '../grammar/slot.ts';
import { type Command, defineCommand } from '../runner/define.ts';
import { usage } from '../runner/input/usage.ts';
import { commandsOf, type Group, groupNames, isGroup, type Reader } from './groups.ts';

type Facts =
  | { is: 'all'; reader: Reader; groups: HelpedGroup[] }
  | { is: 'group'; group: HelpedGroup }
  | { is: 'command'; command: Helped; group: HelpedGroup | undefined };

/** Returns what help shows of a command. */
export const helped = (command: Command): Helped => ({
  name: command.name,
  synonyms: wordsOf(command),
  summary: command.summary,
  usage: usage(command),
  examples: command.examples,
  words: explanationsOf(command.input),
});

/** The other words for a command, as typed. */
const wordsOf = ({ synonyms = [] }: Pick<Command, 'synonyms'>) => synonyms.map(({ words }) => words);

/** Returns what help shows of commands by name. */
export const helpedIn = (names: readonly string[], all: readonly Command[]): Helped[] =>
  names.flatMap((name) => {
    const command = all.find((one) => one.name === name);
    return command ? [helped(command)] : [];
  });

/** Shows what to start with, a group of commands, or one command (SURF-3). `all` is a function because help is one of them. */
export const help = (all: () => readonly Command[]): Command =>
  defineCommand({
    name: 'help',
    summary: 'Show all commands, or how one works.',
    examples: ['help', 'help plan', 'help progress'],
    input: z.object({ command: textSlot('rest', 'Command', { max: 60 }).optional() }),
    scope: 'workspace',
    load: async (_tx, { command }, { role, project }): Promise<Outcome<Facts>> => {
      const reader = { role, project };
      const groupOf = (name: Group, of: Reader = reader) => ({
        name,
        commands: helpedIn(commandsOf(name, of), all()),
      });
      const groups = groupNames.map((name) => groupOf(name)).filter(({ commands }) => commands.length > 0);
      if (!command) return ok({ is: 'all', reader, groups });
      const said = command.toLowerCase().replaceAll(/\s+/g, ' ');
      const typed = said.replaceAll(' ', '-');
      const mine = groups.find(({ name }) => name === typed);
      // a group without a command for their role is still explained to whoever asks for it
      const group = mine ?? (isGroup(typed) ? groupOf(typed, { role, project: undefined }) : undefined);
      const one =
        all().find(({ name }) => name === typed) ??
        (group ? undefined : all().find((other) => wordsOf(other).includes(said)));
      if (one) return ok({ is: 'command', command: helped(one), group });
      return group
        ? ok({ is: 'group', group })
        : refuse({ is: 'not_found', what: 'command', typed: command });
    },
    permit: () => undefined,
    view(facts, { room }) {
      switch (facts.is) {
        case 'all':
          return room?.platform === 'web' ? pageHelpCard(facts.groups) : helpCard(facts.reader, facts.groups);
        case 'group':
          return groupHelpCard(facts.group);
        case 'command':
          return commandHelpCard(facts.command, facts.group);
        default:
          return facts satisfies never;
      }
    },
  });
