import { customerProjectActions, customerProjectView } from '../../cards/views/customer/project.ts';
import { projectActions, projectView } from '../../cards/views/project/project.ts';
import { loadCustomerProject } from '../../db/queries/customer/overview.ts';
import { loadProject } from '../../db/queries/project/project-facts.ts';
import { defineDrawing, defineLiveCard } from './define.ts';

/** A project and its state (LIVE-1); customers see how it stands for them (CUS-1). */
export const project = defineLiveCard({
  kind: 'project',
  load: loadProject,
  view: projectView,
  actions: projectActions,
  forCustomer: defineDrawing({
    load: loadCustomerProject,
    view: customerProjectView,
    actions: customerProjectActions,
  }),
});
