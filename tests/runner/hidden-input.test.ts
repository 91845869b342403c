import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';
import { formOf, shownFields } from '../../src/runner/input/form.ts';
import { explain, usage } from '../../src/runner/input/usage.ts';

const hiding = commands.flatMap((command) =>
  fieldsOf(command.input).flatMap(({ name, slot, optional }) =>
    slot.hidden ? [{ command: command.name, name, optional, of: command }] : [],
  ),
);

describe('a hidden input', () => {
  it('exists', () => expect(hiding.map(({ name }) => name)).toContain('figures'));

  it.each(hiding)('of $command, $name, is carried by a form and never drawn', ({ of, name }) => {
    const form = formOf(of, { given: { [name]: '1' } });
    expect(form.given).toMatchObject({ [name]: '1' });
    expect(form.fields.map((field) => field.name)).not.toContain(name);
    // a form that was refused is drawn again with everything that was filled in
    const again = shownFields(of, { presets: { [name]: '1' }, isWhole: true });
    expect(again.shown.map((field) => field.name)).not.toContain(name);
  });

  it.each(hiding.filter(({ optional }) => optional))(
    'of $command, $name, is neither asked for nor explained where it can be left out',
    ({ of, name }) => {
      expect(shownFields(of, { isWhole: true }).shown.map((field) => field.name)).not.toContain(name);
      expect(usage(of)).not.toContain(`${name}:`);
      expect(explain(of).map(({ typed }) => typed)).not.toContain(`[${name}:"text"]`);
    },
  );
});
