import type { EventType } from '../../../src/domain/change.ts';
import type { Medium } from '../../../src/domain/platform.ts';
import { cut } from '../../../src/domain/text/cut.ts';
import { inWords } from '../../../src/domain/time/dates.ts';
import { type Card, type Item, note, plain, strong, text } from '../../model.ts';
import { daysInWords } from '../rhythm/calendar.ts';
import { joined, platformWords } from '../words.ts';

/** One record of the history, with the names that it needs. */
export type Entry = {
  type: EventType;
  at: string;
  by: string;
  /** Null where it is clear which one is meant. */
  milestone: { number: number; name: string } | null;
  /** Null: nobody acted anywhere, the clock did. */
  platform: Medium | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  note: string | null;
};

const verbs: Record<EventType, string> = {
  project_created: 'started the project',
  project_activated: 'put the plan into force',
  project_edited: 'changed the project',
  policy_changed: 'changed the policies',
  room_linked: 'linked a room',
  room_unlinked: 'unlinked a room',
  code_made: 'made a link code',
  person_linked: 'became one person with another account',
  person_parted: 'took two linked accounts apart',
  merge_asked: 'asked to link two accounts',
  merge_agreed: 'agreed to link two accounts',
  merge_declined: 'declined to link two accounts',
  organisation_bound: 'trusted an organisation’s mail domains',
  organisation_unbound: 'stopped trusting an organisation’s mail domains',
  role_changed: 'changed a role',
  created: 'planned it',
  edited: 'edited it',
  moved: 'moved it',
  dropped: 'dropped it',
  item_added: 'added an item',
  item_checked: 'ticked an item',
  item_unchecked: 'opened an item again',
  started: 'started it',
  blocked: 'blocked it',
  unblocked: 'unblocked it',
  progressed: 'reported progress',
  evidence_added: 'added evidence',
  submitted: 'submitted it',
  recalled: 'took the submission back',
  approved: 'approved it',
  returned: 'returned it',
  done: 'marked it done',
  reopened: 'reopened it',
  blocker_opened: 'opened a blocker',
  blocker_cleared: 'cleared a blocker',
  schedule_changed: 'changed what is sent when',
  holidays_changed: 'changed the holidays',
  zone_changed: 'changed the time zone',
  preferences_changed: 'changed how they are reached',
  snoozed: 'set their reminders',
  digest_asked: 'asked for a digest',
  sent_again: 'had a message sent again',
  metric_added: 'added a metric',
  metric_changed: 'changed a metric',
  metric_removed: 'removed a metric',
  metric_valued: 'posted a value',
  risk_opened: 'named a risk',
  risk_changed: 'changed a risk',
  risk_resolved: 'resolved a risk',
  cadence_added: 'planned a cadence',
  cadence_changed: 'changed a cadence',
  announced: 'sent an announcement',
  answered: 'answered the standup',
  decision_added: 'planned a decision',
  decision_changed: 'changed a decision',
  criterion_told: 'judged a criterion',
  voted: 'voted',
  decided: 'closed a decision',
  fell_back: 'carried out the fallback',
  contingency_added: 'planned for a contingency',
  contingency_applied: 'applied a contingency',
  contingency_dismissed: 'dismissed a contingency',
  shifted: 'shifted the plan',
  imported: 'imported a plan',
  person_left: 'saw that somebody left',
  person_returned: 'saw that somebody is back',
  reassigned: 'reassigned work',
};

/** Newest first: who did what, what changed by it, and where. `today` is YYYY-MM-DD in the project's zone. */
export function historyCard(title: string, entries: Entry[], more: boolean, today: string): Card {
  const items: Item[] = entries.map((entry) => ({
    spans: [
      { is: 'instant', at: entry.at },
      plain(', '),
      ...(entry.milestone
        ? [strong(`${entry.milestone.number} · ${entry.milestone.name}`), plain(': ')]
        : []),
      plain(sentence(entry, today)),
    ],
  }));
  return note(title, [
    items.length > 0 ? { is: 'list', items } : text('Nothing has happened yet.'),
    ...(more ? [text('Older records are kept; this shows the latest.', 'quiet')] : []),
  ]);
}

/** "Mo reported progress, 60%, “OAuth flow works”, in Slack". */
function sentence(entry: Entry, today: string): string {
  const where =
    entry.platform === 'cli' ? 'at the terminal' : entry.platform && `in ${platformWords[entry.platform]}`;
  return joined([`${entry.by} ${verbs[entry.type]}`, detail(entry, today), said(entry.note), where]);
}

const longestNote = 200;

const said = (words: string | null) => words && `“${cut(words, longestNote)}”`;

/** What happened, where the verb does not say it. */
function detail({ type, before, after }: Entry, today: string): string | false {
  const was = (field: string) => asWords(before?.[field], today);
  const is = (field: string) => asWords(after?.[field], today);
  switch (type) {
    case 'edited':
    case 'project_edited':
    case 'policy_changed':
    case 'schedule_changed':
      return differences(before ?? {}, after ?? {}, today);
    case 'person_linked':
    case 'person_parted':
      return after?.into !== undefined && `${is('from')} and ${is('into')}`;
    case 'role_changed':
      return `${is('person')} ${was('role')} → ${is('role')}`;
    case 'progressed':
      return after?.percent !== undefined && `${is('percent')}%`;
    case 'blocked':
    case 'blocker_opened':
      return after?.blocker !== undefined && is('blocker');
    case 'blocker_cleared':
      return was('blocker');
    case 'unblocked':
    case 'done':
    case 'approved':
    case 'dropped':
      return before?.blockers !== undefined && `cleared ${was('blockers')}`;
    case 'item_added':
      return `${is('item')} ${is('text')}`;
    case 'item_checked':
    case 'item_unchecked':
      return is('item');
    case 'evidence_added':
      return `“${is('evidence')}”`;
    case 'room_linked':
      return is('room');
    case 'room_unlinked':
      return was('room');
    case 'person_left':
    case 'person_returned':
      return is('person');
    case 'reassigned':
      return joined([`${was('person')} → ${is('person')}`, after?.what !== undefined && is('what')]);
    case 'snoozed':
      return reminded(after ?? {}, today);
    case 'zone_changed':
      return after?.zone !== undefined && `${was('zone')} → ${is('zone')}`;
    case 'holidays_changed':
      return joined([listed('added', after?.added, today), listed('removed', after?.removed, today)]);
    case 'sent_again':
      return is('what');
    case 'metric_added':
    case 'metric_changed':
    case 'metric_valued':
    case 'risk_opened':
    case 'risk_changed':
    case 'cadence_added':
    case 'cadence_changed':
      return joined([is('what'), differences(before ?? {}, after ?? {}, today)]);
    case 'decision_added':
    case 'contingency_added':
      return joined([is('what'), after?.on != null && `on ${is('on')}`]);
    case 'decision_changed':
      return joined([is('what'), differences(before ?? {}, after ?? {}, today)]);
    case 'criterion_told':
      return `${is('what')}, ${is('criterion')}: ${after?.met === true ? 'met' : 'not met'}`;
    case 'voted':
    case 'decided':
      return `${is('what')}: ${is(type === 'voted' ? 'vote' : 'outcome').replace('_', '-')}`;
    case 'contingency_applied':
    case 'contingency_dismissed':
    case 'imported':
      return is('what');
    case 'shifted':
      return joined([
        `by ${is('days')} days`,
        after?.target !== undefined && `go-live ${was('target')} → ${is('target')}`,
        Array.isArray(after?.milestones) && `${after.milestones.length} milestones`,
        after?.because !== undefined && is('because'),
      ]);
    case 'metric_removed':
    case 'risk_resolved':
    case 'announced':
      return was('what');
    default:
      return false;
  }
}

/** "off until Tue 15 Dec". */
function reminded({ on, day, hours }: Record<string, unknown>, today: string): string {
  if (on === true) return 'on';
  if (typeof day === 'string') return `off until ${inWords(day, today)}`;
  return hours === undefined ? 'off' : 'off for an hour';
}

const listed = (word: string, dates: unknown, today: string) =>
  Array.isArray(dates) && `${word} ${daysInWords(dates, today, 3)}`;

/** What is shown of an edit; everything else that changes with it is bookkeeping. */
const fields: Readonly<Record<string, string>> = {
  name: 'name',
  dueDate: 'due',
  startDate: 'start',
  share: 'share',
  owner: 'owner',
  ownerParty: 'side',
  type: 'type',
  outcome: 'outcome',
  priority: 'priority',
  parent: 'parent',
  blocksGoLive: 'blocks go-live',
  description: 'description',
  riskAfter: 'risk after',
  approver: 'approver',
  evidenceRequired: 'evidence',
  moneyOn: 'money',
  kind: 'kind',
  zone: 'time zone',
  price: 'price',
  before: 'days before',
  overdue: 'when overdue',
  digest: 'digest',
  digestIn: 'digest in the',
  asks: 'asked for updates',
  target: 'target',
  checkpoint: 'checkpoint',
  value: 'value',
  level: 'level',
  resolveBy: 'resolve by',
  comes: 'comes',
  draft: 'draft',
  on: 'day',
  fallback: 'fallback',
};

const mostDifferences = 6;

/** What changed, each field as it was and as it is: "name Beta → Public beta, due none → Fri 18 Dec". */
export function differences(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  today: string,
): string {
  const parts = Object.entries(fields).flatMap(([field, label]) => {
    if (!(field in after)) return [];
    const was = field in before ? `${asWords(before[field], today)} → ` : '';
    return [`${label} ${was}${asWords(after[field], today)}`];
  });
  const rest = parts.length - mostDifferences;
  return joined([...parts.slice(0, mostDifferences), rest > 0 && `and ${rest} more`]);
}

function asWords(value: unknown, today: string): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return inWords(value, today);
  return cut(value, 80);
}
