import type { EventType } from '../../src/domain/change.ts';
import { type Card, type Item, note, plain, strong, text } from '../model.ts';
import { joined } from './words.ts';

/** One record of the history, with the names that it needs. */
export type Entry = {
  type: EventType;
  at: string;
  by: string;
  milestone: { number: number; name: string } | null;
  platform: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  note: string | null;
};

const verbs: Record<EventType, string> = {
  project_created: 'created the project',
  project_activated: 'activated the plan',
  policy_changed: 'changed a policy',
  room_linked: 'linked a room',
  room_unlinked: 'unlinked a room',
  code_made: 'made a link code',
  person_linked: 'linked a person',
  role_changed: 'changed a role',
  created: 'created it',
  edited: 'edited it',
  moved: 'moved it',
  dropped: 'dropped it',
  item_added: 'added an item',
  item_checked: 'ticked an item',
  item_unchecked: 'unticked an item',
  started: 'started it',
  blocked: 'blocked it',
  unblocked: 'unblocked it',
  progressed: 'posted progress',
  evidence_added: 'added evidence',
  submitted: 'submitted it',
  recalled: 'recalled it',
  approved: 'approved it',
  returned: 'returned it',
  done: 'marked it done',
  reopened: 'reopened it',
};

/** Newest first; what changed from what to what where it fits a line. */
export function historyCard(title: string, entries: Entry[], more: boolean): Card {
  const items: Item[] = entries.map((entry) => ({
    spans: [
      { is: 'instant', at: entry.at },
      plain(' '),
      ...(entry.milestone ? [strong(`${entry.milestone.number} · ${entry.milestone.name} `)] : []),
      plain(
        joined([
          `${entry.by} ${verbs[entry.type]}`,
          difference(entry),
          entry.note && `“${entry.note}”`,
          `from ${entry.platform}`,
        ]),
      ),
    ],
  }));
  return note(title, [
    items.length > 0 ? { is: 'list', items } : text('Nothing has happened yet.'),
    ...(more ? [text('Older records are kept; this shows the latest.', 'quiet')] : []),
  ]);
}

const hidden = new Set([
  'version',
  'doneById',
  'submittedById',
  'submittedAt',
  'doneAt',
  'nextItem',
  'assigneeId',
  'personId',
]);

function difference({ before, after }: Entry): string {
  const parts = Object.entries(after ?? {})
    .filter(([field, value]) => !hidden.has(field) && value !== null && typeof value !== 'object')
    .map(([field, value]) => {
      const was = before?.[field];
      const now = words(value);
      return was === undefined || was === null
        ? `${words(field)} ${now}`
        : `${words(field)} ${words(was)} → ${now}`;
    });
  return parts.slice(0, 3).join(', ');
}

const words = (value: unknown) =>
  typeof value === 'string' && /^[a-z]+[A-Z_]/.test(value)
    ? value
        .replaceAll(/([A-Z])/g, ' $1')
        .replaceAll('_', ' ')
        .toLowerCase()
    : String(value);
