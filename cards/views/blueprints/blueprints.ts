import type { Blueprint, BlueprintMilestone } from '../../../src/domain/blueprints/blueprint.ts';
import type { NamedBlueprint } from '../../../src/domain/blueprints/find.ts';
import { addedWords } from '../../../src/domain/blueprints/plan.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { ItemKind } from '../../../src/domain/plan/milestone.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  code,
  heading,
  type Item,
  note,
  plain,
  text,
} from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined, kindWords } from '../words.ts';

const maxMilestones = 6;
const maxItems = 12;
const maxTextCharacters = 150;

/** Lists blueprints, each with a line and a button. */
export function blueprintsCard(
  all: readonly (NamedBlueprint & { isCounted?: boolean })[],
  { page: wanted }: AskedPage = {},
): Card {
  const page = pageOf(all, wanted);
  const items = page.lines.map(
    ({ slug, blueprint, isCounted }): Item => ({
      // plain, so that Slack puts the button beside it
      spans: [plain(`${isCounted ? `${slug} 6` : slug}: ${excerpt(blueprint.summary, maxTextCharacters)}`)],
      actions: [{ label: 'Show', command: 'blueprint-show', input: { blueprint: slug } }],
    }),
  );
  return pagedNote(
    joined(['Blueprints', rangeWords(page)]),
    [
      { is: 'list', items },
      text(
        [
          plain('Plan a project with '),
          code('blueprint apply standard-3'),
          plain(', or keep your own plan with '),
          code('blueprint save "Our way"'),
          plain('.'),
        ],
        'quiet',
      ),
    ],
    page,
    { command: 'blueprint' },
  );
}

/** Shows a blueprint: each milestone with its share, days, risk left, and what belongs to it. */
export function blueprintCard({
  slug,
  blueprint,
  typed,
  canApply,
}: NamedBlueprint & { typed: string; canApply: boolean }): Card {
  const { milestones } = blueprint;
  const rest = milestones.length - maxMilestones;
  const use: Action = {
    label: 'Use it',
    command: 'blueprint-apply',
    input: { blueprint: typed === '' ? slug : typed },
    style: 'primary',
  };
  return note(
    `${blueprint.title} (${slug})`,
    [
      text(excerpt(blueprint.summary, 300)),
      text(`For ${kindWords[blueprint.kind]}. Brings ${addedWords(blueprint)}.`, 'quiet'),
      ...milestones.slice(0, maxMilestones).flatMap((one) => milestoneBlocks(one, blueprint)),
      ...(rest > 0 ? [text(`and ${plural(rest, 'more milestone')}`, 'quiet')] : []),
    ],
    canApply ? [use] : [],
  );
}

function milestoneBlocks(one: BlueprintMilestone, { milestones }: Blueprint): Block[] {
  const required = milestones.filter(({ key }) => one.requires.includes(key)).map(({ name }) => name);
  const facts = joined([
    one.share !== null && `${percentWords(one.share)} of the price`,
    one.workingDays !== null && one.workingDays > 0 && plural(one.workingDays, 'working day'),
    one.riskAfter !== null && `risk left ${percentWords(one.riskAfter)}`,
    required.length > 0 && `requires ${required.map((name) => excerpt(name, 60)).join(' and ')}`,
  ]);
  const lines = [
    ...kinds.flatMap(([kind, label]) => {
      const texts = one.items.filter((entry) => entry.kind === kind).map((entry) => excerpt(entry.text, 100));
      return texts.length > 0 ? [item(excerpt(`${label}: ${texts.join('; ')}`, 500))] : [];
    }),
    ...one.risks.map((risk) =>
      item(
        joined([
          `Risk: ${excerpt(risk.text, maxTextCharacters)}`,
          risk.mitigation !== '' && `mitigated by “${excerpt(risk.mitigation, maxTextCharacters)}”`,
        ]),
      ),
    ),
  ];
  return [
    heading(one.name),
    ...(facts === '' ? [] : [text(facts, 'quiet')]),
    ...(lines.length > 0 ? [{ is: 'list' as const, items: firstItems(lines, maxItems) }] : []),
  ];
}

const kinds: readonly (readonly [ItemKind, string])[] = [
  ['deliverable', 'Deliverables'],
  ['criterion', 'Success criteria'],
  ['task', 'Tasks'],
  ['demo_step', 'Demo script'],
];

/** Says what was saved, and how to use it. */
export const savedCard = ({ slug, blueprint }: NamedBlueprint): Card =>
  note(
    `Blueprint ${blueprint.title}`,
    [
      text(`Keeps ${addedWords(blueprint)}, with working days in place of dates.`),
      text(
        blueprint.people.length === 0
          ? 'It asks for no people.'
          : `It asks for ${blueprint.people.length === 1 ? 'one person' : `${blueprint.people.length} people`}: ${blueprint.people.map(({ label }) => label).join('; ')}.`,
        'quiet',
      ),
    ],
    [{ label: 'Show', command: 'blueprint-show', input: { blueprint: slug } }],
  );
