import { describe, expect, it } from 'vitest';
import { commands, registry } from '../../src/commands/registry.ts';
import { readInput } from '../../src/grammar/input.ts';
import { readLine } from '../../src/grammar/line.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';

const at = { today: '2026-12-07' };

describe.each(commands.map((command) => ({ name: command.name, command })))('$name', ({ command }) => {
  it.each(command.examples.map((line) => [line]))('has an example that works as it stands: %s', (line) => {
    const read = readLine(line, registry, at);
    if (read.is === 'unknown') throw new Error(`unknown command ${read.typed}`);
    expect(read.command).toBe(command);
    expect(readInput(command, read.raw, at, read.problems)).toMatchObject({ is: 'ok' });
  });

  it('takes the rest of the line for one input at most', () => {
    const rests = fieldsOf(command.input).filter(({ slot }) => slot.at === 'rest');
    expect(rests.length).toBeLessThanOrEqual(1);
  });
});
