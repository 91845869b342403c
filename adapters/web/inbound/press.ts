import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Card, type Field, type Form, note, text } from '../../../cards/model.ts';
import { linkedLine } from '../../../cards/render/linked.ts';
import { renderPageCard } from '../../../cards/render/page/card.ts';
import { nameInToken, renderPageForm } from '../../../cards/render/page/form.ts';
import { type Buttons, carriedName, fieldPrefix, moreName } from '../../../cards/render/page/press.ts';
import type { Intent, Reply } from '../../../src/ports/intent.ts';
import type { Pages, Visit } from '../../../src/ports/pages.ts';
import { paths } from './document.ts';
import { textOf, type WebPorts } from './web-ports.ts';

const texts = z.record(z.string(), z.string());
const about = z.object({ project: z.string(), anywhere: z.boolean().optional() }).optional();
const rendering = z.string();
const confirm = z.object({ title: z.string(), text: z.string(), yes: z.string() });
const carriedShape = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('press'),
    command: z.string(),
    input: texts,
    about,
    version: z.number().optional(),
    returns: z.literal(true).optional(),
    confirm: confirm.optional(),
    style: z.enum(['primary', 'danger']).optional(),
    rendering,
  }),
  z.object({
    is: z.literal('form'),
    command: z.string(),
    given: texts,
    about,
    fields: z.array(z.string()),
    people: texts,
    rendering,
  }),
  z.object({ is: z.literal('leave'), rendering }),
]);

/** What a submitted button or form carries. */
export type CarriedBack = z.infer<typeof carriedShape>;

/** Reads what was submitted; undefined unless this visit's page drew it. */
export function readCarried(pages: Pages, visit: Visit, body: unknown): CarriedBack | undefined {
  const said = pages.unseal(visit, textOf(body, carriedName));
  return said === undefined ? undefined : carriedShape.safeParse(JSON.parse(said)).data;
}

/** The content of the page that answers. `isForm`: it stands alone, without the cards. */
export type PressAnswer = { html: string; isForm: boolean; isRefused: boolean };

/** Runs a press or a form, and renders the answer. A button with a confirmation asks first. */
export async function answerPress(
  { run }: Pick<WebPorts, 'run'>,
  visit: Visit,
  carried: Exclude<CarriedBack, { is: 'leave' }>,
  { body, buttons }: { body: URLSearchParams; buttons: Buttons },
): Promise<PressAnswer> {
  if (carried.is === 'press' && carried.confirm) {
    const { confirm: asked, ...press } = carried;
    return card(question(asked, press), { visit, buttons, isForm: true });
  }
  const reply = await run(intentOf(visit, carried, body));
  const typed = carried.is === 'form' ? typedIn(carried, body) : {};
  return answerOf(reply, carried, { visit, buttons, typed });
}

type Pressed = Omit<Extract<CarriedBack, { is: 'press' }>, 'confirm'>;

function question(asked: z.infer<typeof confirm>, press: Pressed): Card {
  const { command, input, about: drawnFor, version, style } = press;
  const yes = {
    label: asked.yes,
    command,
    input,
    ...(drawnFor ? { about: drawnFor } : {}),
    ...(version === undefined ? {} : { version }),
    ...(style ? { style } : {}),
  };
  return note(asked.title, [text(asked.text)], [yes]);
}

function intentOf(
  { actor, room, projectId }: Visit,
  carried: Exclude<CarriedBack, { is: 'leave' }>,
  body: URLSearchParams,
): Intent {
  const input = carried.is === 'form' ? { ...carried.given, ...typedIn(carried, body) } : carried.input;
  const said = JSON.stringify([carried, input, body.has(moreName)]);
  const isMore = carried.is === 'form' && body.has(moreName);
  return {
    delivery: `page:${createHash('sha256').update(`${room.channel}\0${said}`).digest('base64url')}`,
    actor,
    room,
    surface: carried.is,
    // a visit is of one project, whatever was drawn
    ask: { command: carried.command, input, about: { project: projectId } },
    ...(carried.is === 'press' && carried.version !== undefined ? { version: carried.version } : {}),
    ...(carried.is === 'press' && carried.returns ? { returns: true } : {}),
    ...(isMore ? { form: { is: 'whole' } } : {}),
  };
}

/** Reads the fields that the form drew; a name that nobody changed stands for the person of whom it was. */
function typedIn(
  { fields, people }: CarriedBack & { is: 'form' },
  body: URLSearchParams,
): Record<string, string> {
  const typed = fields.flatMap((name): [string, string][] => {
    const value = (body.get(fieldPrefix + name) ?? '').replaceAll('\r\n', '\n').trim();
    if (value === '') return [];
    const token = people[name];
    return [[name, token !== undefined && nameInToken(token) === value ? token : value]];
  });
  return Object.fromEntries(typed);
}

type Around = {
  visit: Visit;
  buttons: Buttons;
  isForm?: boolean;
  isRefused?: boolean;
  /** What was typed into the submitted form. */
  typed?: Record<string, string>;
};

function card(shown: Card, { visit, buttons, isForm = false, isRefused = false }: Around): PressAnswer {
  const rendered = renderPageCard(
    { id: 'answer-card', version: 0, card: shown },
    { buttons, zone: visit.zone },
  );
  return {
    html: `<section id="answer" role="status" aria-label="Answer">${rendered}</section>`,
    isForm,
    isRefused,
  };
}

function answerOf(reply: Reply, carried: CarriedBack, around: Around): PressAnswer {
  switch (reply.is) {
    case 'shown':
      return card(reply.card, around);
    case 'done': {
      if (!reply.card) return card(note(reply.line), around);
      const { at, line, alone = line } = reply;
      if (at?.messageId) return card(linkedLine(alone, undefined, reply.card, 'See its card below.'), around);
      return card({ ...reply.card, blocks: [text(line), ...reply.card.blocks] }, around);
    }
    case 'form':
      return formAnswer(reply.form, around, []);
    case 'refused': {
      const refusal = { ...around, isRefused: true };
      if (!reply.form || carried.is !== 'form') return card(refusalCard(reply), refusal);
      const { problems = [] } = reply;
      const form = formAnswer(keptForm(carried, reply.form, around.typed ?? {}), refusal, problems);
      if (problems.length > 0) return form;
      // what is wrong with no field is a card, with times in the reader's zone and its buttons
      return { ...form, html: card(reply.card, refusal).html + form.html };
    }
    default:
      return reply satisfies never;
  }
}

function refusalCard({ card: refusal, present, at }: Reply & { is: 'refused' }): Card {
  if (!present || at?.messageId) return refusal;
  return {
    ...present,
    blocks: [text(refusal.title, 'alert'), ...refusal.blocks, { is: 'divider' }, ...present.blocks],
  };
}

/** Returns a refused form with what it carried, the fields that were shown, and all that was typed. */
function keptForm(
  { given, about: drawnFor }: CarriedBack & { is: 'form' },
  form: Form,
  typed: Readonly<Record<string, string>>,
): Form {
  const fields = form.fields
    .filter(({ name }) => given[name] === undefined)
    .map((field) => ({ ...field, ...(typed[field.name] ? { value: typed[field.name] } : {}) }) as Field);
  return { ...form, fields, given: { ...given, ...form.given }, ...(drawnFor ? { about: drawnFor } : {}) };
}

function formAnswer(
  form: Form,
  { visit, buttons, isRefused = false }: Around,
  problems: Parameters<typeof renderPageForm>[1]['problems'],
): PressAnswer {
  const back = paths.page(visit.key);
  return { html: renderPageForm(form, { buttons, back, problems: problems ?? [] }), isForm: true, isRefused };
}
