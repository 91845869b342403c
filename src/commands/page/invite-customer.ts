import * as z from 'zod';
import { invitedCard, linkMail, pageWelcome } from '../../../cards/views/page/invitation.ts';
import { aRole } from '../../../cards/views/words.ts';
import type { Tx } from '../../../db/database.ts';
import {
  type Addressee,
  addresseesOf,
  type OpenPage,
  openPages,
  takeMailTry,
} from '../../../db/queries/page/pages.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import { type OpenForCustomer, openForCustomer } from '../../../db/queries/project/links.ts';
import type { Change, Decision } from '../../domain/change.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { type CustomerPage, linkDays, maxMailsPerHour } from '../../domain/page/customer-page.ts';
import { parseMailbox } from '../../domain/people/mailbox.ts';
import { usableName } from '../../domain/people/person-name.ts';
import { governors, type InProject, needs } from '../../domain/project/access.ts';
import type { Room } from '../../domain/project/room.ts';
import { addMinutes, minutesBetween, plural } from '../../domain/time/dates.ts';
import { textSlot } from '../../grammar/slot.ts';
import { cardsForCustomer } from '../../live-cards/customer-cards.ts';
import { pageResource } from '../../presenters/page.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';

type Facts = {
  address: string;
  /** Whom the address means; undefined for somebody new. */
  addressee: Addressee | undefined;
  /** Their open page of this project. */
  page: OpenPage | undefined;
  /** The instant when the next mail may go to the address, where there were too many. */
  mailsAgainAt: string | undefined;
  /** The proposal that the page shows. */
  open?: OpenForCustomer;
  /** What was done: the page, its room where it is new, and the name of its person. */
  invited?: {
    page: CustomerPage;
    personId: string;
    room?: Room;
    name: string;
    by: string;
    at: string;
    project: string;
  };
};

/** Gives a customer without a chat platform a page of the project, and mails its link (CUS-8). */
export const inviteCustomer = defineCommand({
  name: 'invite-customer',
  summary: 'Give a customer without Slack or Teams a page of the project.',
  title: 'Invite a customer',
  submit: 'Invite',
  examples: ['invite customer clara@example.com', 'invite customer clara@example.com name:"Clara Cole"'],
  input: z.object({
    address: textSlot('place', 'E-mail address', { max: 254, rephrased: true }),
    name: textSlot('key', 'Name', { max: 80, rephrased: true }).optional(),
  }),
  async load(tx, input, who, at) {
    // a form that is only opened has no address yet
    const typed: string | undefined = input.address;
    if (typed === undefined) return ok<Facts>(nobody);
    const address = parseMailbox(typed);
    if (!address)
      return rule(`“${input.address}” is not an e-mail address.`, 'Write it like clara@example.com.');
    await lockProject(tx, who.project.id);
    const facts = await factsOf(tx, address, who, at);
    return ok({ ...facts, open: await openForCustomer(tx, who.project.id) });
  },
  permit: (who) => needs(who, governors(who.project)),
  decide(facts, { name }, who, at) {
    const refused = whyNot(facts, at);
    return refused ?? (facts.page ? mailAgain(facts, facts.page, who, at) : invite(facts, name, who, at));
  },
  view: ({ invited, address }, who) =>
    invitedCard({ name: invited?.name ?? address, address, days: linkDays, project: who.project.name }),
  resource: ({ invited }) => pageResource(invited),
  done: ({ address }) => `Invited ${address}.`,
  bare: () => true,
  posts: ({ invited, open }) => (invited?.room ? cardsForCustomer(invited.page.projectId, open) : undefined),
  welcome: ({ invited }, who) => invited?.room && pageWelcome(who.project.name, who.person.name),
  requests: ({ invited }) =>
    invited && {
      is: 'mail',
      address: invited.page.address,
      card: linkMail({ project: invited.project, by: invited.by, days: linkDays }),
      codeOf: invited.page.linkId,
      fills: 'page_link',
      personId: invited.personId,
      at: invited.at,
    },
});

const nobody: Facts = { address: '', addressee: undefined, page: undefined, mailsAgainAt: undefined };

async function factsOf(tx: Tx, address: string, who: InProject, { now, mails }: Moment): Promise<Facts> {
  const { workspaceId, project } = who;
  const [addressee] = await addresseesOf(tx, { workspaceId, projectId: project.id, address });
  const pages = await openPages(tx, project.id);
  const page = pages.find((one) => one.address === address);
  const may = mails && needs(who, governors(project)) === undefined;
  const mailsAgainAt = may
    ? await takeMailTry(tx, { what: 'link', address, max: maxMailsPerHour, now })
    : undefined;
  return { address, addressee, page, mailsAgainAt };
}

/** Roles that see what customers must not; their people use the team's channels. */
const teamRoles = ['owner', 'coach', 'contributor'] as const;

function whyNot({ addressee, address, mailsAgainAt }: Facts, { mails, pages, now }: Moment) {
  if (!mails)
    return rule(
      'This Milepost sends no mail, so it cannot invite anybody to a page.',
      'The operator of Milepost can set SMTP_URL and MAIL_FROM.',
    );
  if (!pages)
    return rule(
      'This Milepost has no public address, so nobody could open a page.',
      'The operator of Milepost can set PUBLIC_URL to its https address.',
    );
  const role = addressee?.role;
  if (addressee && role && teamRoles.some((one) => one === role))
    return rule(
      `${address} is the address of ${addressee.person.name}, ${aRole(role)} of this project.`,
      'Pages are for customers. Invite another address.',
    );
  if (mailsAgainAt)
    return rule(
      `Milepost mailed ${address} ${maxMailsPerHour} times within the hour.`,
      `Try again in ${plural(Math.max(1, Math.ceil(minutesBetween(now, mailsAgainAt))), 'minute')}.`,
    );
  return undefined;
}

const linkOf = ({ newId, codes, now }: Moment) => {
  const linkId = newId();
  return {
    linkId,
    linkHash: codes.hash(codes.link(linkId)),
    linkExpiresAt: addMinutes(now, linkDays * 24 * 60),
  };
};

/** Mails a new link to somebody who has a page; the earlier link no longer works. */
function mailAgain(facts: Facts, open: OpenPage, who: InProject, at: Moment): Outcome<Decision<Facts>> {
  const { name, personId, memberId: _, isOnlyHere: __, ...page } = open;
  const link = linkOf(at);
  return ok({
    changes: [{ alter: 'page', id: page.id, set: link }],
    events: [{ type: 'customer_invited', after: { person: name, address: page.address } }],
    next: { ...facts, invited: { page: { ...page, ...link }, personId, name, ...saidBy(who, at) } },
  });
}

const saidBy = (who: InProject, at: Moment) => ({
  by: who.person.name,
  at: at.now,
  project: who.project.name,
});

/** Adds the person, their account for pages and their role as far as they have none, and the page with its room. */
function invite(
  facts: Facts,
  typedName: string | undefined,
  who: InProject,
  at: Moment,
): Outcome<Decision<Facts>> {
  const { address, addressee } = facts;
  const personId = addressee?.person.id ?? at.newId();
  const name = addressee?.person.name ?? usableName(typedName, address) ?? address.replace(/@.*/, '');
  const room = roomOf(name, who, at);
  const page: CustomerPage = {
    id: at.newId(),
    projectId: who.project.id,
    roomId: room.id,
    address,
    ...linkOf(at),
    invitedById: who.person.id,
    invitedAt: at.now,
    openedAt: null,
    revokedAt: null,
  };
  const changes: Change[] = [
    ...personChanges({ address, addressee, personId, name }, who, at),
    { add: 'room', row: room },
    { add: 'page', row: page },
  ];
  return ok({
    changes,
    events: [{ type: 'customer_invited', after: { person: name, address } }],
    next: { ...facts, invited: { page, personId, room, name, ...saidBy(who, at) } },
  });
}

function roomOf(name: string, who: InProject, at: Moment): Room {
  return {
    id: at.newId(),
    projectId: who.project.id,
    platform: 'web',
    tenant: who.workspaceId,
    // not secret, and says nothing
    channel: at.newToken().toLowerCase(),
    kind: 'channel',
    name: `${name}’s page`,
    audience: 'customer',
    reach: null,
  };
}

function personChanges(
  of: { address: string; addressee: Addressee | undefined; personId: string; name: string },
  who: InProject,
  at: Moment,
): Change[] {
  const { address, addressee, personId, name } = of;
  const person = { id: personId, name, zone: null, email: null, admin: false };
  const identity = {
    id: at.newId(),
    personId,
    platform: 'web',
    tenant: who.workspaceId,
    user: address,
    standing: 'external',
    profiledAt: at.now,
  } as const;
  const given = { role: 'client', byRoom: false } as const;
  const member = { id: at.newId(), projectId: who.project.id, personId, ...given };
  const role: Change = addressee?.memberId
    ? { alter: 'member', id: addressee.memberId, set: given }
    : { add: 'member', row: member };
  return [
    ...(addressee ? [] : [{ add: 'person', row: person } as const]),
    ...(addressee?.hasPages ? [] : [{ add: 'identity', row: identity } as const]),
    role,
  ];
}
