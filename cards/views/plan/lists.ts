import type { PlanFacts, PlanLine } from '../../../src/domain/facts.ts';
import { distinctLabels } from '../../../src/domain/people/namesakes.ts';
import { outline } from '../../../src/domain/plan/plan.ts';
import { progressOf } from '../../../src/domain/plan/progress.ts';
import type { Platform } from '../../../src/domain/platform.ts';
import { labelOf } from '../../../src/domain/project/label.ts';
import type { Policies } from '../../../src/domain/project/policies.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import { type Card, code, type Item, note, plain, type Span, strong, text } from '../../model.ts';
import {
  aGovernor,
  andList,
  countdown,
  depthMark,
  dueWords,
  goLiveWords,
  joined,
  kindWords,
  numberedName,
  platformWords,
  stateOf,
} from '../words.ts';

const maxLines = 15;

/** Lists milestones, one a line, children marked under their parents. */
export function listCard(
  facts: PlanFacts,
  shown: PlanLine[],
  filter: string,
  { today }: { today: string },
): Card {
  const title = joined([
    facts.project.name,
    filter,
    shown.length === facts.milestones.length
      ? plural(shown.length, 'milestone')
      : `${shown.length} of ${plural(facts.milestones.length, 'milestone')}`,
    goLiveWords(facts, today),
  ]);
  const lines: Item[] = outline(shown)
    .slice(0, maxLines)
    .map(({ node: milestone, depth }) => ({
      spans: [
        ...depthMark(depth),
        strong(numberedName(milestone)),
        plain(
          `, ${joined([
            stateOf(milestone),
            milestone.status === 'done' ? null : `${progressOf(milestone, facts.milestones)}%`,
            dueWords(milestone, today, facts.project),
          ])}`,
        ),
      ],
      actions: [{ label: 'Show', command: 'show', input: { milestone: String(milestone.number) } }],
    }));
  const rest = shown.length - maxLines;
  const narrower = [
    code('list status:blocked'),
    plain(' or '),
    code('list owner:me'),
    plain(' shows fewer.'),
  ];
  const more = rest > 0 ? [text([plain(`and ${rest} more. `), ...narrower], 'quiet')] : [];
  const empty = shown.length === 0 ? [text(emptyWords(facts.milestones.length > 0))] : [];
  return note(title, [
    ...(lines.length > 0 ? [{ is: 'list' as const, items: lines }] : []),
    ...more,
    ...empty,
  ]);
}

const emptyWords = (filtered: boolean): Span[] =>
  filtered
    ? [plain('None of them. '), code('list'), plain(' shows all.')]
    : [plain('None yet. '), code('new "Name" due:friday'), plain(' plans one.')];

/** Lists the reader's projects, with their role in each. */
export function projectsCard(
  rows: { project: Project; role: string | null; nth: number; namesakes: number }[],
  today: string,
): Card {
  if (rows.length === 0) {
    return note('You take part in no project yet.', [
      text([plain('Start one in a channel with '), code('project "Name" target:"18 dec"'), plain('.')]),
    ]);
  }
  const items = rows.slice(0, maxLines).map(({ project, role, nth, namesakes }) => ({
    spans: [
      strong(labelOf({ name: project.name, nth, namesakes })),
      plain(
        `, ${joined([kindWords[project.kind], countdown(project, today), role ? `your role is ${role}` : 'you administer it'])}`,
      ),
    ],
  }));
  return note('My projects', [{ is: 'list', items }]);
}

/** Lists people and their roles. */
export function peopleCard(
  project: Project,
  people: { name: string; role: Role; on: Platform[]; emails?: string[]; handles?: string[] }[],
): Card {
  // Each line names the platforms already, so labels need not.
  const labels = distinctLabels(
    people.map(({ name, emails = [], handles = [] }) => ({ name, emails, handles, on: [] })),
  );
  const items = people.map(({ name, role, on }, nth) => {
    const where = on.length > 0 && `on ${andList(on.map((platform) => platformWords[platform]))}`;
    return {
      spans: [strong(labels[nth] ?? name), plain(`, ${joined([role === 'none' ? 'no role' : role, where])}`)],
    };
  });
  return note(`${project.name}, people`, [
    items.length > 0 ? { is: 'list', items } : text('Nobody has a role yet.'),
  ]);
}

const approvalWords: Record<Policies['approver'], string> = {
  owner: 'the owner decides on submitted milestones',
  coach: 'the coach decides on submitted milestones',
  client: 'the client decides on submitted milestones',
  nobody: 'whoever works on a milestone marks it done',
};

/** Shows a project's policies, and how to change one. */
export function policiesCard(project: Project): Card {
  const { approver, evidenceRequired, moneyOn }: Policies = project.policies;
  const line = (name: string, words: string) => ({ spans: [code(name), plain(`: ${words}`)] });
  const governor = capitalised(aGovernor(project));
  return note(`${project.name}, policies`, [
    {
      is: 'list',
      items: [
        line(`approver:${approver}`, approvalWords[approver]),
        line(
          `evidence:${evidenceRequired ? 'yes' : 'no'}`,
          evidenceRequired
            ? 'approval needs evidence for every criterion that is not met'
            : 'approval needs no evidence',
        ),
        line(
          `money:${moneyOn ? 'yes' : 'no'}`,
          moneyOn ? 'milestones have shares of a price' : 'there is no price to share',
        ),
      ],
    },
    text([plain(`${governor} changes one with `), code('policy approver:client'), plain('.')], 'quiet'),
  ]);
}
