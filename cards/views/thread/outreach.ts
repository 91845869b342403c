import { blockerKey, blockerName } from '../../../src/domain/health/blocker.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import type { Side } from '../../../src/domain/thread/message.ts';
import {
  byWhoItWaitsFor,
  lastContact,
  type Outreach,
  type OutreachFacts,
  responseTo,
  type Waiting,
} from '../../../src/domain/thread/outreach.ts';
import {
  type Action,
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  heading,
  type Item,
  note,
  plain,
  type Span,
  strong,
  text,
} from '../../model.ts';
import { firstItems } from '../first-items.ts';
import { partyWords } from '../words.ts';
import { excerptOf } from './excerpt.ts';
import { authorWords, outreachLabel } from './words.ts';

const maxCharacters = 150;
const maxListed = 10;

/** Shows a blocker with what was written to the customer about it, and whether they answered (CUS-5). */
export function outreachView(facts: OutreachFacts): CardBody {
  const { blocker, project, latest } = facts;
  return {
    title: [plain(excerpt(blockerName(blocker), maxCharacters))],
    state: blocker.clearedAt === null ? 'blocked' : 'done',
    subtitle: [
      plain(`${project.name}${blocker.by ? `, waiting for ${partyWords[blocker.by]}` : ''}, since `),
      { is: 'instant', at: blocker.openedAt },
    ],
    blocks: [
      ...(latest
        ? [text([strong(authorWords(latest)), plain(': '), ...excerptOf(latest, 2 * maxCharacters)])]
        : []),
      text(responseSpans(facts), 'quiet'),
    ],
  };
}

/** "Response pending since …", "Responded …", with the last contact. */
function responseSpans(one: Outreach): Span[] {
  const past = (at: string): Span => ({ is: 'instant', at, past: true });
  const contact = lastContact(one);
  const last = contact === null ? [] : [plain(' · last contact '), past(contact)];
  switch (responseTo(one)) {
    case 'none':
      return [plain('Nobody has written to the customer about it yet.')];
    case 'pending':
      return [plain('Response pending since '), { is: 'instant', at: one.askedAt ?? '' }, ...last];
    case 'responded':
      return [plain('Responded '), past(one.answeredAt ?? ''), ...last];
    default:
      throw new Error('a response that is not known');
  }
}

/** Writes to the customer about a blocker. */
export const writeAbout = (number: number): Action => ({
  label: outreachLabel,
  command: 'say',
  input: { blocker: String(number) },
});

/** Writes about an open blocker, or clears it. */
export const outreachActions = ({ blocker }: OutreachFacts): CardActions =>
  blocker.clearedAt !== null
    ? { actions: [], more: [] }
    : {
        actions: [
          { ...writeAbout(blocker.number), style: 'primary' },
          { label: 'Clear', command: 'cleared', input: { blocker: String(blocker.number) } },
        ],
        more: [],
      };

/** Returns the card of a blocker as a whole. */
export const outreachCard = (facts: OutreachFacts): Card => ({
  ...outreachView(facts),
  ...outreachActions(facts),
  more: [],
});

const sideHeadings: Record<Side, string> = {
  customer: 'Waiting for the customer',
  team: 'Waiting for the team',
};

/** Lists what waits in the projects that a person runs: by who it waits for, the oldest silence first. */
export function waitingCard(all: readonly Waiting[], runs: number): Card {
  if (runs === 0)
    return note('You run no project, so nothing is listed here.', [
      text('This list shows the blockers and threads of projects that you own or coach.'),
    ]);
  if (all.length === 0) return note('Nothing waits: no open blockers, and no message to answer.');
  return note(
    'Waiting',
    byWhoItWaitsFor(all).flatMap(({ on, waiting }): Block[] =>
      waiting.length === 0
        ? []
        : [
            heading(sideHeadings[on]),
            {
              is: 'list',
              items: firstItems(
                waiting.map((one) => lineOf(one, on)),
                maxListed,
              ),
            },
          ],
    ),
  );
}

function lineOf(one: Waiting, on: Side): Item {
  const about = { project: one.project.id, anywhere: true };
  const since: Span[] = [plain(', silent since '), { is: 'instant', at: one.since }];
  if (one.is === 'thread') {
    const words = on === 'team' ? 'the customer wrote last' : 'the team wrote last';
    return {
      spans: [strong(one.project.name), plain(`: ${words}`), ...since],
      actions: [{ label: 'Messages', command: 'messages', input: {}, about }],
    };
  }
  const { blocker } = one.outreach;
  const response = { none: '', pending: ', response pending', responded: ', responded' }[
    responseTo(one.outreach)
  ];
  return {
    spans: [
      strong(one.project.name),
      plain(`: ${excerpt(blockerName(blocker), maxCharacters)}${response}`),
      ...since,
    ],
    actions: [
      { ...writeAbout(blocker.number), about },
      { label: 'Show', command: 'outreach', input: { blocker: blockerKey(blocker) }, about },
    ],
  };
}
