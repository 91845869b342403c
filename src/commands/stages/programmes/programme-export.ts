import * as z from 'zod';
import { severityWord } from '../../../../cards/views/stages/portfolio.ts';
import { cohortCsvCard } from '../../../../cards/views/stages/programmes.ts';
import { ok } from '../../../domain/outcome.ts';
import { pageOf } from '../../../domain/page.ts';
import { cohortCsv } from '../../../domain/stages/programmes/cohort-table.ts';
import { pageSlot } from '../../../grammar/slot.ts';
import { cohortExportResource } from '../../../presenters/programmes.ts';
import { defineCommand } from '../../../runner/define.ts';
import { loadCohort } from './cohort-facts.ts';
import { programmeName } from './programme-slot.ts';

/** Gives the table of a programme as CSV (STG-5): a terminal gets all of it, a chat one page at a time. */
export const programmeExport = defineCommand({
  name: 'programme-export',
  summary: 'Show the companies of a programme as CSV.',
  title: 'Export a programme',
  submit: 'Export',
  examples: ['programme export "Spring"', 'programme export "Spring" page:2'],
  input: z.object({ programme: programmeName('rest', 'Programme'), page: pageSlot().optional() }),
  scope: 'workspace',
  async load(tx, { programme: name = '', page }, { person }, { now, today }) {
    const found = await loadCohort(tx, name, { personId: person.id, now, today });
    return found.ok ? ok({ ...found.value, page }) : found;
  },
  permit: () => undefined,
  view: ({ cohort, lines, page }, who) => {
    const shown = who.platform === 'cli' ? undefined : pageOf(lines, page);
    return cohortCsvCard(cohort.programme.name, csv(shown?.lines ?? lines), shown);
  },
  resource: ({ cohort, lines }) => cohortExportResource(cohort, csv(lines)),
});

const csv = (lines: Parameters<typeof cohortCsv>[0]) => cohortCsv(lines, severityWord);
