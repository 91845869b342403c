import { fieldsOf } from '../../../src/grammar/slot.ts';
import type { Command } from '../../../src/runner/define.ts';
import type { FieldChoices } from '../../../src/runner/input/form.ts';

/** One thing to choose for each field that names existing things. */
export const oneOfEach = ({ input }: Pick<Command, 'input'>): ReadonlyMap<string, FieldChoices> =>
  new Map(
    fieldsOf(input).flatMap(({ name, slot: { names, hint = '' } }) =>
      names ? [[name, { choices: [{ label: `${hint} Some ${names}`, value: hint }] }] as const] : [],
    ),
  );
