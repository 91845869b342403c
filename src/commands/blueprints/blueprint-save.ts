import * as z from 'zod';
import { savedCard } from '../../../cards/views/blueprints/blueprints.ts';
import { loadBlueprints, loadProjectToSave } from '../../../db/queries/blueprints/blueprints.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { isInCatalogue, type SavedBlueprint, slugOf } from '../../domain/blueprints/find.ts';
import { blueprintOf, type ProjectToSave } from '../../domain/blueprints/from-project.ts';
import { invalid, ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { textSlot } from '../../grammar/slot.ts';
import { blueprintResource } from '../../presenters/blueprints.ts';
import { defineCommand } from '../../runner/define.ts';

type Facts = ProjectToSave & { saved: SavedBlueprint[] };

const maxMilestones = 100;
const maxSaved = 100;

/** Saves the plan of the project as a blueprint of the company (BLU-8). */
export const saveBlueprint = defineCommand({
  name: 'blueprint-save',
  summary: 'Save this project’s plan as a blueprint of your company.',
  title: 'Save as blueprint',
  submit: 'Save',
  examples: ['blueprint save "Our way"'],
  input: z.object({ name: textSlot('rest', 'Name', { min: 3, max: 60 }, 'Our way') }),
  async load(tx, _input, who) {
    await lockProject(tx, who.project.id);
    return ok<Facts>({ ...(await loadProjectToSave(tx, who.project)), saved: await loadBlueprints(tx) });
  },
  permit: (who, { project }) => (who.person.admin ? undefined : needs(who, governors(project))),
  decide(facts, { name }, who, at) {
    const { milestones, saved } = facts;
    const slug = slugOf(name);
    if (slug === '') return invalid('blueprint-save', 'name', 'The name needs a letter or a figure.');
    if (isInCatalogue(name))
      return invalid('blueprint-save', 'name', `“${name}” is a blueprint of Milepost. Choose another name.`);
    if (milestones.length === 0)
      return rule('This project has no milestones to save.', 'Add one first.', {
        label: 'New milestone',
        command: 'new',
        input: {},
      });
    if (milestones.length > maxMilestones)
      return rule(`A blueprint has at most ${maxMilestones} milestones; this plan has ${milestones.length}.`);
    const known = saved.find((one) => one.slug === slug);
    if (known && known.savedById !== who.person.id && !who.person.admin)
      return rule(
        `Somebody else saved a blueprint named “${known.blueprint.title}”.`,
        'Choose another name, or ask them or an administrator.',
      );
    if (!known && saved.length >= maxSaved)
      return rule(`Your company has ${maxSaved} blueprints, the most it can have.`, 'Remove one first.');
    const blueprint = blueprintOf(name, facts);
    const set = { slug, blueprint, savedById: who.person.id, savedAt: at.now };
    const made: SavedBlueprint = { id: known?.id ?? at.newId(), ...set };
    return ok({
      changes: [known ? { alter: 'blueprint', id: known.id, set } : { add: 'blueprint', row: made }],
      events: [{ type: 'blueprint_saved', after: { what: name } }],
      next: { ...facts, made, replaced: known !== undefined },
    });
  },
  view: ({ made }) => savedCard(made),
  resource: ({ made }) => blueprintResource(made),
  done: ({ made, replaced }) =>
    `${replaced ? 'Replaced' : 'Saved'} the blueprint “${made.blueprint.title}”. Use it with “blueprint apply ${made.slug}”.`,
});
