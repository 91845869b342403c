import * as z from 'zod';
import { addressCodeCard, codeSentCard } from '../../../cards/views/people/address-code.ts';
import { notifyCard, viaMedium } from '../../../cards/views/people/reached.ts';
import { andList, platformWords } from '../../../cards/views/words.ts';
import type { Tx } from '../../../db/database.ts';
import { isTaken, openCodes } from '../../../db/queries/people/mailboxes.ts';
import { lockPreferences, type Reached } from '../../../db/queries/people/preferences.ts';
import type { Decision } from '../../domain/change.ts';
import { type Outcome, ok, rule } from '../../domain/outcome.ts';
import { maxCodesPerHour, parseMailbox } from '../../domain/people/mailbox.ts';
import type { Preferences } from '../../domain/people/person.ts';
import { chatPlatforms, isChatPlatform } from '../../domain/platform.ts';
import type { Who } from '../../domain/project/access.ts';
import { isCode } from '../../domain/project/code.ts';
import type { LinkCode } from '../../domain/project/room.ts';
import { addMinutes } from '../../domain/time/dates.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { contactResource } from '../../presenters/rhythm.ts';
import { defineCommand, type Moment } from '../../runner/define.ts';
import { loadTypedCode } from '../project/typed-code.ts';

const validMinutes = 60;

type Facts = Reached & {
  /** The typed code; undefined if unknown or none was typed. */
  typed: LinkCode | undefined;
  /** Whether the address, typed or of the code, belongs to another person. */
  taken: boolean;
  /** The number of valid codes mailed for this person. */
  codes: number;
  /** The code to mail now, by its id. */
  mailed?: { address: string; codeId: string; personId: string; at: string };
};

/** Sets where a person receives their messages (RMD-4, RMD-6). */
export const notify = defineCommand({
  name: 'notify',
  summary: 'Show or choose where Milepost writes to me.',
  examples: ['notify', 'notify teams', 'notify email', 'notify email address:ana@example.com'],
  input: z.object({
    via: choiceSlot('place', 'Where', [...chatPlatforms, 'email']).optional(),
    address: textSlot('key', 'Address', { max: 254, rephrased: true }).optional(),
    code: textSlot('key', 'Code', { max: 60, several: isCode, rephrased: true }).optional(),
  }),
  scope: 'workspace',
  async load(tx, input, who, { now, codes }) {
    const isMeant = ({ purpose, personId }: LinkCode) => purpose === 'email' && personId === who.person.id;
    const typed = input.code
      ? await loadTypedCode(tx, input.code, { who, now, codes, isMeant })
      : ok(undefined);
    return typed.ok ? ok(await factsOf(tx, { ...input, typed: typed.value }, who, now)) : typed;
  },
  permit: () => undefined,
  decide(facts, input, who, at) {
    const { via } = input;
    if (!via && !input.address && !input.code) return ok({ changes: [], events: [], next: facts });
    if ((via ?? 'email') === 'email' && !at.mails) return noMail;
    if (via && via !== 'email' && (input.address || input.code))
      return rule(
        'Only e-mail takes an address or a code.',
        'Type “notify email” and then the address or the code.',
      );
    if (input.code) return confirm(facts, who, at.now);
    if (input.address) return mailCode(facts, input.address, who, at);
    return choose(facts, via ?? 'email', who);
  },
  view: (facts) => (facts.mailed ? codeSentCard(facts.mailed.address) : notifyCard(facts)),
  resource: contactResource,
  done: ({ via, mailed }) => (via && !mailed ? `Milepost now writes to you ${viaMedium(via)}.` : ''),
  requests: ({ mailed }) =>
    mailed && {
      is: 'mail',
      address: mailed.address,
      card: addressCodeCard(),
      codeOf: mailed.codeId,
      personId: mailed.personId,
      at: mailed.at,
    },
});

const noMail = rule(
  'This Milepost sends no mail.',
  'The operator of Milepost can set SMTP_URL and MAIL_FROM.',
);

async function factsOf(
  tx: Tx,
  { address, typed }: { address?: string | undefined; typed: LinkCode | undefined },
  who: Who,
  now: string,
): Promise<Facts> {
  const { id } = who.person;
  const reached = await lockPreferences(tx, id);
  const meant = typed?.address ?? (address && parseMailbox(address));
  return {
    ...reached,
    typed,
    taken: meant ? await isTaken(tx, who.workspaceId, meant, id) : false,
    codes: address ? await openCodes(tx, id, now) : 0,
  };
}

function choose(facts: Facts, via: NonNullable<Preferences['via']>, who: Who): Outcome<Decision<Facts>> {
  const known = isKnown(facts, via);
  if (!known.ok) return known;
  if (facts.via === via) return rule(`Nothing changed: Milepost writes to you ${viaMedium(via)} already.`);
  return ok({
    changes: [{ alter: 'person', id: who.person.id, set: { via } }],
    events: [{ type: 'preferences_changed', before: { via: facts.via }, after: { via } }],
    next: { ...facts, via },
  });
}

function isKnown({ on, email }: Reached, via: NonNullable<Preferences['via']>): Outcome<true> {
  if (via === 'email') {
    if (email) return ok(true);
    return rule(
      'You have no verified e-mail address.',
      'Type “notify email address:you@example.com” with yours; Milepost mails you a code.',
    );
  }
  if (on.includes(via)) return ok(true);
  const elsewhere = on.filter(isChatPlatform).map((platform) => platformWords[platform]);
  const where = elsewhere.length > 0 ? `Milepost knows you in ${andList(elsewhere)}. ` : '';
  return rule(
    `Milepost does not know you in ${platformWords[via]}.`,
    `${where}Type “link me” here, then type the line it gives you there.`,
  );
}

/** Mails a code: typing it proves that the person reads the mailbox. */
function mailCode(facts: Facts, typed: string, who: Who, at: Moment): Outcome<Decision<Facts>> {
  const address = parseMailbox(typed);
  if (!address) return rule(`“${typed}” is not an e-mail address.`, 'Write it like address:ana@example.com.');
  if (facts.email)
    return rule(`Your verified address is ${facts.email}.`, 'Type “notify email” to get messages there.');
  if (facts.taken) return somebodyElses;
  if (facts.codes >= maxCodesPerHour)
    return rule(
      `Milepost sent you ${maxCodesPerHour} codes within the hour.`,
      'Type one of them, or try again later.',
    );
  const [codeId, personId] = [at.newId(), who.person.id];
  const expiresAt = addMinutes(at.now, validMinutes);
  const of = { purpose: 'email', projectId: null, personId, address, expiresAt, usedAt: null } as const;
  return ok({
    changes: [{ add: 'linkCode', row: { ...of, id: codeId, hash: at.codes.hash(at.codes.mailed(codeId)) } }],
    events: [{ type: 'preferences_changed', after: { address } }],
    next: { ...facts, mailed: { address, codeId, personId, at: at.now } },
  });
}

/** Verifies the address by a code, which only its requester can use. */
function confirm(facts: Facts, who: Who, now: string): Outcome<Decision<Facts>> {
  const { typed, via } = facts;
  const address = typed?.address;
  if (!typed || !address)
    return rule('That code is not one of yours.', 'Copy the line from the mail, or ask for another code.');
  if (typed.usedAt)
    return rule('Somebody has used that code already.', 'Type “notify” to see where Milepost writes to you.');
  if (typed.expiresAt < now)
    return rule(
      'That code has expired.',
      `Codes work for an hour. Type “notify email address:${address}” for a new one.`,
    );
  if (facts.taken) return somebodyElses;
  return ok({
    changes: [
      { alter: 'person', id: who.person.id, set: { email: address, via: 'email' } },
      { alter: 'linkCode', id: typed.id, set: { usedAt: now } },
    ],
    events: [{ type: 'preferences_changed', before: { via }, after: { via: 'email', address } }],
    next: { ...facts, via: 'email', email: address },
  });
}

const somebodyElses = rule(
  'Somebody else in this workspace has that address.',
  'If that is you on the other platform, type “link me” here, then type the line it gives you there.',
);
