import { stagesActions, stagesView } from '../../cards/views/stages/stages.ts';
import { loadCompany } from '../../db/queries/stages/company.ts';
import { defineLiveCard } from './define.ts';

/** The stages of a company (STG-1); the id is the project's. Customers of the company do not see it. */
export const company = defineLiveCard({
  kind: 'company',
  load: loadCompany,
  view: stagesView,
  actions: stagesActions,
  forCustomer: 'nothing',
});
