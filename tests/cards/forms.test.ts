import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { fieldsOf } from '../../src/grammar/slot.ts';
import type { Command } from '../../src/runner/define.ts';
import { formOf } from '../../src/runner/input/form.ts';
import { oneOfEach } from '../support/cards/choices.ts';
import { type Shown, sideBySide } from '../support/cards/side-by-side.ts';

const presets = {
  name: 'Beta launch',
  due: '2026-12-18',
  share: '30',
  type: 'event',
  priority: 'p1',
  blocksGoLive: 'yes',
};

/** The form of a command as it opens on milestone 3, with one thing of each kind to choose. */
function drawn(one: Command, isWhole: boolean) {
  const ofMilestone = 'milestone' in one.input.shape;
  const form = formOf(one, {
    given: { ...(ofMilestone ? { milestone: '3' } : {}), ...carried(one) },
    presets: one.preset ? presets : {},
    choices: oneOfEach(one),
    isWhole,
  });
  return one.subject && ofMilestone ? { ...form, subject: '3 · Beta launch' } : form;
}

/** What a form carries hidden. */
const carried = ({ input }: Command) =>
  Object.fromEntries(fieldsOf(input).flatMap(({ name, slot }) => (slot.hidden ? [[name, '1']] : [])));

const forms: Shown[] = commands
  .filter(({ input, fromCard, title }) => Object.keys(input.shape).length > 1 && (title || !fromCard))
  .flatMap((one): Shown[] => [
    [one.name, drawn(one, false)],
    ...(one.asks ? [[`${one.name}, after More`, drawn(one, true)] satisfies Shown] : []),
  ]);

it('forms ask alike on both platforms', async () => {
  await expect(sideBySide('Forms', forms)).toMatchFileSnapshot('forms.golden.md');
});
