import { pageOf } from '../../../src/domain/page.ts';
import { canAct, type Duties } from '../../../src/domain/people/leaver.ts';
import { plainName } from '../../../src/domain/people/person-name.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Role } from '../../../src/domain/project/roles.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { plural } from '../../../src/domain/time/dates.ts';
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
import { andList, asSentence, joined, roleWords } from '../words.ts';

const maxNamed = 5;

/** The approver role, when nobody active holds it any more. */
type MissingRole = { approver: Role | undefined };

/** Lists people who left and what they still hold in a project (ADM-2). */
export function leaversCard(
  project: Pick<Project, 'name'>,
  leavers: readonly Duties[],
  { page: wanted }: AskedPage = {},
): Card {
  const page = pageOf(leavers, wanted);
  const items = page.lines.map(
    (leaver): Item => ({
      spans: [strong(plainName(leaver.name)), plain(`: ${heldWords(leaver)}`)],
      actions: [reassign(leaver)].flatMap((action) => action ?? []),
    }),
  );
  const none = text('No open work here belongs to people who left.');
  const body: Block = items.length > 0 ? { is: 'list', items } : none;
  const title = joined([`${project.name}, people who left`, rangeWords(page)]);
  return pagedNote(title, [body], page, { command: 'leavers' });
}

/** Tells the project's owners, once, that somebody left and what they hold. */
export function leftCard(
  project: Pick<Project, 'name'> & { id: string },
  leaver: Duties,
  { approver }: MissingRole,
): Card {
  const name = plainName(leaver.name);
  const action = reassign(leaver);
  const blocks: Block[] = [
    text(
      `Their account is deactivated or removed, so they get no reminders. They still have ${heldWords(leaver)}.`,
    ),
    ...(approver
      ? [
          text(
            [
              plain(
                `No active ${roleWords[approver]} is left to approve milestones here. To appoint one, type `,
              ),
              code(`role @person ${roleWords[approver]}`),
              plain('.'),
            ],
            'alert',
          ),
        ]
      : []),
    text(
      [plain('Type '), code('leavers'), plain(' in the channel to see all open work of people who left.')],
      'quiet',
    ),
  ];
  const actions = action ? [{ ...action, about: { project: project.id }, style: 'primary' as const }] : [];
  return note(`${name} left ${project.name}`, blocks, actions);
}

/** Confirms a reassignment, and says what the leaver still holds. */
export function reassignedCard(project: Pick<Project, 'name'>, to: string, held: Duties): Card {
  return note(`${project.name}: ${to} takes over from ${plainName(held.name)}`, [
    text(asSentence(heldWords(held))),
  ]);
}

/** Returns the button that asks who takes over; undefined without an address. */
function reassign({ address }: Duties): Action | undefined {
  if (!address) return undefined;
  const { platform, tenant, user } = address;
  return { label: 'Reassign', command: 'reassign', input: { from: `<@${platform}:${tenant}/${user}>` } };
}

/** "2 milestones (3 · Beta, 4 · Launch), 1 vote (D1) and the role coach". */
export function heldWords({ milestones, votes, risks, cadences, role }: Duties): string {
  const parts = [
    countedNames('milestone', milestones, ({ number, name }) => `${number} · ${excerpt(name, 40)}`),
    countedNames('vote', votes, ({ number }) => `D${number}`),
    countedNames('risk', risks, ({ number }) => `R${number}`),
    countedNames('cadence', cadences, ({ what }) => excerpt(what, 40)),
    canAct(role) && `the role ${roleWords[role]}`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? andList(parts) : 'no open work';
}

function countedNames<Thing>(
  what: string,
  things: readonly Thing[],
  name: (thing: Thing) => string,
): string | false {
  if (things.length === 0) return false;
  const rest = things.length - maxNamed;
  const names = joined([...things.slice(0, maxNamed).map(name), rest > 0 && `and ${rest} more`]);
  return `${plural(things.length, what)} (${names})`;
}
