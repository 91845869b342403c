import type { Project } from '../../../src/domain/project/project.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import { type Card, plain, text } from '../../model.ts';

/** Tells everybody that a project is delivered (CUS-7). */
export const deliveredNews = ({ name }: Pick<Project, 'name'>, milestones: number): Card => ({
  title: [plain(name)],
  state: 'delivered',
  blocks: [
    text(
      milestones === 1
        ? 'Its milestone is done, and all invoices are paid.'
        : `All ${plural(milestones, 'milestone')} are done, and all invoices are paid.`,
    ),
  ],
  actions: [{ label: 'Show', command: 'status', input: {} }],
  more: [],
});
