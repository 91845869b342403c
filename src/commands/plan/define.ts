import * as z from 'zod';
import { lengthWarning } from '../../../cards/views/plan/definition.ts';
import { milestoneCard } from '../../../cards/views/plan/milestone.ts';
import { loadRisks } from '../../../db/queries/health/risks.ts';
import type { FactsHere } from '../../../db/queries/plan/milestone-facts.ts';
import { loadTree } from '../../../db/queries/plan/milestones.ts';
import { changesBetween } from '../../domain/event-fields.ts';
import { alterMilestone, type MilestoneFacts } from '../../domain/facts.ts';
import { nextNumber } from '../../domain/numbering.ts';
import { invalid, type Outcome, ok, rule } from '../../domain/outcome.ts';
import {
  datesFor,
  readLines,
  readRisk,
  relink,
  replaceItems,
  replaceRisks,
  writeLines,
  writeRisk,
} from '../../domain/plan/definition.ts';
import { type Dependency, linkedNames } from '../../domain/plan/dependencies.ts';
import type { ItemKind, Milestone } from '../../domain/plan/milestone.ts';
import type { Node } from '../../domain/plan/plan.ts';
import { milestoneName } from '../../domain/plan/transitions.ts';
import { needs, planners } from '../../domain/project/access.ts';
import { explained } from '../../grammar/explained.ts';
import { numberSlot, referenceSlot, textSlot } from '../../grammar/slot.ts';
import { milestoneResource } from '../../presenters/plan.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { loadFacts, prefetchNumbered } from '../../runner/references/find.ts';
import { type LookedUp, linkFields, lookUpFields, milestoneFields } from './fields.ts';

const lines = (label: string, hint: string) =>
  textSlot('key', `${label}, one a line`, { max: 3000, rephrased: true }, hint).optional();

const input = z.object({
  milestone: referenceSlot(),
  days: explained(
    numberSlot('key', 'Working days', { min: 1, max: 400, keyed: true }, '10').optional(),
    'How long it takes. The due date follows from the start, or the start from the due date.',
    'days:10',
  ),
  share: milestoneFields.share,
  deliverables: explained(
    lines('Deliverables', 'Login page'),
    'What the customer gets, in place of what stands there now.',
    'deliverables:"Login page; Sign-up page"',
  ),
  criteria: explained(
    lines('Success criteria', '100 people have signed in'),
    'How people will know that it is good.',
    'criteria:"100 people have signed in"',
  ),
  demo: explained(
    lines('Demo script', 'Sign in with a new account'),
    'What the demo shows.',
    'demo:"Sign in"',
  ),
  risks: explained(
    lines('Risks', 'API changes -> pin the version'),
    'What could go wrong and, after an arrow, what makes it smaller. One that is left out is resolved.',
    'risks:"API changes -> pin the version"',
  ),
  ...linkFields,
});
type Given = z.output<typeof input>;

type Facts = MilestoneFacts & {
  tree: Node[];
  links: Dependency[];
  referred: LookedUp;
  nextRisk: number;
  /** The last due date of what it requires, YYYY-MM-DD. */
  after: string | null;
};

/** Sets the whole definition of a milestone in one form: length, share, deliverables, criteria, demo, links, risks. */
export const define = defineCommand<typeof input, Facts, Facts, FactsHere>({
  name: 'define',
  summary: 'Say what a milestone delivers, how long it takes and how people will know.',
  title: 'Define a milestone',
  submit: 'Save',
  asks: ['days', 'share', 'deliverables', 'criteria', 'demo', 'risks'],
  examples: [
    'define 2',
    'define 2 days:10 deliverables:"Login page; Sign-up page" criteria:"100 people have signed in"',
  ],
  offersUndo: true,
  input,
  prefetch: (tx, { milestone }) => prefetchNumbered(tx, milestone),
  async load(tx, given, who, _at, prefetched) {
    const facts = await loadFacts(tx, who, given.milestone, 'changing', prefetched);
    if (!facts.ok) return facts;
    const referred = await lookUpFields(tx, who, given);
    if (!referred.ok) return referred;
    const requires = referred.value.requires ?? facts.value.requires;
    const { tree, links, dueDates, removed } = await loadTree(tx, who.project.id);
    const known = given.risks === undefined ? [] : await loadRisks(tx, who.project.id);
    return ok<Facts>({
      ...facts.value,
      tree,
      links,
      referred: referred.value,
      nextRisk: nextNumber(known, removed.R),
      after:
        requires
          .flatMap(({ id }) => dueDates.get(id) ?? [])
          .sort()
          .at(-1) ?? null,
    });
  },
  permit: (who, { project }) => needs(who, planners(project)),
  version: ({ milestone }) => milestone.version,
  subject: ({ milestone }) => milestoneName(milestone),
  opened: (facts) => ({ on: presetOf(facts), milestoneId: facts.milestone.id }),
  decide: (facts, given, who, at) => decideDefinition(facts, given, { personId: who.person.id, at }),
  view: (facts, _who, at) => milestoneCard(facts, at),
  resource: milestoneResource,
  done: (facts) => `${milestoneName(facts.milestone)} defined.${lengthWarning(facts)}`,
  says: ({ requires, enables }) => ({
    requires: linkedNames(requires) ?? 'none',
    enables: linkedNames(enables) ?? 'none',
  }),
  preset: presetOf,
});

const kinds = {
  deliverables: 'deliverable',
  criteria: 'criterion',
  demo: 'demo_step',
} as const satisfies Record<string, ItemKind>;
type ListName = keyof typeof kinds;
const listNames = Object.keys(kinds) as ListName[];

const textsOf = ({ items }: Pick<MilestoneFacts, 'items'>, name: ListName) =>
  items.filter(({ kind }) => kind === kinds[name]).map(({ text }) => text);

/** The present definition, as the form shows it. */
function presetOf(facts: Facts): Record<string, string> {
  const { milestone, requires, enables, risks } = facts;
  const numbers = (linked: MilestoneFacts['requires']) => linked.map(({ number }) => number).join(', ');
  const all: [string, string][] = [
    ['share', milestone.share === null ? '' : String(milestone.share)],
    ...listNames.map((name): [string, string] => [name, writeLines(textsOf(facts, name))]),
    ['risks', writeLines(risks.map(writeRisk))],
    ['requires', numbers(requires)],
    ['enables', numbers(enables)],
  ];
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}

type Defining = { personId: string; at: Moment };

const maxTextCharacters = { items: 300, risks: 500 };

function decideDefinition(facts: Facts, given: Given, { personId, at }: Defining) {
  const { milestone, project } = facts;
  const { newId } = at;
  const present = presetOf(facts);
  const asked = (name: ListName | 'risks') =>
    given[name] === undefined || given[name] === present[name] ? undefined : readLines(given[name]);
  const long = tooLong(asked);
  if (!long.ok) return long;
  const relinked = relink(facts, newId);
  const making = { projectId: project.id, milestoneId: milestone.id, newId };
  let { items } = facts;
  let { nextItem } = milestone;
  const changes = [...relinked.changes];
  for (const name of listNames) {
    const texts = asked(name);
    if (texts === undefined) continue;
    const replaced = replaceItems(items, kinds[name], texts, nextItem, making);
    changes.push(...replaced.changes);
    ({ items, nextItem } = replaced);
  }
  const wanted = asked('risks');
  const risks =
    wanted === undefined
      ? { changes: [], risks: facts.risks }
      : replaceRisks(facts.risks, wanted, facts.nextRisk, { ...making, personId, now: at.now });
  changes.push(...risks.changes);
  const set: Partial<Milestone> = {
    ...(given.share === undefined ? {} : { share: given.share }),
    ...(nextItem === milestone.nextItem ? {} : { nextItem }),
    ...(given.days === undefined
      ? {}
      : datesFor(given.days, milestone, { ...project, after: facts.after, today: at.today })),
  };
  const differs = (Object.keys(set) as (keyof Milestone)[]).some((field) => set[field] !== milestone[field]);
  if (!differs && changes.length === 0)
    return rule(`Nothing changed: ${milestoneName(milestone)} already has this definition.`);
  const { linked, linkedIds } = relinked;
  const after = { ...facts, ...linked, items, risks: risks.risks };
  const event = { type: 'edited', ...changesBetween(inHistory(facts), inHistory(after)), linkedIds } as const;
  const next = { ...linked, items, risks: risks.risks };
  const decision = alterMilestone(facts, event, set, next, changes);
  return ok({ ...decision, next: { ...after, ...decision.next } });
}

/** Refuses a line that is longer than an item or a risk can be. */
function tooLong(asked: (name: ListName | 'risks') => string[] | undefined): Outcome<true> {
  for (const name of listNames)
    if (asked(name)?.some((text) => text.length > maxTextCharacters.items))
      return invalid('define', name, `Each line must have at most ${maxTextCharacters.items} characters.`);
  const risks = asked('risks')?.map(readRisk) ?? [];
  if (risks.some(({ text }) => text === ''))
    return invalid('define', 'risks', 'Write what could go wrong before the arrow.');
  return risks.some(
    ({ text, mitigation }) => Math.max(text.length, mitigation?.length ?? 0) > maxTextCharacters.risks,
  )
    ? invalid('define', 'risks', `A risk must have at most ${maxTextCharacters.risks} characters.`)
    : ok(true);
}

/** The parts of a definition that are no fields of the milestone, as text for the history. */
const inHistory = (facts: Pick<Facts, 'items' | 'risks' | 'requires' | 'enables'>) => ({
  ...Object.fromEntries(listNames.map((name) => [name, textsOf(facts, name).join('; ') || null])),
  risks: facts.risks.map(writeRisk).join('; ') || null,
  requires: linkedNames(facts.requires),
  enables: linkedNames(facts.enables),
});
