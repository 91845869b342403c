import * as z from 'zod';
import { blueprintsCard } from '../../../cards/views/blueprints/blueprints.ts';
import { loadBlueprints } from '../../../db/queries/blueprints/blueprints.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { catalogueList, isInCatalogue, type SavedBlueprint, slugOf } from '../../domain/blueprints/find.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { excerpt } from '../../domain/text/cut.ts';
import { blueprintsResource } from '../../presenters/blueprints.ts';
import { defineCommand } from '../../runner/define.ts';
import { blueprintSlot } from './slots.ts';

type Facts = { saved: SavedBlueprint[]; known: SavedBlueprint | undefined };

/** Removes a blueprint of the company; projects that were planned from it stay as they are (BLU-8). */
export const removeBlueprint = defineCommand({
  name: 'blueprint-remove',
  summary: 'Remove a blueprint of your company.',
  title: 'Remove a blueprint',
  submit: 'Remove',
  examples: ['blueprint remove "Our way"'],
  input: z.object({ blueprint: blueprintSlot() }),
  async load(tx, { blueprint: typed }, who) {
    await lockProject(tx, who.project.id);
    const saved = await loadBlueprints(tx);
    return ok<Facts>({ saved, known: saved.find(({ slug }) => slug === slugOf(typed ?? '')) });
  },
  permit: (who) => (who.person.admin ? undefined : needs(who, governors(who.project))),
  decide({ saved, known }, { blueprint: typed }, who) {
    if (!known)
      return isInCatalogue(typed)
        ? rule(`“${excerpt(typed, 60)}” is a blueprint of Milepost, which stays.`)
        : rule(`Your company has no blueprint “${excerpt(typed, 60)}”.`, '“blueprint” lists all of them.');
    if (known.savedById !== who.person.id && !who.person.admin)
      return rule(
        `Somebody else saved “${known.blueprint.title}”.`,
        'They or an administrator can remove it.',
      );
    return ok({
      changes: [{ remove: 'blueprint', id: known.id }],
      events: [{ type: 'blueprint_removed', before: { what: known.blueprint.title } }],
      next: { known, saved: saved.filter((one) => one !== known) },
    });
  },
  view: ({ saved }) => blueprintsCard([...catalogueList(), ...saved]),
  resource: ({ saved }) => blueprintsResource([...catalogueList(), ...saved]),
  done: ({ known }) => `Removed the blueprint “${known?.blueprint.title ?? ''}”.`,
});
