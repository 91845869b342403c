import { maxPageLines, type PagePosition } from '../../../src/domain/page.ts';
import type { Evidence } from '../../../src/domain/plan/milestone.ts';
import { webAddress } from '../../../src/domain/review/evidence.ts';
import {
  decisionOf,
  type QueueEntry,
  type QueueVerb,
  type StaleReason,
  type Submission,
  writeOffered,
} from '../../../src/domain/stages/queue.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import {
  type Action,
  type Block,
  type Card,
  code,
  type Item,
  note,
  plain,
  plainWords,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { type ReadIn, usableIn } from '../elsewhere.ts';
import { pagedNote, rangeWords } from '../paging.ts';
import { joined, numberedName } from '../words.ts';

const maxNameCharacters = 80;
const maxTitleCharacters = 60;
const maxReasonCharacters = 300;

/** So many entries have buttons of their own, the others a menu: Teams cuts a message at 100 KB. */
const maxWithButtons = 5;

/** A page of what waits for a coach. `asked` is how many submissions wait for an answer to a question of a coach. */
export type ShownQueue = PagePosition & { lines: QueueEntry[]; total: number; asked: number };

/** Lists what waits for a coach in all their companies, the oldest first (STG-5). */
export function queueCard(queue: ShownQueue, coaches: number, shown: ReadIn | undefined): Card {
  if (coaches === 0)
    return noCompanies('Your queue is for the companies that you coach, and you coach none.');
  const { lines, total, asked } = queue;
  const later = asked > 0 ? [text(askedWords(asked), 'quiet')] : [];
  if (total === 0)
    return note('Nothing waits for you.', [
      text('What a company submits for approval is listed here, in all companies that you coach.'),
      ...later,
    ]);
  const card = pagedNote(
    joined(['Your queue', rangeWords(queue)]),
    [
      { is: 'list', items: lines.map((one, at) => entryItem(one, at < maxWithButtons)) },
      ...howTo(lines),
      ...later,
    ],
    queue,
    { command: 'queue' },
  );
  const several = lines.length > 1 ? [decideAll(lines)] : [];
  return usableIn(
    {
      ...card,
      subtitle: [plain(`${total} ${total === 1 ? 'waits' : 'wait'} for you, the oldest first`)],
      actions: [...several, ...card.actions],
      more: [openForm('Approve several', 'approve'), openForm('Return several', 'return'), portfolio],
    },
    shown,
  );
}

/** Says that a list is for coaches, and how one becomes one. */
export const noCompanies = (why: string): Card =>
  note(why, [
    text([
      plain('A coach or an administrator gives you the role with '),
      code('role @name coach'),
      plain('.'),
    ]),
  ]);

const askedWords = (asked: number) =>
  `${asked} more ${asked === 1 ? 'waits' : 'wait'} for the company to answer a question of a coach.`;

const howTo = ([first, second]: readonly QueueEntry[]): Block[] =>
  first && second
    ? [
        text(
          [
            plain('Several at once: '),
            code(`queue approve ${first.nth} ${second.nth}`),
            plain(' asks once.'),
          ],
          'quiet',
        ),
      ]
    : [];

const openForm = (label: string, verb: QueueVerb): Action => ({ label, command: `queue-${verb}`, input: {} });

const portfolio: Action = { label: 'Portfolio', command: 'portfolio', input: {} };

/** Asks about all entries of the page; the question names each. */
const decideAll = (lines: readonly QueueEntry[]): Action => ({
  label: `Approve all ${lines.length}`,
  command: 'queue-approve',
  input: { these: writeOffered(lines.map(({ id, milestone }) => ({ id, version: milestone.version }))) },
  redraws: true,
});

/** "1. Acme, 6 · Call ten leads, part of First customer, from Mo, since 2 days", its evidence and its buttons. */
export function entryItem(entry: QueueEntry, hasButtons: boolean): Item {
  const { nth, partOf, by, since, evidence, pieces } = entry;
  const about = joined([
    entry.kind === 'update' && `progress ${percentWords(entry.percent ?? 0)}`,
    entry.milestone.stage === null
      ? partOf !== null && `part of ${excerpt(partOf, maxNameCharacters)}`
      : 'a stage',
    by !== null && `from ${by}`,
    'waiting since ',
  ]);
  const actions = entryActions(entry);
  return {
    state: 'waiting',
    spans: [
      strong(`${nth}. ${entryName(entry)}`),
      plain(`, ${about}`),
      { is: 'instant', at: since, past: true },
      ...(pieces > 0
        ? [plain('\nEvidence: '), ...evidenceSpans(evidence, pieces)]
        : [
            plain(
              entry.kind === 'update' && entry.note
                ? `\n“${excerpt(entry.note, maxNameCharacters)}”`
                : '\nNo evidence',
            ),
          ]),
    ],
    ...(hasButtons ? { buttons: actions } : { actions }),
  };
}

/** "Acme, 6 · Call ten leads". */
const entryName = ({ project, milestone }: Pick<Submission, 'project' | 'milestone'>): string =>
  `${excerpt(project.name, maxNameCharacters)}, ${excerpt(numberedName(milestone), maxNameCharacters)}`;

/** The first pieces of evidence as links, and how many more there are. */
export function evidenceSpans(shown: QueueEntry['evidence'], all: number): Span[] {
  const rest = all - shown.length;
  return [
    ...shown.flatMap((piece, nth): Span[] => [...(nth > 0 ? [plain(' · ')] : []), pieceSpan(piece)]),
    ...(rest > 0 ? [plain(` · and ${rest} more`)] : []),
  ];
}

function pieceSpan({ kind, title, url, value }: Pick<Evidence, 'kind' | 'title' | 'url' | 'value'>): Span {
  const words = excerpt(title.replace(/^https?:\/\//i, ''), maxTitleCharacters);
  const address = url === null ? undefined : webAddress(url);
  if (kind === 'metric' || address === undefined) return plain(`${words} ${value ?? ''}`.trim());
  return { is: 'link', text: `${words} ↗`, url: address };
}

/** The decisions about one entry, as on its own card; a stage asks before it is achieved. */
function entryActions(entry: QueueEntry): Action[] {
  const { project, milestone } = entry;
  const { number, stage, version } = milestone;
  const about = { project: project.id };
  const input = { milestone: String(number) };
  if (entry.kind === 'update')
    return [
      { label: 'Approve', command: 'approve-update', input, about, version },
      { label: 'Reject', command: 'reject-update', input, about, version },
    ];
  return [
    stage === null
      ? { label: 'Approve', command: 'approve', input, about, version }
      : { label: 'Achieve', command: 'achieve', input: { stage }, about },
    { label: 'Return', command: 'return', input, about, version },
    { label: 'Ask for more', command: 'ask', input, about, version },
  ];
}

const verbs: Record<QueueVerb, { ask: string; yes: string; did: string; what: string }> = {
  approve: { ask: 'Approve', yes: 'Approve', did: 'Approved', what: 'Each company is told.' },
  return: { ask: 'Return', yes: 'Return', did: 'Returned', what: 'Each company is told, with the reason.' },
  ask: { ask: 'Ask about', yes: 'Ask', did: 'Asked about', what: 'Each company is asked the same.' },
};

/** What is decided at once: how, about which entries, and why. */
export type Bulk = { verb: QueueVerb; entries: readonly Submission[]; reason: string | undefined };

/** Asks once before several entries are decided, and names each (APR-6). */
export function bulkQuestion({ verb, entries, reason }: Bulk, left: readonly string[]): Card {
  const { ask, yes, what } = verbs[verb];
  const offered = entries.map(({ id, milestone }) => ({ id, version: milestone.version }));
  return note(
    `${ask} ${entries.length === 1 ? 'this' : `these ${entries.length}`}?`,
    [
      {
        is: 'list',
        items: entries.map((one) => ({
          state: 'waiting',
          spans: [strong(entryName(one)), plain(means(one, verb))],
        })),
      },
      ...(reason ? [text(`“${excerpt(reason, maxReasonCharacters)}”`)] : []),
      ...left.map((words) => text(words, 'alert')),
      text(what, 'quiet'),
    ],
    [
      {
        label: entries.length === 1 ? yes : `${yes} ${entries.length}`,
        command: `queue-${verb}`,
        input: { these: writeOffered(offered), ...(reason ? { reason } : {}), sure: 'yes' },
        style: 'primary',
        redraws: true,
      },
      backToQueue,
    ],
  );
}

/** A stage is achieved, which starts the next one. */
const means = (entry: Submission, verb: QueueVerb): string =>
  decisionOf(entry, verb, undefined).command === 'achieve'
    ? ': the stage is achieved, and the next one starts'
    : '';

const backToQueue: Action = { label: 'Queue', command: 'queue', input: {}, redraws: true };

/** How the decision about one entry ended; the card of a refusal has the buttons that mend it. */
export type QueueResult = { entry: Submission } & (
  | { is: 'decided'; line: string }
  | { is: 'stale'; why: StaleReason }
  | { is: 'refused'; card: Card }
);

/** Says how each decision ended, those that failed first. */
export function bulkResults(
  verb: QueueVerb,
  results: readonly QueueResult[],
  gone: number,
  shown: ReadIn | undefined,
): Card {
  const decided = results.filter((one) => one.is === 'decided');
  const failed = results.filter((one) => one.is !== 'decided');
  const missing =
    gone === 0 ? [] : [text(`${plural(gone, 'entry')} of your queue can no longer be found.`, 'alert')];
  return usableIn(
    note(
      `${verbs[verb].did} ${decided.length} of ${results.length + gone}`,
      [{ is: 'list', items: [...failed, ...decided].map(resultItem) }, ...missing],
      [backToQueue],
    ),
    shown,
  );
}

function resultItem(one: QueueResult): Item {
  const name = strong(entryName(one.entry));
  switch (one.is) {
    case 'decided':
      return { state: 'done', spans: [name, plain(`: ${one.line}`)] };
    case 'stale':
      return { state: 'returned', spans: [name, plain(`: ${staleWords(one.entry, one.why)}`)] };
    case 'refused': {
      const words = plainWords(one.card.title);
      const next = one.card.blocks.flatMap((block) => (block.is === 'text' ? [plainWords(block.spans)] : []));
      return {
        state: 'returned',
        spans: [name, plain(`: ${joined([words, ...next], ' ')}`)],
        actions: one.card.actions.map((action) => ({
          ...action,
          about: action.about ?? { project: one.entry.project.id },
        })),
      };
    }
    default:
      return one satisfies never;
  }
}

function staleWords({ decidedBy }: Submission, why: StaleReason): string {
  const by = decidedBy === null ? '' : ` by ${decidedBy}`;
  if (why === 'changed') return 'changed since you saw it, so nothing was decided. Look at it again.';
  return why === 'recalled' ? 'was taken back, so there is nothing to decide.' : `was ${why} already${by}.`;
}

/** How many entries fit on one page, for the refusal of more. */
export const tooMany = `At most ${maxPageLines} entries are decided at once.`;
