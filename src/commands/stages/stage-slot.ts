import * as z from 'zod';
import {
  type StageKey,
  stageDefinitions,
  stageKeys,
  stageNamed,
  stageSlug,
} from '../../domain/stages/stage.ts';
import { slots } from '../../grammar/slot.ts';

const names = Object.fromEntries(stageKeys.map((key) => [key, stageDefinitions[key].name])) as Record<
  StageKey,
  string
>;

/** A stage of a company, typed by its key, its name or its place: `first-customer`, `"First customer"`, `2`. */
export const stageSlot = (at: 'place' | 'key' = 'place') =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? (stageNamed(value) ?? value) : value),
      z.enum(stageKeys, { error: `must be one of ${stageKeys.map(stageSlug).join(', ')}` }),
    )
    .register(slots, {
      is: 'choice',
      label: 'Stage',
      at,
      choices: stageKeys,
      choiceWords: names,
      sample: 'stage',
    });
