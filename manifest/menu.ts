import type { Command } from '../src/runner/define.ts';

/** What a manifest needs to know of the commands. */
export type Commands = { find(name: string): Pick<Command, 'name' | 'summary' | 'examples'> | undefined };

/** Teams shows this many commands and no more (app manifest, `commandLists`). */
export const maxMenuCommands = 12;

/** What is typed most where a project lives. Everything else is a button on a card, or in help. */
export const inRooms = [
  'status',
  'new',
  'list',
  'start',
  'progress',
  'block',
  'done',
  'submit',
  'approve',
  'project',
  'link',
  'help',
] as const;

/** What is typed most in a chat with the bot alone, where no project is at hand. */
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

/** The commands of those names, in that order. Throws for a name that no command has. */
export function chosen(commands: Commands, names: readonly string[]) {
  return names.map((name) => {
    const command = commands.find(name);
    if (!command) throw new Error(`The menu names "${name}", which is no command: see manifest/menu.ts.`);
    return command;
  });
}
