import { inWords } from '../../src/domain/dates.ts';
import type { ProjectFacts } from '../../src/domain/facts.ts';
import { progressOf } from '../../src/domain/progress.ts';
import type { Policies, Project } from '../../src/domain/project.ts';
import { type Card, code, type Item, note, plain, strong, text } from '../model.ts';
import { approverWords, dueWords, joined, kindWords, stateOf, titled } from './words.ts';

const mostLines = 15;

/** Milestones, one a line, children indented under their parents' numbers. */
export function listCard(
  facts: ProjectFacts,
  shown: ProjectFacts['milestones'],
  filter: string,
  { today }: { today: string },
): Card {
  const title = joined([
    facts.project.name,
    filter,
    `${shown.length} of ${facts.milestones.length} milestones`,
  ]);
  const lines: Item[] = shown.slice(0, mostLines).map((milestone) => ({
    spans: [
      strong(titled(milestone)),
      plain(
        `, ${joined([
          stateOf(milestone),
          milestone.status === 'done' ? null : `${progressOf(milestone, facts.milestones)}%`,
          dueWords(milestone, today),
        ])}`,
      ),
    ],
    action: { label: 'Show', command: 'show', input: { milestone: String(milestone.number) } },
  }));
  const rest = shown.length - mostLines;
  const more = rest > 0 ? [text(`and ${rest} more. Narrow it down with status: or owner:.`, 'quiet')] : [];
  const empty =
    shown.length === 0 ? [text([plain('None. '), code('new "Name" due:friday'), plain(' makes one.')])] : [];
  return note(title, [
    ...(lines.length > 0 ? [{ is: 'list' as const, items: lines }] : []),
    ...more,
    ...empty,
  ]);
}

/** My projects, with my role in each. */
export function projectsCard(rows: { project: Project; role: string | null }[], today: string): Card {
  if (rows.length === 0) {
    return note('You take part in no project yet.', [
      text([plain('Start one in a channel with '), code('project "Name" target:"18 dec"'), plain('.')]),
    ]);
  }
  const items = rows.slice(0, mostLines).map(({ project, role }) => ({
    spans: [
      strong(project.name),
      plain(
        `, ${joined([kindWords[project.kind], project.target && `go-live ${inWords(project.target, today)}`, role ? `you are ${role}` : 'you administer it'])}`,
      ),
    ],
  }));
  return note('My projects', [{ is: 'list', items }]);
}

/** Who has which role. */
export function peopleCard(project: Project, people: { name: string; role: string; on: string[] }[]): Card {
  const items = people.map(({ name, role, on }) => ({
    spans: [strong(name), plain(`, ${joined([role, on.length > 0 && `on ${on.join(' and ')}`])}`)],
  }));
  return note(`${project.name}, people`, [
    items.length > 0 ? { is: 'list', items } : text('Nobody has a role yet.'),
  ]);
}

/** The rules of a project, and how to change one. */
export function policiesCard(project: Project): Card {
  const { approver, evidenceRequired, moneyOn }: Policies = project.policies;
  const line = (name: string, words: string) => ({ spans: [code(name), plain(` ${words}`)] });
  return note(`${project.name}, policies`, [
    {
      is: 'list',
      items: [
        line(`approver:${approver}`, `decides on submitted milestones: ${approverWords[approver]}`),
        line(
          `evidence:${evidenceRequired ? 'yes' : 'no'}`,
          'approval needs evidence for every criterion that is not met',
        ),
        line(`money:${moneyOn ? 'yes' : 'no'}`, 'milestones have shares of a price'),
      ],
    },
    text([plain('The owner changes one with '), code('policy approver:client'), plain('.')], 'quiet'),
  ]);
}
