import { changeLogActions, changeLogView } from '../../cards/views/scope/changes.ts';
import { loadChangeLog } from '../../db/queries/customer/logged-changes.ts';
import { defineDrawing, defineLiveCard } from './define.ts';

/** What changed in a project, newest first (SCP-4); the id is the project's. */
export const changeLog = defineLiveCard({
  kind: 'change-log',
  load: loadChangeLog,
  view: changeLogView(({ name }) => `${name}, changes`),
  actions: changeLogActions,
  forCustomer: defineDrawing({
    load: loadChangeLog,
    view: changeLogView(() => 'Changes to your project'),
    actions: changeLogActions,
  }),
});
