import { type Page, pageOf } from '../../../src/domain/page.ts';
import type { PortfolioLine } from '../../../src/domain/stages/portfolio.ts';
import type { Cohort } from '../../../src/domain/stages/programmes/programme.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  type Item,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { type ReadIn, usableIn } from '../elsewhere.ts';
import { pagedNote, rangeWords } from '../paging.ts';
import { joined } from '../words.ts';
import { companyItem } from './portfolio.ts';

/** The title of a card of a programme. */
export const programmeTitle = (name: string): Span[] => [plain('Programme '), strong(name)];

/** Lists a coach's programmes, each with the number of its companies that they coach. */
export function programmesCard(page: Page<Cohort>): Card {
  const items = page.lines.map(({ programme, companies }): Item => {
    const input = { name: programme.name };
    return {
      spans: [strong(programme.name), plain(`, ${plural(companies.length, 'company')}`)],
      actions: [{ label: 'Show', command: 'programme', input }, askAction(programme.name)],
    };
  });
  const body = items.length > 0 ? { is: 'list' as const, items } : text('You have no programme yet.');
  const card = pagedNote('Programmes', [body], page, { command: 'programmes' });
  return { ...card, actions: [...card.actions, { label: 'New programme', command: 'programme', input: {} }] };
}

const askAction = (name: string): Action => ({
  label: 'Ask a question',
  command: 'programme-ask',
  input: { programme: name },
});

/** How the table of a programme is shown: which page, and in which channel; undefined: none. */
type Shown = {
  page: number | undefined;
  shown: ReadIn | undefined;
  today: string;
  offered: OfferedBlueprint | undefined;
};

/** A blueprint to preview for all companies; `start` is YYYY-MM-DD. */
export type OfferedBlueprint = { blueprint: string; start: string | undefined };

/** Shows a programme as the table of those of its companies that the coach coaches (STG-5). */
export function programmeCard(
  { programme, companies }: Cohort,
  lines: readonly PortfolioLine[],
  { page: wanted, shown, today, offered }: Shown,
): Card {
  const input = { name: programme.name };
  const page = pageOf(lines, wanted);
  const labels = new Map(companies.map(({ project, label }) => [project.id, label]));
  const items = page.lines.map((line): Item => {
    const item = companyItem(line, today);
    const remove = `"${labels.get(line.project.id) ?? line.project.name}"`;
    return {
      ...item,
      actions: [
        ...(item.actions ?? []),
        { label: 'Remove', command: 'programme', input: { ...input, remove } },
      ],
    };
  });
  const body: Block = items.length > 0 ? { is: 'list', items } : text('You coach none of its companies.');
  const card = pagedNote('', [body], page, { command: 'programme', input });
  const first = companies.length > 0 ? [askAction(programme.name)] : [];
  return usableIn(
    {
      ...card,
      title: programmeTitle(programme.name),
      subtitle: [plain(joined([plural(companies.length, 'company'), rangeWords(page)]))],
      actions: [...(offered ? [previewAction(programme.name, offered)] : first), ...card.actions],
      more: companies.length > 0 ? [exportAction(programme.name)] : [],
    },
    shown,
  );
}

const previewAction = (programme: string, { blueprint, start }: OfferedBlueprint): Action => ({
  label: 'Preview the blueprint',
  command: 'programme-blueprint',
  input: { programme, blueprint, ...(start ? { start } : {}) },
  style: 'primary',
});

const exportAction = (name: string): Action => ({
  label: 'Export as CSV',
  command: 'programme-export',
  input: { programme: name },
});

/** Shows the table of a programme as CSV, a page of it in a chat. */
export function cohortCsvCard(name: string, csv: string, page: Page<PortfolioLine> | undefined): Card {
  const body: Block = { is: 'verbatim', text: csv.trimEnd() };
  if (!page) return { title: programmeTitle(name), blocks: [body], actions: [], more: [] };
  const card = pagedNote('', [body], page, { command: 'programme-export', input: { programme: name } });
  return { ...card, title: programmeTitle(name), subtitle: [plain('as CSV')] };
}
