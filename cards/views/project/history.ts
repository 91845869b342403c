import { events } from '../../../src/domain/events.ts';
import type { Page } from '../../../src/domain/page.ts';
import type { Medium } from '../../../src/domain/platform.ts';
import type { HistoryEntry } from '../../../src/domain/project/history.ts';
import { cut } from '../../../src/domain/text/cut.ts';
import { type Block, type Card, type Item, plain, type Span, strong, text } from '../../model.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined, platformWords } from '../words.ts';
import { listedDates, snoozeWords } from './history-dates.ts';
import { reviewDetail } from './history-review.ts';
import { differences, roleIn, type ShownValue, valueWords } from './history-values.ts';

/** What somebody did: "reported progress"; another version of Milepost may have written it. */
export const verbOf = ({ type }: HistoryEntry) =>
  type === 'unknown' ? 'did something that this version does not know' : events[type].verb;

/** Lists records, newest first: who did what, what changed, and where. `today` is YYYY-MM-DD in the project's zone. */
export function historyCard(
  title: string,
  page: Page<HistoryEntry>,
  today: string,
  { input = {} }: AskedPage = {},
): Card {
  const items = historyItems(page.lines, today);
  const body: Block = items.length > 0 ? { is: 'list', items } : text('Nothing has happened yet.');
  return pagedNote(joined([title, rangeWords(page)]), [body], page, { command: 'history', input });
}

const maxNoteCharacters = 200;

/** Words records, one a line, with their notes up to a length. `today` is YYYY-MM-DD in the project's zone. */
export const historyItems = (
  entries: readonly HistoryEntry[],
  today: string,
  noteCharacters: number = maxNoteCharacters,
): Item[] =>
  entries.map((entry) => ({
    spans: [
      { is: 'instant', at: entry.at },
      plain(', '),
      ...milestoneSpans(entry),
      plain(sentence(entry, today, noteCharacters)),
    ],
  }));

/** The milestone of a record; of one that was taken back out of the plan, as the record itself names it. */
export function milestoneOf(entry: HistoryEntry): HistoryEntry['milestone'] {
  const { milestone, after } = entry;
  if (milestone || !('number' in after && 'name' in after)) return milestone;
  const { number, name, outcome = null } = after;
  return typeof number === 'number' && typeof name === 'string' ? { number, name, outcome } : null;
}

function milestoneSpans({ milestone }: HistoryEntry): Span[] {
  return milestone ? [strong(`${milestone.number} · ${milestone.name}`), plain(': ')] : [];
}

/** What somebody did, with details: "reported progress, 60%". */
export const deedWords = (entry: HistoryEntry, today: string): string =>
  joined([verbOf(entry), detail(entry, today)]);

/** Where it is not "in": at the terminal, on the page. */
const placePrepositions: Partial<Record<Medium, string>> = { cli: 'at', web: 'on' };

/** "Mo reported progress, 60%, “OAuth flow works”, in Slack". */
function sentence(entry: HistoryEntry, today: string, noteCharacters: number): string {
  const where =
    entry.platform && `${placePrepositions[entry.platform] ?? 'in'} ${platformWords[entry.platform]}`;
  const deed = `${entry.by} ${verbOf(entry)}`;
  const said = entry.type === 'undone' ? `${deed}: ${entry.after.what ?? ''}` : deed;
  return joined([said, detail(entry, today), quoted(entry.note, noteCharacters), where]);
}

const quoted = (words: string | null, max: number) => words && `“${cut(words, max)}”`;

/** Returns what the verb does not say; false when that is all. */
export function detail(entry: HistoryEntry, today: string): string | false {
  const words = (value: ShownValue) => valueWords(value, today);
  switch (entry.type) {
    case 'edited':
    case 'project_edited':
    case 'policy_changed':
    case 'schedule_changed':
    case 'terms_changed':
      return differences(entry.before, entry.after, today);
    case 'person_linked':
    case 'person_parted': {
      const { from, into } = entry.after;
      return into !== undefined && `${words(from)} and ${words(into)}`;
    }
    case 'role_changed':
      return `${words(entry.after.person)} ${roleIn(entry.before.role)} → ${roleIn(entry.after.role)}`;
    case 'customer_invited':
      return `${words(entry.after.person)}, ${words(entry.after.address)}`;
    case 'page_revoked':
      return `${words(entry.before.person)}, ${words(entry.before.address)}`;
    case 'blocked':
    case 'blocker_opened':
      return entry.after.blocker !== undefined && words(entry.after.blocker);
    case 'blocker_cleared':
      return words(entry.before.blocker);
    case 'unblocked':
    case 'done':
    case 'silently_accepted':
    case 'dropped':
      return entry.before.blockers !== undefined && `cleared ${words(entry.before.blockers)}`;
    case 'started':
    case 'progressed':
    case 'update_reported':
    case 'update_approved':
    case 'update_rejected':
    case 'approved':
    case 'approval_given':
    case 'returned':
    case 'asked_for_more':
    case 'stage_achieved':
    case 'stage_unachieved':
    case 'deputy_changed':
    case 'evidence_added':
    case 'evidence_changed':
    case 'evidence_removed':
      return reviewDetail(entry, today);
    case 'item_added':
      return `${words(entry.after.item)} ${words(entry.after.text)}`;
    case 'item_checked':
    case 'item_unchecked':
    case 'item_skipped':
      return words(entry.after.item);
    case 'room_linked':
      return words(entry.after.room);
    case 'room_unlinked':
      return words(entry.before.room);
    case 'person_left':
    case 'person_returned':
      return words(entry.after.person);
    case 'reassigned': {
      const { person, what } = entry.after;
      return joined([`${words(entry.before.person)} → ${words(person)}`, what !== undefined && words(what)]);
    }
    case 'snoozed':
      return snoozeWords(entry.after, today);
    case 'zone_changed':
      return entry.after.zone !== undefined && `${words(entry.before.zone)} → ${words(entry.after.zone)}`;
    case 'holidays_changed': {
      const { added, removed } = entry.after;
      return joined([listedDates('added', added, today), listedDates('removed', removed, today)]);
    }
    case 'blueprint_applied':
    case 'imported':
    case 'metric_changed':
    case 'metric_valued':
    case 'action_changed':
    case 'risk_changed':
    case 'cadence_changed':
    case 'decision_changed':
      return joined([words(entry.after.what), differences(entry.before, entry.after, today)]);
    case 'metric_added':
    case 'action_added':
    case 'risk_opened':
    case 'cadence_added':
      return joined([words(entry.after.what), differences({}, entry.after, today)]);
    case 'decision_added':
    case 'contingency_added':
      return joined([words(entry.after.what), entry.after.on != null && `on ${words(entry.after.on)}`]);
    case 'criterion_told': {
      const { what, criterion, met } = entry.after;
      return `${words(what)}, ${words(criterion)}: ${met === true ? 'met' : 'not met'}`;
    }
    case 'voted':
      return verdict(words(entry.after.what), words(entry.after.vote));
    case 'decided':
      return verdict(words(entry.after.what), words(entry.after.outcome));
    case 'invoice_sent':
    case 'invoice_approved':
    case 'credited':
    case 'written_off':
      return joined([words(entry.after.what), words(entry.after.amount)]);
    case 'dispute_opened':
      return words(entry.after.what);
    case 'dispute_ended':
      return joined([words(entry.after.what), words(entry.after.as)]);
    case 'paid':
      return joined([words(entry.after.what), words(entry.after.amount), `on ${words(entry.after.on)}`]);
    case 'pay_link_set':
      return joined([words(entry.after.what), words(entry.after.link)]);
    case 'cost_logged':
      return words(entry.after.amount);
    case 'change_logged':
      return joined([words(entry.after.what), words(entry.after.impact)]);
    case 'blueprint_saved':
    case 'sent_again':
    case 'contingency_applied':
    case 'contingency_dismissed':
    case 'change_proposed':
    case 'change_signed':
    case 'change_declined':
    case 'change_withdrawn':
    case 'change_superseded':
    case 'change_applied':
    case 'programme_asked':
    case 'programme_answered':
    case 'csat_given':
    case 'milestone_rated':
    case 'proposal_sent':
    case 'proposal_accepted':
    case 'proposal_declined':
    case 'proposal_withdrawn':
    case 'proposal_replaced':
    case 'message_sent':
    case 'message_edited':
    case 'message_deleted':
    case 'action_completed':
      return words(entry.after.what);
    case 'shifted': {
      const { days, target, milestones, because } = entry.after;
      return joined([
        `by ${words(days)} days`,
        target !== undefined && `go-live ${words(entry.before.target)} → ${words(target)}`,
        milestones !== undefined && `${milestones.length} milestones`,
        because !== undefined && words(because),
      ]);
    }
    case 'blueprint_removed':
    case 'metric_removed':
    case 'action_removed':
    case 'risk_resolved':
    case 'announced':
      return words(entry.before.what);
    case 'project_created':
    case 'project_activated':
    case 'code_made':
    case 'merge_asked':
    case 'merge_agreed':
    case 'merge_declined':
    case 'organisation_bound':
    case 'organisation_unbound':
    case 'programme_changed':
    case 'created':
    case 'moved':
    case 'submitted':
    case 'question_answered':
    case 'silence_escalated':
    case 'silence_stopped':
    case 'recalled':
    case 'reopened':
    case 'preferences_changed':
    case 'digest_asked':
    case 'answered':
    case 'fell_back':
    case 'customer_messaged':
    case 'project_delivered':
    case 'project_lost':
    case 'delivery_revoked':
    case 'project_reopened':
    case 'project_archived':
    case 'project_restored':
    case 'undone':
    case 'unknown':
      return false;
    default:
      return entry satisfies never;
  }
}

const verdict = (what: string, choice: string) => `${what}: ${choice.replace('_', '-')}`;
