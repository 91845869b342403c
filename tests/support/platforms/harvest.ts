import { formView, readFormMetadata } from '../../../adapters/slack/reply/modal.ts';
import { pressSchema } from '../../../adapters/teams/inbound/schemas.ts';
import type { About, Card, Form } from '../../../cards/model.ts';
import { decodePress, decodeTick } from '../../../cards/render/slack/actions.ts';
import { renderSlack } from '../../../cards/render/slack/cards.ts';
import { renderTeams, renderTeamsForm } from '../../../cards/render/teams/cards.ts';

/** The data of a press or form, decoded by the adapter. */
export type Sent = {
  command: string;
  input: Record<string, string>;
  about?: About | undefined;
  version?: number | undefined;
};

/** The platform whose renderer and decoder process a card. */
export type Through = 'slack' | 'teams';

/** Returns all actions of a card, after the platform's renderer and decoder. */
export function pressesOf(card: Card, through: Through): Sent[] {
  return through === 'slack' ? slackPresses(card) : teamsPresses(card);
}

/** Returns what a form sends besides the typed values. */
export function sentBy(form: Form, through: Through): Sent {
  if (through === 'slack') {
    const carried = readFormMetadata(formView(form, 'T1', {}).private_metadata ?? '');
    if (!carried) throw new Error('a modal of ours cannot be read');
    return { command: carried.command, input: carried.given, about: carried.about };
  }
  const data = dataIn(renderTeamsForm(form, { tenant: 'T1' })).map((one) => pressSchema.parse(one));
  const press = data.find((one) => one.form);
  if (!press) throw new Error('a form of ours sends nothing');
  return { command: press.command, input: press.given, about: press.about };
}

type Part = { [key: string]: unknown };
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

function slackPresses(card: Card): Sent[] {
  const found: Sent[] = [];
  const read = (value: unknown, menu?: string) => {
    const pressed = decodePress(String(value), menu);
    if (!pressed) throw new Error(`a button of ours cannot be read: ${value}`);
    found.push(pressed);
  };
  const element = (one: Part, block: Part) => {
    if (one.type === 'button') read(one.value);
    if (one.type === 'checkboxes') {
      for (const option of one.options as Part[])
        for (const value of [String(option.value), undefined]) {
          const pressed = decodeTick(value, String(block.block_id));
          if (!pressed) throw new Error(`a checkbox of ours cannot be read: ${block.block_id}`);
          found.push(pressed);
        }
    }
    if (one.type === 'overflow' || one.type === 'static_select')
      for (const option of one.options as Part[]) read(option.value, String(block.block_id));
  };
  for (const block of renderSlack(card, { tenant: 'T1' }).blocks as unknown as Part[]) {
    for (const one of (block.elements as Part[] | undefined) ?? []) element(one, block);
    if (isPart(block.accessory)) element(block.accessory, block);
  }
  return found;
}

const teamsPresses = (card: Card): Sent[] =>
  dataIn(renderTeams(card, { tenant: 'T1' })).map((data) => pressSchema.parse(data));

/** Returns the data of every Action.Execute in a card. */
function dataIn(part: unknown): unknown[] {
  if (Array.isArray(part)) return part.flatMap(dataIn);
  if (!isPart(part)) return [];
  if (part.type === 'Action.Execute') return [part.data];
  return Object.values(part).flatMap(dataIn);
}
