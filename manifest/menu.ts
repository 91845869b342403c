import type { Command } from '../src/runner/define.ts';

/** What a manifest needs to know of the commands. */
export type Commands = {
  find(name: string): Pick<Command, 'name' | 'summary' | 'examples' | 'onMessage'> | undefined;
};

/** The commands of the actions on a message, in this order. */
export const onMessages = ['quote', 'block', 'new'] as const;

/** Returns the actions on a message: the command, its name there, and what it does. */
export function messageActions(commands: Commands) {
  return chosen(commands, onMessages).map(({ name, summary, onMessage }) => {
    if (!onMessage) throw new Error(`"${name}" has no action on a message: see manifest/menu.ts.`);
    return { command: name, title: onMessage, description: summary };
  });
}

/** Teams shows this many commands and no more (app manifest, `commandLists`). */
export const maxMenuCommands = 12;

/** The most used commands in a project's room; one fewer than Teams shows, for `/milestone` itself. */
export const inRooms = [
  'status',
  'new',
  'list',
  'progress',
  'block',
  'done',
  'submit',
  'approve',
  'project',
  'link',
  'help',
] as const;

/** The most used commands in a direct chat with the bot. */
export const inPerson = [
  'projects',
  'list',
  'show',
  'start',
  'progress',
  'block',
  'done',
  'submit',
  'approve',
  'new',
  'link',
  'help',
] as const;

/** Returns the commands of these names in this order. Throws for an unknown name. */
export function chosen(commands: Commands, names: readonly string[]) {
  return names.map((name) => {
    const command = commands.find(name);
    if (!command) throw new Error(`The menu names "${name}", which is no command: see manifest/menu.ts.`);
    return command;
  });
}
