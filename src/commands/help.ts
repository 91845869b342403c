import * as z from 'zod';
import { commandHelpCard, type Helped, helpCard } from '../../cards/views/help.ts';
import { ok, refuse } from '../domain/outcome.ts';
import { textSlot } from '../grammar/slot.ts';
import { type Command, defineCommand } from '../runner/define.ts';
import { usage } from '../runner/input/usage.ts';

type Facts = { all: Helped[] } | { one: Helped };

/** A command as help describes it. */
export const helped = (command: Command): Helped => ({
  name: command.name,
  synonyms: wordsOf(command),
  summary: command.summary,
  usage: usage(command),
  examples: command.examples,
});

/** The other words for a command, as typed. */
const wordsOf = ({ synonyms = [] }: Pick<Command, 'synonyms'>) => synonyms.map(({ words }) => words);

/** Lists the commands (SURF-3). `all` is a function because help is one of them. */
export const help = (all: () => readonly Command[]): Command =>
  defineCommand({
    name: 'help',
    summary: 'Show what can be typed.',
    examples: ['help', 'help progress'],
    input: z.object({ command: textSlot('rest', 'Command', { max: 60 }).optional() }),
    scope: 'workspace',
    async load(_tx, { command }) {
      if (!command)
        return ok<Facts>({
          all: all()
            .filter(({ fromCard }) => !fromCard)
            .map(helped),
        });
      const typed = command.toLowerCase();
      const one =
        all().find(({ name }) => name === typed) ?? all().find((other) => wordsOf(other).includes(typed));
      return one
        ? ok<Facts>({ one: helped(one) })
        : refuse({ is: 'not_found', what: 'command', typed: command });
    },
    permit: () => undefined,
    view: (facts) => ('one' in facts ? commandHelpCard(facts.one) : helpCard(facts.all)),
  });
