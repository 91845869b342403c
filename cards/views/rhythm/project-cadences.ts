import { pageOf } from '../../../src/domain/page.ts';
import type { NamedMilestone } from '../../../src/domain/plan/milestone.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import {
  cadenceName,
  comes,
  type KnownCadence,
  type ProjectCadence,
} from '../../../src/domain/rhythm/project-cadence.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import {
  type Action,
  type Block,
  type Card,
  code,
  type Item,
  note,
  plain,
  strong,
  text,
} from '../../model.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined } from '../words.ts';
import { lateNotice, type SendTime } from './sections.ts';

type Named = Pick<Project, 'id' | 'name'>;

/** Lists a project's cadences and when they are sent (LCH-8). `today` is YYYY-MM-DD in its zone. */
export function cadencesCard(
  { project, cadences }: { project: Named; cadences: readonly KnownCadence[] },
  { today }: { today: string },
  { page: wanted }: AskedPage = {},
): Card {
  const on = cadences.filter(({ state }) => state === 'on' || state === 'asked');
  const over = cadences.length - on.length;
  const page = pageOf(on, wanted);
  const title = joined([
    `${project.name}, scheduled messages`,
    over > 0 && `${over} ended or off`,
    rangeWords(page),
  ]);
  if (on.length === 0) {
    const how = [plain('Add one with '), code('cadence "Weekly review" every:friday at:16:00'), plain('.')];
    return note(
      title,
      [text([plain(over > 0 ? 'No scheduled messages are on. ' : 'No scheduled messages yet. '), ...how])],
      [{ label: 'Schedule a message', command: 'cadence', input: {} }],
    );
  }
  const body: Block = { is: 'list', items: page.lines.map((one) => line(one, today)) };
  return pagedNote(title, [body], page, { command: 'cadences' });
}

const kindWords: Record<ProjectCadence['kind'], string> = {
  standup: 'standup',
  review: 'review',
  planning: 'planning',
  announcement: 'announcement',
  expect: 'expected progress',
  note: 'note',
};

/** "C1 Weekly review: review, Fridays at 16:00". */
function line(cadence: KnownCadence, today: string): Item {
  const { kind, audience, owner, state, number, draft } = cadence;
  const waits = state === 'asked' && `waiting for ${owner}`;
  const words = joined([
    kindWords[kind],
    excerpt(comes(cadence, today), 80),
    audience === 'customer' && 'to the customer',
    kind === 'announcement' && draft === null && 'no text yet',
    waits,
  ]);
  const input = { cadence: String(number) };
  const actions: Action[] =
    kind === 'announcement'
      ? [
          { label: 'Edit', command: 'draft', input },
          { label: 'Send', command: 'announce', input },
        ]
      : [];
  return {
    spans: [strong(excerpt(cadenceName(cadence), 100)), plain(`: ${words}`)],
    actions,
  };
}

/** Asks in a direct chat, on its day, whether an announcement is sent (LCH-8). */
export function draftCard(project: Named, cadence: KnownCadence, sent: SendTime): Card {
  const input = { cadence: String(cadence.number) };
  const edit: Action = { label: 'Edit', command: 'draft', input };
  const skip: Action = { label: 'Skip', command: 'announce-skip', input };
  const send: Action = { label: 'Send', command: 'announce', input, style: 'primary' };
  const whom = cadence.audience === 'customer' ? 'the customer’s channels' : 'the team’s channels';
  return {
    title: [plain(project.name)],
    subtitle: [plain(`announcement for today: ${excerpt(cadence.what, 120)}`)],
    blocks: [
      text(cadence.draft ?? 'No text yet.', cadence.draft ? 'normal' : 'alert'),
      text(`Milepost posts it in ${whom} once you press Send.`, 'quiet'),
      ...lateNotice(sent),
    ],
    actions: cadence.draft ? [send, edit, skip] : [{ ...edit, style: 'primary' }, skip],
    more: [],
  };
}

/** Draws the announcement as rooms see it. */
export const announcementCard = ({ what, draft }: Pick<ProjectCadence, 'what' | 'draft'>): Card => ({
  title: [strong(excerpt(what, 200))],
  blocks: [text(draft ?? '')],
  actions: [],
  more: [],
});

/** Draws a cadence of kind `note`. */
export const noteCard = (project: Named, { what }: Pick<ProjectCadence, 'what'>, sent: SendTime): Card => ({
  title: [strong(project.name), plain(`: ${excerpt(what, 200)}`)],
  blocks: lateNotice(sent),
  actions: [{ label: 'Status', command: 'status', input: {} }],
  more: [],
});

/** Says that less is done than expected by now (LCH-8). `of` is the milestone; undefined for the project. */
export function behindCard(
  project: Named,
  { done, expected, of }: { done: number; expected: number; of: NamedMilestone | undefined },
  sent: SendTime,
): Card {
  const what = of ? `${of.number} · ${excerpt(of.name, 100)}` : 'the project';
  return {
    title: [plain(project.name)],
    subtitle: [
      plain(`${percentWords(done)} of ${what} is done, but the plan was ${percentWords(expected)} by now`),
    ],
    blocks: [
      {
        is: 'progress',
        percent: done,
        label: `${percentWords(done)}, ${percentWords(expected)} expected`,
        state: 'minor_issues',
      },
      ...lateNotice(sent),
    ],
    actions: of
      ? [{ label: 'Show', command: 'show', input: { milestone: String(of.number) } }]
      : [{ label: 'Status', command: 'status', input: {} }],
    more: [],
  };
}
