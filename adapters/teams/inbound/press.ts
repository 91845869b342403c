import { type Action, type Card, type Form, note, text } from '../../../cards/model.ts';
import { renderText } from '../../../cards/render/text.ts';
import type { Problem } from '../../../src/domain/outcome.ts';
import type { Intent, PostedAt, Reply, RoomAddress, Run } from '../../../src/ports/intent.ts';
import { readFormInput } from './form-input.ts';
import { actorOf, deliveryOf, roomOf } from './origin.ts';
import type { FindMember } from './roster.ts';
import type { Activity, Press } from './schemas.ts';

/** The outcome of a press, to be shown in the card, in a dialog, or as a message. */
export type Outcome = PressReply & {
  /** A repeated delivery: the press has been answered with a message of its own. */
  repeated?: true;
};

type PressReply =
  /** Asks for confirmation before anything is done. */
  | { is: 'confirm'; card: Card }
  | { is: 'done'; line: string; card?: Card; at?: PostedAt }
  | { is: 'shown'; card: Card; at?: PostedAt; over?: true }
  | { is: 'form'; form: Form }
  /** `present` is the current card when the pressed one was out of date, `problems` those of the fields of a form. */
  | { is: 'refused'; card: Card; present?: Card; at?: PostedAt; form?: Form; problems?: Problem[] };

/** Returns the button back to the subject of the pressed card, else to the project. */
export function backAction({ input, given, about }: Press): Action {
  const { milestone, decision, contingency } = { ...given, ...input };
  const back = (command: string, of: Record<string, string>): Action => ({
    label: 'Back',
    command,
    input: of,
    returns: true,
    ...(about ? { about } : {}),
  });
  if (milestone !== undefined) return back('show', { milestone });
  if (decision !== undefined) return back('decision', { confirmationCard: decision });
  return contingency === undefined ? back('status', {}) : back('contingency', { contingency });
}

function question(press: Press, confirm: NonNullable<Press['confirm']>): Card {
  const { command, input, about, version } = press;
  const yes: Action = {
    label: confirm.yes,
    command,
    input,
    ...(about ? { about } : {}),
    ...(version === undefined ? {} : { version }),
    ...(confirm.style === undefined ? {} : { style: confirm.style }),
  };
  return note(confirm.title, [text(confirm.text)], [yes, backAction(press)]);
}

/** What a press needs. */
export type PressPorts = { run: Run; findMember: FindMember };

function intentOf(
  activity: Activity,
  room: RoomAddress,
  press: Press,
  typed: Record<string, string>,
): Intent {
  const { tenant } = room;
  return {
    delivery: deliveryOf(activity),
    // a client with Action.Submit only sends a message and is answered with one
    ...(activity.type === 'message' ? { answer: 'posted' } : {}),
    actor: actorOf(activity, tenant),
    room,
    surface: press.form ? 'form' : 'press',
    ask: {
      command: press.command,
      input: press.form ? { ...press.given, ...typed } : press.input,
      ...(press.about ? { about: press.about } : {}),
    },
    ...(press.version === undefined ? {} : { version: press.version }),
    ...(press.form && press.more ? { form: { is: 'whole' } } : {}),
    ...inPlaceOf(activity),
    ...(press.returns ? { returns: true } : {}),
  };
}

/** The pressed message, where the answer takes its place: not in a dialog, and not of a client that sends a message. */
const inPlaceOf = ({ name, replyToId }: Activity): { pressed?: string } =>
  name === 'adaptiveCard/action' && replyToId !== undefined ? { pressed: replyToId } : {};

/** Returns the refused form with what it carried, and without the fields that were not shown. */
function refusedForm(press: Press, { form }: Extract<Reply, { is: 'refused' }>): { form?: Form } {
  if (!form) return {};
  const fields = form.fields.filter(({ name }) => press.given[name] === undefined);
  const { given, about } = press;
  return { form: { ...form, fields, given: { ...given, ...form.given }, ...(about ? { about } : {}) } };
}

/** Runs a press; a button with a confirmation asks for it first. */
export async function carryOut(
  activity: Activity,
  tenant: string,
  press: Press,
  { run, findMember }: PressPorts,
): Promise<Outcome> {
  if (press.confirm) return { is: 'confirm', card: question(press, press.confirm) };
  const room = roomOf(activity, tenant);
  const typed = press.form ? await readFormInput(press, room, findMember) : {};
  const intent = intentOf(activity, room, press, typed);
  const reply = await run(intent);
  return press.form && reply.is === 'refused' ? { ...reply, ...refusedForm(press, reply) } : reply;
}

/** Returns the current card with the reason for the refusal on top. */
export function presentWithReason(present: Card, refusal: Card): Card {
  const reason = [text(refusal.title, 'alert'), ...refusal.blocks];
  return { ...present, blocks: [...reason, { is: 'divider' }, ...present.blocks] };
}

/** Returns the problems of a refused form: those of its fields, else the refusal, which stands above them. */
export const problemsOf = ({ card, problems = [] }: Extract<Outcome, { is: 'refused' }>): Problem[] =>
  problems.length > 0 ? problems : [{ field: '', message: renderText(card).trim() }];
