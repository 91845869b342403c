import type { PlanFacts, PlanLine } from '../../../src/domain/facts.ts';
import { pageOf } from '../../../src/domain/page.ts';
import { distinctLabels } from '../../../src/domain/people/namesakes.ts';
import { outline } from '../../../src/domain/plan/plan.ts';
import { progressOf } from '../../../src/domain/plan/progress.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import { labelOf } from '../../../src/domain/project/label.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  code,
  type Item,
  note,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { milestoneState } from '../../states.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import {
  andList,
  aRole,
  countdown,
  depthMark,
  dueWords,
  goLiveWords,
  joined,
  kindWords,
  numberedName,
  platformWords,
  roleWords,
  stateOf,
} from '../words.ts';
import { open } from './choice.ts';

/** Lists milestones, one a line, children marked under their parents; `shown` are those that pass the filter. */
export function listCard(
  facts: PlanFacts,
  shown: PlanLine[],
  filter: string,
  { today }: { today: string },
  { page: wanted, input }: AskedPage = {},
): Card {
  const page = pageOf(outline(shown), wanted);
  const range = rangeWords(page);
  const all = facts.milestones.length;
  const counted =
    shown.length === all ? plural(all, 'milestone') : `${shown.length} of ${plural(all, 'milestone')}`;
  const subtitle = joined([
    range === '' ? counted : `milestones ${range}`,
    filter,
    goLiveWords(facts, today),
  ]);
  const beside = new Set(page.lines.map(({ node }) => node.id));
  const items = page.lines.map((line): Item => {
    const { parentId } = line.node;
    const away = parentId !== null && !beside.has(parentId);
    const parent = away ? facts.milestones.find(({ id }) => id === parentId) : undefined;
    return lineItem(line, parent, facts, today);
  });
  const body: Block = items.length > 0 ? { is: 'list', items } : text(emptyWords(all > 0));
  const card = pagedNote(facts.project.name, [body], page, { command: 'list', ...(input && { input }) });
  const fills = items.length > 0 ? [] : [all > 0 ? showAll : open('new', 'New milestone')];
  return { ...card, subtitle: [plain(subtitle)], actions: [...card.actions, ...fills] };
}

const showAll: Action = { label: 'List', command: 'list', input: {} };

/** "↳ 4 · Sketch, part of 2 · Build, upcoming, 0 %"; `parent` is given where its own line is not on the page. */
const lineItem = (
  { node: milestone, depth }: { node: PlanLine; depth: number },
  parent: PlanLine | undefined,
  { project, milestones }: PlanFacts,
  today: string,
): Item => ({
  state: milestoneState(milestone, today),
  spans: [
    ...depthMark(depth),
    strong(numberedName(milestone)),
    plain(
      `, ${joined([
        parent && `part of ${numberedName(parent)}`,
        stateOf(milestone),
        milestone.status === 'done' ? null : percentWords(progressOf(milestone, milestones)),
        dueWords(milestone, today, project),
      ])}`,
    ),
  ],
  actions: [{ label: 'Show', command: 'show', input: { milestone: String(milestone.number) } }],
});

const emptyWords = (filtered: boolean): Span[] =>
  filtered
    ? [plain('No milestone matches. '), code('list'), plain(' shows all.')]
    : [plain('No milestones yet. Add one with '), code('new "Name" due:friday'), plain('.')];

/** Lists the reader's projects, with their role in each. */
export function projectsCard(
  rows: { project: Project; role: Role | null; nth: number; namesakes: number }[],
  today: string,
  { page: wanted }: AskedPage = {},
): Card {
  if (rows.length === 0) {
    return note(
      'You are in no project yet.',
      [text([plain('Start one in a channel with '), code('project "Name" target:"18 dec"'), plain('.')])],
      [open('project', 'New project')],
    );
  }
  const page = pageOf(rows, wanted);
  const items = page.lines.map(({ project, role, nth, namesakes }) => ({
    spans: [
      strong(labelOf({ name: project.name, nth, namesakes })),
      plain(
        `, ${joined([kindWords[project.kind], countdown(project, today), role ? `you are ${aRole(role)}` : 'you administer it'])}`,
      ),
    ],
  }));
  const title = joined(['My projects', rangeWords(page)]);
  return pagedNote(title, [{ is: 'list', items }], page, { command: 'projects' });
}

/** Lists people and their roles. */
export function peopleCard(
  project: Project,
  people: { name: string; role: Role; on: Platform[]; emails?: string[]; handles?: string[] }[],
  { page: wanted }: AskedPage = {},
): Card {
  // Each line names the platforms already, so labels need not.
  const labels = distinctLabels(
    people.map(({ name, emails = [], handles = [] }) => ({ name, emails, handles, on: [] })),
  );
  const page = pageOf(
    people.map((one, nth) => ({ ...one, label: labels[nth] ?? one.name })),
    wanted,
  );
  const items = page.lines.map(({ label, role, on }) => {
    const where = on.length > 0 && `on ${andList(on.map((platform) => platformWords[platform]))}`;
    return {
      spans: [strong(label), plain(`, ${joined([roleWords[role], where])}`)],
    };
  });
  const body: Block = items.length > 0 ? { is: 'list', items } : text('Nobody has a role yet.');
  return pagedNote(joined([`${project.name}, people`, rangeWords(page)]), [body], page, {
    command: 'people',
  });
}
