import type { FeedEntry } from '../../../src/domain/customer/feed.ts';
import { declarationOf } from '../../../src/domain/events.ts';
import type { Page } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Card, type Item, plain, strong, text } from '../../model.ts';
import { pagedNote, rangeWords } from '../paging.ts';
import { joined } from '../words.ts';

const maxCharacters = 120;

/** Lists the statuses that were reached and what was created, newest first (CUS-3). */
export function feedCard(project: Pick<Project, 'name'>, page: Page<FeedEntry>): Card {
  const title = joined([`${project.name}, news`, rangeWords(page)]);
  const items = page.lines.map((entry) => line(entry, project));
  const body =
    items.length > 0 ? { is: 'list' as const, items } : text('No news yet: what is reached appears here.');
  return pagedNote(title, [body], page, { command: 'news' });
}

/** "Customers can pay is done, 2 hours ago · No impact". */
function line({ type, at, milestone, what }: FeedEntry, project: Pick<Project, 'name'>): Item {
  const name = what ?? milestone?.outcome ?? milestone?.name ?? project.name;
  const words = declarationOf(type).feed?.words ?? '';
  return {
    spans: [
      strong(excerpt(name, maxCharacters)),
      plain(` ${words}, `),
      { is: 'instant', at, past: true },
      plain(' · No impact'),
    ],
  };
}
