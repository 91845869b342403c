import { withheld } from '../../../src/domain/customer/withhold.ts';
import type { InsteadCommand } from '../../../src/domain/event-declaration.ts';
import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import { undoMinutes } from '../../../src/domain/project/undo.ts';
import type { UndoRefusal } from '../../../src/domain/project/undo-refusal.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { type Action, type Card, note, plain, strong, text } from '../../model.ts';
import { joined, numberedName } from '../words.ts';
import { detail, milestoneOf, verbOf } from './history.ts';

const showMilestone = (number: number, label = 'Show'): Action => ({
  label,
  command: 'show',
  input: { milestone: String(number) },
});

/** The button that takes back the change whose first event has this id. */
export const undoAction = (change: string): Action => ({ label: 'Undo', command: 'undo', input: { change } });

const openHistory: Action = { label: 'History', command: 'history', input: {} };

/** Words what a change did, with its milestone: "dropped 3 · Beta launch", "changed the policies, approver: coach". */
export function changeWords(entry: HistoryEntry, today: string): string {
  return joined([withMilestone(verbOf(entry), entry), detail(entry, today)]);
}

/** "dropped it" becomes "dropped 3 · Beta launch". */
function withMilestone(verb: string, entry: HistoryEntry): string {
  const milestone = milestoneOf(entry);
  if (!milestone) return verb;
  const name = excerpt(numberedName(milestone), maxNameCharacters);
  return /\bit\b/.test(verb) ? verb.replace(/\bit\b/, () => name) : `${verb} on ${name}`;
}

const maxNameCharacters = 80;

/** Tells those who were told of a change that it was taken back; customers read what it was about. */
export function undoneNews(
  entry: HistoryEntry,
  { by, isGone, today }: { by: string; isGone: boolean; today: string },
  audience: 'team' | 'customer',
): Card {
  const milestone = milestoneOf(audience === 'team' ? entry : withheld(entry));
  const about = milestone ? `a change of ${numberedName(milestone)}` : 'a change';
  const title =
    audience === 'team'
      ? [plain(`${by} took back: `), strong(changeWords(entry, today))]
      : [plain(`${by} took back ${about}.`)];
  return {
    title,
    blocks: [],
    actions: milestone && !isGone ? [showMilestone(milestone.number)] : [],
    more: [],
  };
}

/** The last content of a live card whose subject was taken back; customers read who did it, not what it was. */
export function goneCard(undone: HistoryEntry & { type: 'undone' }, audience: 'team' | 'customer'): Card {
  const isForTeam = audience === 'team';
  const milestone = milestoneOf(isForTeam ? undone : withheld(undone));
  return note(milestone ? numberedName(milestone) : 'Taken back', [
    text(`${undone.by} took this back${isForTeam ? `: ${undone.after.what ?? ''}` : ''}.`, 'quiet'),
  ]);
}

/** Says why a change cannot be taken back, and what to do instead. */
export function undoRefusal(undo: UndoRefusal): Card {
  switch (undo.why) {
    case 'nothing':
      return note(
        `You changed nothing here in the last ${undoMinutes} minutes, so there is nothing to undo.`,
        [text('Correct an older change by hand: the history shows it.')],
        [openHistory],
      );
    case 'over':
      return note(
        `That change is more than ${undoMinutes} minutes old, so it cannot be undone.`,
        [text('Correct it by hand: the history shows it.')],
        [openHistory],
      );
    case 'not_own':
      return note(`Only ${undo.by} can take this back.`, [text(`${undo.by} made that change.`)]);
    case 'final':
      return finalRefusal(undo);
    case 'unrecorded':
      return note(
        cannotUndo(undo.entry),
        [text('It changed more than this project. Correct it by hand: the history shows it.')],
        [openHistory],
      );
    case 'built_on':
      return builtOn(undo);
    default:
      return undo satisfies never;
  }
}

function builtOn({ entry, since, isOwn }: UndoRefusal & { why: 'built_on' }): Card {
  const milestone = (since && milestoneOf(since)) ?? milestoneOf(entry);
  const name = milestone ? excerpt(numberedName(milestone), maxNameCharacters) : 'The project';
  const who = isOwn ? 'You' : since?.by;
  const [title, why] = since
    ? [
        `${who} ${isOwn ? 'have' : 'has'} changed ${milestone ? name : 'the project'} since, so nothing was taken back.`,
        `${who} ${withMilestone(verbOf(since), since)}.`,
      ]
    : [`${name} has changed since, so nothing was taken back.`, 'Look at it, and change what is wrong.'];
  return note(
    title,
    [text(why)],
    [milestone ? showMilestone(milestone.number, `Open ${milestone.number}`) : openHistory],
  );
}

const cannotUndo = (entry: HistoryEntry) =>
  `This cannot be undone: you ${withMilestone(verbOf(entry), entry)}.`;

const finalWords = {
  decided: 'Others were told of the decision.',
  sent: 'It has been sent.',
  linked: 'A link has a command of its own.',
  founded: 'A project stays once it is started.',
  shared: 'All projects of the company share its blueprints.',
} as const;

type Instead = {
  label: string;
  words: string;
  /** What the button gives besides the milestone of the event; null: it gives nothing, and the form asks. */
  of: Readonly<Record<string, string>> | null;
  /** Whether customers may use the command; the others have no button. */
  isForCustomers?: true;
};

/** What to do instead of taking back a final event, by the command. */
export const insteadWords: Readonly<Record<InsteadCommand, Instead>> = {
  reopen: { label: 'Reopen', words: 'You can reopen it, with a reason.', of: {}, isForCustomers: true },
  return: { label: 'Return', words: 'You can return it, with a reason.', of: {}, isForCustomers: true },
  submit: { label: 'Submit', words: 'Anyone who works on it can submit it again.', of: {} },
  decision: { label: 'Plan a decision', words: 'Plan a new decision.', of: null },
  unlink: { label: 'Unlink', words: 'Unlink the channel instead.', of: null },
  link: { label: 'Link', words: 'Link the channel again.', of: null },
  cadence: { label: 'Plan a message', words: 'Send another one that corrects it.', of: null },
  credit: { label: 'Give a credit', words: 'Correct the invoice with a credit note.', of: {} },
  dispute: {
    label: 'Dispute',
    words: 'You can dispute the invoice, with a reason.',
    of: { open: 'yes' },
    isForCustomers: true,
  },
  // whoever opened it may withdraw it
  'dispute-end': {
    label: 'Withdraw the dispute',
    words: 'You can withdraw the dispute.',
    of: { as: 'withdrawn' },
    isForCustomers: true,
  },
  change: { label: 'Propose a change', words: 'The team can propose a new change.', of: {} },
  decline: {
    label: 'Decline',
    words: 'Until both sides have signed, you can decline it.',
    of: null,
    isForCustomers: true,
  },
  csat: { label: 'Change', words: 'You can give another answer.', of: {}, isForCustomers: true },
  'proposal-withdraw': {
    label: 'Withdraw',
    words: 'Until the customer has answered, you can withdraw it.',
    of: null,
  },
  'blueprint-save': { label: 'Save as blueprint', words: 'Save it again from a project.', of: null },
  'blueprint-remove': { label: 'Remove a blueprint', words: 'Remove the blueprint instead.', of: null },
  'invite-customer': { label: 'Invite again', words: 'Invite the customer again.', of: null },
  revoke: { label: 'Close the page', words: 'Close the page instead.', of: null },
  achieve: { label: 'Achieve a stage', words: 'A coach can achieve the stage again.', of: null },
  unachieve: {
    label: 'Take a stage back',
    words: 'A coach can take the stage back with “unachieve”.',
    of: null,
  },
  withdraw: { label: 'Withdraw', words: 'Until both sides have signed, you can withdraw it.', of: null },
};

function finalRefusal({ entry, final, reader }: UndoRefusal & { why: 'final' }): Card {
  const instead = final.instead && { command: final.instead, ...insteadWords[final.instead] };
  const milestone = milestoneOf(entry);
  const input = instead?.of && milestone ? { milestone: String(milestone.number), ...instead.of } : {};
  const isOffered = instead && (reader === 'team' || instead.isForCustomers);
  return note(
    cannotUndo(entry),
    [text(joined([finalWords[final.why], instead?.words], ' '))],
    isOffered ? [{ label: instead.label, command: instead.command, input }] : [],
  );
}
