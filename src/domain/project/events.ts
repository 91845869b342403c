import { declare, type EventsOf } from '../event-declaration.ts';
import { anyOf, day, flag, listOf, maybe, orNull, text } from '../event-fields.ts';

const policies = { approver: text, evidenceRequired: flag, moneyOn: flag };
/** As the history names them; the price as people write it. */
const edited = anyOf({
  name: text,
  target: orNull(day),
  kind: text,
  zone: text,
  price: orNull(text),
  ...policies,
});
const room = { platform: text, room: orNull(text) };
const own = { on: 'project', customer: 'never', digest: null, lookback: false } as const;

/** What happens to a project, its policies and its rooms. */
export const projectEvents = declare({
  project_created: {
    ...own,
    redraws: 'project',
    verb: 'started the project',
    customer: 'always',
    after: { name: text, kind: text, target: orNull(day), admin: maybe(flag) },
  },
  project_activated: {
    ...own,
    redraws: 'all',
    verb: 'put the plan into force',
    customer: 'always',
    before: { status: text },
    after: { status: text },
  },
  project_edited: { ...own, redraws: 'all', verb: 'changed the project', before: edited, after: edited },
  policy_changed: {
    ...own,
    redraws: 'all',
    verb: 'changed the policies',
    before: anyOf(policies),
    after: anyOf(policies),
  },
  room_linked: {
    ...own,
    redraws: 'project',
    verb: 'linked a room',
    after: { ...room, audience: text },
  },
  // all: also the cards of the room that was unlinked, for the last time
  room_unlinked: {
    ...own,
    redraws: 'all',
    verb: 'unlinked a room',
    before: { platform: maybe(text), room: orNull(text) },
  },
  code_made: { ...own, redraws: 'none', verb: 'made a link code', after: { purpose: text } },
  holidays_changed: {
    ...own,
    redraws: 'all',
    verb: 'changed the holidays',
    after: { added: maybe(listOf(day)), removed: maybe(listOf(day)) },
  },
});

/** What happens to a project, as a union by `type`. */
export type ProjectEvent = EventsOf<typeof projectEvents>;
