import type { Tx } from '../../../db/database.ts';
import { loadBlueprints } from '../../../db/queries/blueprints/blueprints.ts';
import type { SavedBlueprint } from '../../domain/blueprints/find.ts';
import { contributors, type Who } from '../../domain/project/access.ts';

/** Returns the company's own blueprints for those who work on its projects; none for customers and viewers. */
export const savedFor = async (tx: Tx, who: Who): Promise<SavedBlueprint[]> =>
  who.person.admin || contributors.includes(who.role) ? loadBlueprints(tx) : [];
