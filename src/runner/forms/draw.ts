import type { Form } from '../../../cards/model.ts';
import type { Tx } from '../../../db/database.ts';
import { type Outcome, ok, refuse } from '../../domain/outcome.ts';
import type { Who } from '../../domain/project/access.ts';
import { fieldsOf } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';
import type { IdentifiedRequest } from '../identified-request.ts';
import { type FieldChoices, type FormParts, formOf, shownFields } from '../input/form.ts';
import { fixReferences } from '../references/fix-references.ts';
import { namesThing, offeredFor } from './offered.ts';

/** Who opens a form of which command. */
export type Opening = Pick<IdentifiedRequest, 'clock'> & { tx: Tx; who: Who; command: Command };

type Choices = Map<string, FieldChoices>;

/**
 * Draws the form of a command; each input that names an existing thing offers those that fit. Refused where it
 * asks for a thing and there is none. `known` are choices that were loaded already.
 */
export async function drawForm(
  opening: Opening,
  parts: Omit<FormParts, 'choices'>,
  known: ReadonlyMap<string, FieldChoices> = new Map(),
): Promise<Outcome<Form>> {
  const { tx, who, command } = opening;
  const given = await fixReferences(tx, who, command, parts.given ?? {});
  const choices = await choicesFor(opening, { ...parts, given }, known);
  const empty = fieldsOf(command.input).find(
    ({ name, optional }) => !optional && choices.get(name)?.choices.length === 0,
  );
  return empty?.slot.names
    ? refuse({ is: 'nothing_to_choose', what: empty.slot.names })
    : ok(formOf(command, { ...parts, given, choices }));
}

/** Draws the form that was refused, as it was filled in: `typed` are its values by field. */
export async function redrawForm(
  opening: Opening,
  typed: Readonly<Record<string, string>>,
  isWhole: boolean,
): Promise<Form> {
  const parts = { presets: typed, isWhole, isTyped: true };
  return formOf(opening.command, { ...parts, choices: await choicesFor(opening, parts) });
}

/** Loads the choices of the fields that a form shows; none where no project is meant. */
async function choicesFor(
  { tx, who, command, clock }: Opening,
  parts: FormParts,
  known: ReadonlyMap<string, FieldChoices> = new Map(),
): Promise<Choices> {
  const choices: Choices = new Map(known);
  const { project } = who;
  if (!project) return choices;
  const offering = { tx, who: { ...who, project }, command, clock, known: valuesOf(parts) };
  for (const field of shownFields(command, parts).shown.filter(namesThing))
    if (!choices.has(field.name)) choices.set(field.name, { choices: await offeredFor(field, offering) });
  return choices;
}

const valuesOf = ({ given = {}, presets = {} }: FormParts): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...presets, ...given }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
