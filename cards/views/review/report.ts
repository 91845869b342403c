import type { MilestoneFacts } from '../../../src/domain/facts.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import {
  type Action,
  type Block,
  bindActions,
  type Card,
  type CardActions,
  callout,
  plain,
  strong,
  text,
} from '../../model.ts';
import { numberedName } from '../words.ts';
import { awaitedNames } from './standing.ts';

const maxNoteCharacters = 300;
const quoted = (words: string) => `“${excerpt(words, maxNoteCharacters)}”`;

/** Says that an update waits for a coach, or why one was rejected (APR-7); empty without one. */
export function reportBlocks({ report, approvers }: MilestoneFacts): Block[] {
  if (!report) return [];
  const figure = percentWords(report.percent);
  const said = report.note ? `: ${quoted(report.note)}` : '';
  if (report.state === 'pending') {
    const waits = `${figure} reported by ${report.author}, waits for ${awaitedNames(approvers)}${said}`;
    return [callout('waiting', [strong('Pending: '), plain(waits)])];
  }
  const why = report.reason ? `: ${quoted(report.reason)}` : '';
  return [
    callout('returned', [
      strong(`Rejected by ${report.decidedBy ?? 'a coach'}`),
      plain(`${why}. ${report.author} had reported ${figure}.`),
    ]),
  ];
}

const maxActions = 3;

/** Adds the decision on an update that waits; after a rejection, the button that reports again. */
export function withReport(
  { milestone, report }: MilestoneFacts,
  { actions, more }: CardActions,
): CardActions {
  if (!report || milestone.droppedAt) return { actions, more };
  const press = (label: string, command: string): Action => ({
    label,
    command,
    input: { milestone: String(milestone.number) },
    version: milestone.version,
  });
  if (report.state !== 'pending') {
    const again = { ...press('Report again', 'progress') };
    const rename = (all: Action[]) => all.map((one) => (one.command === 'progress' ? again : one));
    return { actions: rename(actions), more: rename(more) };
  }
  const decide = [press('Approve update', 'approve-update'), press('Reject update', 'reject-update')];
  if (milestone.submittedAt) return { actions, more: [...decide, ...more] };
  const [first] = actions;
  const kept = first ? [first, ...decide] : decide;
  return { actions: kept.slice(0, maxActions), more: [...actions.slice(1), ...more] };
}

/** Tells the author of an update what a coach decided, with the button to report again after a rejection. */
export function reportDecidedCard({
  milestone,
  project,
  lastUpdate,
  report,
}: MilestoneFacts): Card | undefined {
  const update = report ?? lastUpdate;
  if (!update) return undefined;
  const isRejected = update.state === 'rejected';
  const input = { milestone: String(milestone.number) };
  const again: Action = { label: 'Report again', command: 'progress', input, style: 'primary' };
  const show: Action = { label: 'Show', command: 'show', input };
  const card: Card = {
    title: [
      strong(`${project.name}, ${numberedName(milestone)}: `),
      plain(
        `${update.decidedBy ?? 'A coach'} ${update.state} the ${percentWords(update.percent)} that you reported`,
      ),
    ],
    blocks: update.reason ? [text(quoted(update.reason))] : [],
    actions: isRejected ? [again, show] : [show],
    more: [],
  };
  return bindActions(card, { project: project.id });
}
