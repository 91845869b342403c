import type { BlueprintPlan, PlannedMilestone } from '../../../src/domain/blueprints/plan.ts';
import { addedWords } from '../../../src/domain/blueprints/plan.ts';
import { formatMoney } from '../../../src/domain/money/money.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { hashText } from '../../../src/domain/text/hash.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Block, type Card, type Item, note, plain, strong, text } from '../../model.ts';
import { firstItems, item } from '../first-items.ts';
import { differences } from '../project/history-values.ts';
import { depthMark, joined, kindWords, numberedName } from '../words.ts';

const maxLines = 12;

/** A blueprint on a project, and the input as its buttons repeat it. */
export type BlueprintView = {
  project: Project;
  slug: string;
  plan: BlueprintPlan;
  given: Record<string, string>;
};

/** Identifies what a preview shows: the button applies exactly that. */
export const planVersion = ({ plan, project }: Pick<BlueprintView, 'plan' | 'project'>): number =>
  hashText(JSON.stringify([plan, project.version]));

/** Previews what a blueprint would do to a project, with a button that does it. `today` is YYYY-MM-DD. */
export function planCard(view: BlueprintView, today: string): Card {
  const { project, slug, plan, given } = view;
  const apply: Action = {
    label: 'Apply',
    command: 'blueprint-apply',
    input: { ...given, apply: 'yes' },
    version: planVersion(view),
    style: 'primary',
    redraws: true,
  };
  const change: Action = {
    label: 'Change',
    command: 'blueprint-apply',
    input: { ...given, change: 'yes' },
    redraws: true,
  };
  return note(
    `${project.name}: ${plan.blueprint.title} (${slug})`,
    [...planBlocks(view, today), text('Nothing is saved yet.', 'quiet')],
    [apply, change],
  );
}

/** Shows what a blueprint added. */
export function appliedCard(view: BlueprintView, today: string): Card {
  const { project, plan } = view;
  const activates = project.status === 'draft' && project.policies.moneyOn && plan.shares === 100;
  return note(`${project.name}: ${plan.blueprint.title} applied`, planBlocks(view, today), [
    ...(activates ? [{ label: 'Activate', command: 'activate', input: {}, style: 'primary' as const }] : []),
    { label: 'List', command: 'list', input: {} },
  ]);
}

function planBlocks(view: BlueprintView, today: string): Block[] {
  const { project, plan } = view;
  const lines = plan.milestones.map((one) => milestoneLine(one, plan, today));
  const after =
    plan.present > 0 ? ` to the ${plural(plan.present, 'milestone')} that the project has already` : '';
  const facts = [...settingLines(view, today), ...peopleLines(plan)];
  return [
    { is: 'list', items: firstItems(lines, maxLines) },
    text(`Adds ${addedWords(plan.blueprint)}${after}.`),
    ...(facts.length > 0 ? [{ is: 'list' as const, items: facts }] : []),
    ...warnings(project, plan).map((words) => text(words, 'alert')),
  ];
}

/** "1 · Foundation: 30 %, £3,000, Tue 1 Dec to Thu 10 Dec, risk left 70 %". */
function milestoneLine(one: PlannedMilestone, plan: BlueprintPlan, today: string): Item {
  const { amount, share, startDate, dueDate, riskAfter } = one;
  const currency = plan.price?.currency;
  const words = joined([
    share !== null && percentWords(share),
    amount !== null && currency !== undefined && formatMoney({ minor: amount, currency }),
    startDate !== null && dueDate !== null
      ? `${formatDate(startDate, today)} to ${formatDate(dueDate, today)}`
      : dueDate !== null && `due ${formatDate(dueDate, today)}`,
    riskAfter !== null && `risk left ${percentWords(riskAfter)}`,
  ]);
  return {
    spans: [
      ...depthMark(depthOf(one, plan)),
      strong(numberedName(one)),
      ...(words === '' ? [] : [plain(`: ${words}`)]),
    ],
  };
}

function depthOf({ parent }: PlannedMilestone, plan: BlueprintPlan): number {
  const above = plan.milestones.find(({ key }) => key === parent);
  return above === undefined ? 0 : 1 + depthOf(above, plan);
}

/** The fields of the project that change, with their values as they were. */
function settingLines({ project, plan }: BlueprintView, today: string): Item[] {
  const { set, price } = plan;
  const changed = set.policies ? differences(project.policies, set.policies, today) : '';
  return [
    ...(price === null ? [] : [item(`Price: ${formatMoney(price)}`)]),
    ...(set.target == null ? [] : [item(`Go-live: ${formatDate(set.target, today)}`)]),
    ...(changed === '' ? [] : [item(`Policies: ${changed}`)]),
  ];
}

const peopleLines = ({ people }: BlueprintPlan): Item[] =>
  people.map(({ label, name }) => item(`${label}: ${name ?? 'nobody yet'}`));

/** What somebody should know before they apply it. */
function warnings({ kind }: Project, { blueprint, shares, price }: BlueprintPlan): string[] {
  return [
    ...(shares !== null && shares !== 100
      ? [
          `The shares of all milestones would sum to ${percentWords(shares)}. They have to sum to 100 % before the plan can start.`,
        ]
      : []),
    ...(blueprint.kind !== kind
      ? [`This blueprint is made for ${kindWords[blueprint.kind]}; this project is ${kindWords[kind]}.`]
      : []),
    ...(shares !== null && price === null ? ['No price yet, so there are no amounts.'] : []),
  ];
}
