import * as z from 'zod';
import { portfolioCard } from '../../../cards/views/stages/portfolio.ts';
import { loadPortfolio } from '../../../db/queries/stages/portfolio.ts';
import { ok } from '../../domain/outcome.ts';
import { portfolioOf } from '../../domain/stages/portfolio.ts';
import { todayIn } from '../../domain/time/dates.ts';
import { pageSlot } from '../../grammar/slot.ts';
import { portfolioResource } from '../../presenters/queue.ts';
import { defineCommand } from '../../runner/define.ts';
import { readIn } from './read-in.ts';

/** Shows the companies that the person coaches, the most worrying first (STG-5). */
export const portfolio = defineCommand({
  name: 'portfolio',
  summary: 'Show the companies that you coach, the most worrying first.',
  examples: ['portfolio', 'portfolio page:2'],
  scope: 'workspace',
  input: z.object({ page: pageSlot().optional() }),
  async load(tx, { page }, { person }, { now, today }) {
    return ok({
      lines: portfolioOf(await loadPortfolio(tx, person.id, today), (zone) => todayIn(now, zone)),
      page,
    });
  },
  permit: () => undefined,
  view: ({ lines, page }, who, { today }) => portfolioCard(lines, today, { page, shown: readIn(who) }),
  resource: ({ lines }) => portfolioResource(lines),
});
