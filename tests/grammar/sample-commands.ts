import * as z from 'zod';
import { note } from '../../cards/model.ts';
import { ok } from '../../src/domain/outcome.ts';
import {
  choiceSlot,
  dateSlot,
  itemSlot,
  numberSlot,
  personSlot,
  referenceSlot,
  textSlot,
  yesNoSlot,
} from '../../src/grammar/slot.ts';
import { type Command, type Commands, defineCommand } from '../../src/runner/define.ts';

/** A command that only has a way to be typed. */
export function typed(name: string, shape: z.ZodRawShape, title?: string): Command {
  return defineCommand({
    name,
    summary: `Does what ${name} does, at some length.`,
    examples: [name],
    input: z.object(shape),
    scope: 'project',
    load: async () => ok(undefined),
    permit: () => undefined,
    view: () => note(name),
    ...(title === undefined ? {} : { title, submit: 'Create' }),
  });
}

const milestone = referenceSlot();
const note500 = textSlot('rest', 'Note', { max: 500 });
const reason = textSlot('rest', 'Reason', { min: 3, max: 500 }, 'the tests fail');
const party = ['expert', 'team', 'customer'] as const;
const keyed = {
  due: dateSlot('Due date').optional(),
  start: dateSlot('Start date').optional(),
  share: numberSlot('key', 'Share', { min: 0, max: 100 }).optional(),
  owner: personSlot('Owner', 'key').optional(),
  type: choiceSlot('key', 'Type', ['time', 'event']).optional(),
  outcome: textSlot('key', 'Outcome', { max: 200 }).optional(),
  priority: choiceSlot('key', 'Priority', ['p0', 'p1', 'p2', 'p3']).optional(),
  parent: referenceSlot('Parent', 'key').optional(),
  blocksGoLive: yesNoSlot('Blocks go-live').optional(),
};

const commands: readonly Command[] = [
  typed('project', {
    name: textSlot('rest', 'Name', { min: 3, max: 100 }, 'Apollo'),
    kind: choiceSlot('key', 'Kind', ['client', 'goal', 'stages', 'launch']).optional(),
    target: dateSlot('Target date').optional(),
    price: numberSlot('key', 'Price', { min: 0, max: 999_999_999 }).optional(),
    currency: textSlot('key', 'Currency', { min: 3, max: 3 }).optional(),
  }),
  typed('projects', {}),
  typed('status', {}),
  typed('new', { name: textSlot('rest', 'Name', { min: 3, max: 100 }), ...keyed }, 'New milestone'),
  typed('edit', { milestone, ...keyed }),
  typed('move', { milestone, before: referenceSlot('Before', 'key') }),
  typed('drop', { milestone, reason }),
  typed('add', {
    milestone,
    kind: choiceSlot('place', 'Kind', ['deliverable', 'criterion', 'task', 'demo_step']),
    text: textSlot('rest', 'Text', { max: 200 }),
  }),
  typed('check', { item: itemSlot() }),
  typed('start', { milestone }),
  typed('block', { milestone, reason, by: choiceSlot('key', 'Waiting for', party).optional() }),
  typed('done', { milestone }),
  typed('progress', {
    milestone,
    percent: numberSlot('place', 'Percent', { min: 0, max: 100 }),
    note: note500.optional(),
  }),
  typed('evidence', {
    milestone,
    kind: choiceSlot('place', 'Kind', ['link', 'document', 'metric']),
    what: textSlot('place', 'Link or metric', { max: 1000 }),
    detail: textSlot('rest', 'Title or value', { max: 200 }).optional(),
    target: textSlot('key', 'Target', { max: 40 }).optional(),
  }),
  typed('approve', { milestone, note: note500.optional() }),
  typed('return', { milestone, reason }),
  typed('link', {
    code: textSlot('place', 'Code', { max: 60 }).optional(),
    as: choiceSlot('key', 'As', ['customer', 'team']).optional(),
  }),
  typed('role', {
    person: personSlot('Person', 'place'),
    role: choiceSlot('place', 'Role', ['owner', 'coach', 'contributor', 'client', 'viewer', 'none']),
  }),
  typed('list', {
    status: choiceSlot('key', 'Status', ['upcoming', 'in_progress', 'blocked', 'done']).optional(),
    owner: personSlot('Owner', 'key').optional(),
  }),
  typed('history', { milestone: referenceSlot('Milestone', 'place').optional() }),
  typed('help', { command: textSlot('place', 'Command', { max: 40 }).optional() }),
];

/** Every line of the product's command table can be typed with these. */
export const registry: Commands = {
  find: (name) => commands.find((command) => command.name === name),
  names: commands.map((command) => command.name),
};

/** A command that is known to be there. */
export function sample(name: string): Command {
  const command = registry.find(name);
  if (!command) throw new Error(`no sample command ${name}`);
  return command;
}
