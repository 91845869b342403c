import type { NamedBlueprint } from '../../../src/domain/blueprints/find.ts';
import { addedWords } from '../../../src/domain/blueprints/plan.ts';
import type { Cohort } from '../../../src/domain/stages/programmes/programme.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, type Item, plain, plainWords, strong, text } from '../../model.ts';
import { firstItems, firstNames } from '../first-items.ts';
import { programmeTitle } from './programmes.ts';

const maxNames = 50;
const maxResults = 40;

/** Asks before a blueprint is applied to every company of a programme; the button applies it (BLU-8). */
export const blueprintQuestion = (
  { programme, companies }: Cohort,
  { blueprint }: NamedBlueprint,
  given: Record<string, string>,
  today: string,
): Card => ({
  title: programmeTitle(programme.name),
  subtitle: [plain(`${blueprint.title} for ${plural(companies.length, 'company')}`)],
  blocks: [
    text(
      `Adds ${addedWords(blueprint)} to the plan of each of ${firstNames(
        companies.map(({ label }) => label),
        maxNames,
        ', ',
      )}${given.start ? `, from ${formatDate(given.start, today)}` : ''}.`,
    ),
    text('Nothing is written before you apply it.', 'quiet'),
  ],
  actions: [
    {
      label: `Apply to ${plural(companies.length, 'company')}`,
      command: 'programme-blueprint',
      input: { ...given, apply: 'yes' },
      style: 'primary',
      redraws: true,
    },
    showAction(programme.name),
  ],
  more: [],
});

const showAction = (name: string): Action => ({ label: 'Programme', command: 'programme', input: { name } });

/** Says in which companies it was applied, and why not in the others. */
export function blueprintResults(
  { programme, companies }: Cohort,
  results: readonly ({ is: 'done'; line: string } | { is: 'refused'; card: Card })[],
): Card {
  const lines = companies.map(({ project, label }, nth): Item => {
    const result = results[nth];
    const said = result?.is === 'done' ? result.line : `not applied. ${refusalWords(result?.card)}`;
    return {
      spans: [strong(label), plain(`: ${said}`)],
      actions: [
        { label: 'List', command: 'list', input: {}, about: { project: project.id, anywhere: true } },
      ],
    };
  });
  const done = results.filter(({ is }) => is === 'done').length;
  return {
    title: programmeTitle(programme.name),
    subtitle: [plain(`Applied to ${done} of ${plural(companies.length, 'company')}`)],
    blocks: [{ is: 'list', items: firstItems(lines, maxResults) }],
    actions: [showAction(programme.name)],
    more: [],
  };
}

const refusalWords = (card: Card | undefined): string =>
  card ? excerpt(plainWords(card.title), 200) : 'It is not known why.';
