import { type Action, type Card, type Form, note, text } from '../../cards/model.ts';
import type { Intent, Reply, Run } from '../../src/commands/intent.ts';
import type { Activity, Press } from './shapes.ts';
import { typedInto } from './typed.ts';
import { actorOf, deliveryOf, roomOf } from './who.ts';

/** What wants to be seen after a press, before it is known where: in the card, in a dialog, or as a message. */
export type Outcome =
  /** A question to be answered before anything is done. */
  | { is: 'confirm'; card: Card }
  | { is: 'done'; line: string; card?: Card }
  | { is: 'shown'; card: Card }
  | { is: 'form'; form: Form; problems?: { field: string; message: string }[] }
  /** `present` is the card as it stands now, where the one that was pressed is out of date. */
  | { is: 'refused'; card: Card; present?: Card };

/** Draws again what was there before the press: the milestone the button was about, else the project. */
export function backFrom(press: Press): Action {
  const milestone = press.input.milestone ?? press.given.milestone;
  const back = milestone === undefined ? { command: 'status' } : { command: 'show', input: { milestone } };
  return { label: 'Back', input: {}, ...back };
}

function question(press: Press, confirm: NonNullable<Press['confirm']>): Card {
  const { command, input, version } = press;
  const yes: Action = {
    label: confirm.yes,
    command,
    input,
    ...(version === undefined ? {} : { version }),
    ...(confirm.style === undefined ? {} : { style: confirm.style }),
  };
  return note(confirm.title, [text(confirm.text)], [yes, backFrom(press)]);
}

function intentOf(activity: Activity, tenant: string, press: Press): Intent {
  const input = press.form ? { ...press.given, ...typedInto(press, tenant) } : press.input;
  return {
    delivery: deliveryOf(activity),
    actor: actorOf(activity, tenant),
    room: roomOf(activity, tenant),
    surface: press.form ? 'form' : 'press',
    ask: { command: press.command, input },
    ...(press.version === undefined ? {} : { version: press.version }),
  };
}

const filledIn = (form: Form, typed: Record<string, string>): Form => ({
  ...form,
  fields: form.fields.map((field) => {
    const value = typed[field.name];
    return value === undefined ? field : { ...field, value };
  }),
});

/** A form that was not accepted: the same form again, with what was typed and what is wrong with it. */
async function formAgain(intent: Intent, press: Press, reply: Reply, run: Run): Promise<Outcome | undefined> {
  if (!press.form || reply.is !== 'refused' || reply.refusal.is !== 'invalid') return undefined;
  const { actor, room } = intent;
  const ask = { command: press.command, input: press.given };
  const again = await run({ actor, ...(room ? { room } : {}), surface: 'press', ask });
  if (again.is !== 'form') return undefined;
  const form = filledIn(again.form, typedInto(press, actor.tenant));
  return { is: 'form', form, problems: reply.refusal.problems };
}

/** Carries out a press by the one who sent it; a button with a question asks it first. */
export async function carryOut(activity: Activity, tenant: string, press: Press, run: Run): Promise<Outcome> {
  if (press.confirm) return { is: 'confirm', card: question(press, press.confirm) };
  const intent = intentOf(activity, tenant, press);
  const reply = await run(intent);
  return (await formAgain(intent, press, reply, run)) ?? reply;
}

/** The present card with the reason on top why nothing was done. */
export function presentWithReason(present: Card, refusal: Card): Card {
  const reason = [text(refusal.title, 'alert'), ...refusal.blocks];
  return { ...present, blocks: [...reason, { is: 'divider' }, ...present.blocks] };
}
