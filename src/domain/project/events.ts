import { declareEvents, type EventsOf } from '../event-declaration.ts';
import { allOptional, day, either, flag, listOf, nullable, number, optional, text } from '../event-fields.ts';

const policies = {
  approver: text,
  evidenceRequired: flag,
  moneyOn: flag,
  maxDays: nullable(number),
  paymentGate: text,
  valueRequired: flag,
  scopeLock: flag,
  demoRequired: flag,
  acceptanceDays: nullable(number),
  silence: text,
  approvals: either(text, number),
  satisfaction: text,
  impartial: flag,
  evidenceReaction: nullable(text),
};
/** The fields of a project as the history shows them; the price as text. */
export const projectFields = allOptional({
  name: text,
  target: nullable(day),
  kind: text,
  zone: text,
  price: nullable(text),
  ...policies,
});
const room = { platform: text, room: nullable(text) };
const own = { on: 'project', customer: 'never', digest: null, lookback: false, undo: 'yes' } as const;

/** Events of a project, its policies and rooms. */
export const projectEvents = declareEvents({
  project_created: {
    feed: { when: 'always', words: 'was started' },
    ...own,
    redraws: 'project',
    verb: 'started the project',
    undo: { why: 'founded', instead: null },
    customer: 'always',
    after: { name: text, kind: text, target: nullable(day), admin: optional(flag) },
  },
  project_activated: {
    feed: { when: 'always', words: 'is active' },
    ...own,
    redraws: 'all',
    verb: 'activated the plan',
    customer: 'always',
    before: { status: text },
    after: { status: text },
  },
  project_edited: {
    ...own,
    redraws: 'all',
    verb: 'changed the project',
    before: projectFields,
    after: projectFields,
  },
  policy_changed: {
    ...own,
    redraws: 'all',
    verb: 'changed the policies',
    before: allOptional(policies),
    after: allOptional(policies),
  },
  room_linked: {
    ...own,
    redraws: 'project',
    verb: 'linked a channel',
    undo: { why: 'linked', instead: 'unlink' },
    after: { ...room, audience: text },
  },
  // all: the cards in the unlinked room as well, for the last time
  room_unlinked: {
    ...own,
    redraws: 'all',
    verb: 'unlinked a channel',
    undo: { why: 'linked', instead: 'link' },
    before: { platform: optional(text), room: nullable(text) },
  },
  code_made: { ...own, redraws: 'none', verb: 'made a link code', undo: 'passed', after: { purpose: text } },
  // never undone itself: `undo` looks past it and past what it took back
  undone: {
    ...own,
    on: 'either',
    redraws: 'all',
    verb: 'took back',
    undo: 'passed',
    after: { undoes: listOf(text), gone: listOf(text), what: text },
  },
  holidays_changed: {
    ...own,
    redraws: 'all',
    verb: 'changed the holidays',
    after: { added: optional(listOf(day)), removed: optional(listOf(day)) },
  },
});

/** Events of a project, as a union by `type`. */
export type ProjectEvent = EventsOf<typeof projectEvents>;
