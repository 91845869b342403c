import { describe, expect, it } from 'vitest';
import { commands, registry, typedCommands } from '../../src/commands/registry.ts';
import { readLine } from '../../src/grammar/line.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';
import { resolveInput } from '../../src/runner/input/given.ts';
import type { Read } from '../../src/runner/read.ts';

const today = '2026-12-07';

/** The input of a command's first example, by field. */
function sampleOf(example: string): Record<string, string> {
  const read = readLine(example, registry, { today });
  if (read.is === 'unknown') throw new Error(`${example} names no command`);
  return read.raw;
}

const required = typedCommands.flatMap((command) =>
  fieldsOf(command.input)
    .filter(({ optional }) => !optional)
    .map(({ name }) => [`${command.name} without its ${name}`, command, name] as const),
);

describe('what a line lacks', () => {
  it.each(required)('is asked for by a form: %s', (_what, command, name) => {
    const { [name]: _, ...raw } = sampleOf(command.examples[0]);
    const resolved = resolveInput({ is: 'read', command, raw, problems: [] }, 'line', today);
    expect(resolved).toMatchObject(
      resolved.is === 'input' ? { asks: true } : { is: expect.stringMatching(/^(form|choose)$/) },
    );
  });

  it('is tried of many commands', () => expect(required.length).toBeGreaterThan(50));
});

const buttonsOnly = commands.filter((command) => !typedCommands.includes(command));

describe('a command that only buttons run', () => {
  it.each(buttonsOnly.map((command) => [command.name, command] as const))(
    'is no command where it is typed: %s',
    (name, command) => {
      const typed: Read = { is: 'read', command, raw: {}, problems: [] };
      expect(resolveInput(typed, 'line', today)).toEqual({
        is: 'refused',
        refusal: { is: 'unknown_command', typed: name },
      });
      // a reaction gives no input: its command itself refuses a press
      if (name !== 'react')
        expect(resolveInput(typed, 'press', today)).toMatchObject({ refusal: { is: 'outdated' } });
    },
  );

  it.each(buttonsOnly)('is not suggested for what looks like it: $name', ({ name }) => {
    expect(readLine(`${name}x`, registry, { today })).not.toMatchObject({ nearest: name });
  });
});
