import * as z from 'zod';
import { maxSprints } from '../../domain/blueprints/catalogue/sprints.ts';
import {
  findBlueprint,
  isCounted,
  type NamedBlueprint,
  readBlueprintName,
  type SavedBlueprint,
} from '../../domain/blueprints/find.ts';
import { invalid, type Outcome, ok } from '../../domain/outcome.ts';
import { appliersOfBlueprints, needs, type Who } from '../../domain/project/access.ts';
import { slots } from '../../grammar/slot.ts';

/** The name of a blueprint: of the catalogue, with a number where it needs one (`sprints 6`), or of the company. */
export const blueprintSlot = () =>
  z
    .string()
    .trim()
    .min(1, 'must be the name of a blueprint, such as standard-3')
    .max(100, 'must have at most 100 characters')
    .register(slots, {
      is: 'text',
      label: 'Blueprint',
      at: 'rest',
      maxLength: 100,
      hint: 'standard-3',
      names: 'blueprint',
      rephrased: true,
      takes: 'the name of a blueprint, such as standard-3; “blueprint” lists them',
    });

/** Finds the blueprint that a text names, with a number typed in it or given apart. */
export function namedBlueprint(
  typed: string,
  given: number | undefined,
  saved: readonly SavedBlueprint[],
): Outcome<NamedBlueprint> {
  const { name, count: typedCount } = readBlueprintName(typed);
  const count = given ?? typedCount;
  if (count !== undefined && !isCounted(name))
    return invalid(
      'blueprint-apply',
      'count',
      `“${name}” has its own number of milestones: leave the count out.`,
    );
  if (count !== undefined && (count < 1 || count > maxSprints))
    return invalid('blueprint-apply', 'count', `The number of sprints must be from 1 to ${maxSprints}.`);
  return findBlueprint(name, count, saved);
}

/** A blueprint as its card shows it: as it was typed, and whether the person can apply it here. */
export type ShownBlueprint = NamedBlueprint & { typed: string; canApply: boolean };

/** Finds a blueprint to show. */
export function shownBlueprint(
  typed: string,
  saved: readonly SavedBlueprint[],
  who: Who,
): Outcome<ShownBlueprint> {
  const found = namedBlueprint(typed, undefined, saved);
  if (!found.ok) return found;
  const { project } = who;
  const canApply = project !== undefined && !needs(who, appliersOfBlueprints(project));
  return ok({ ...found.value, typed, canApply });
}
