import type { Tx } from '../../../db/database.ts';
import { loadMetrics } from '../../../db/queries/launch/metrics.ts';
import { metricLetter } from '../../domain/launch/metric.ts';
import type { Who } from '../../domain/project/access.ts';
import { parseReference } from '../../domain/reference.ts';
import { fieldsOf, type SlotField } from '../../grammar/slot.ts';
import type { Command } from '../define.ts';
import { findMilestone } from './find.ts';
import { findNumbered, parseNumber } from './numbered.ts';

/**
 * Replaces names in references by numbers, since a name may move to another thing before a form is submitted.
 * A name that is not found stays, and is refused on submission.
 */
export async function fixReferences(
  tx: Tx,
  who: Who,
  command: Command,
  known: Record<string, string>,
): Promise<Record<string, string>> {
  const fixed = { ...known };
  for (const field of fieldsOf(command.input)) {
    const typed = known[field.name];
    if (typed === undefined || field.slot.is !== 'reference') continue;
    fixed[field.name] = (await numberOf(tx, who, field, typed)) ?? typed;
  }
  return fixed;
}

async function numberOf(tx: Tx, who: Who, { slot }: SlotField, typed: string): Promise<string | undefined> {
  if (!who.project) return undefined;
  if (slot.letter === 'M') {
    if (parseNumber(typed, metricLetter) !== undefined) return undefined;
    const one = findNumbered(await loadMetrics(tx, who.project.id), typed, metricLetter);
    return one && `M${one.number}`;
  }
  if (slot.letter || 'number' in parseReference(typed)) return undefined;
  const found = await findMilestone(tx, { ...who, project: who.project }, typed, 'reading');
  return found.ok ? String(found.value.number) : undefined;
}
