import { renderText } from '../../cards/render/text.ts';
import { allHelpCard, commandHelpCard, groupHelpCard } from '../../cards/views/help.ts';
import { commandsOf, type Group, groupNames, isGroup } from '../commands/groups.ts';
import { helped, helpedIn } from '../commands/help.ts';
import { commands, registry, typedCommands } from '../commands/registry.ts';
import { chatPlatforms } from '../domain/platform.ts';
import { explain } from '../runner/input/usage.ts';
import { done, type Ending, misused } from './ending.ts';

/** Commands for operators only, by name. */
export const operatorCommands: Record<string, string> = {
  migrate: 'Bring the database to the present schema.',
  doctor: 'Check settings, database, queue, deliveries and the connections to Slack and Teams.',
};

const addresses = chatPlatforms.map((platform) => `${platform}:ORGANISATION/USER`).join(', ');

const usageText = `Usage: milepost [options] <command> …

Options, before or after the line:
  --project "Name"   the project that is meant, by name or id
  --as PERSON        act with that person's own role: ${addresses}, an e-mail address or a name
  --workspace ID     the workspace, where there are several
  --json             answer as JSON (docs/resources.md)
  --dry-run          import: say what would be imported, and do nothing
  --help             this help, or that of a command
  --                 what follows belongs to the line, whatever it looks like

Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`;

/** Help on all commands, on a group or on one. Needs no database. */
export function help(name: string | undefined): Ending {
  if (!name) return done(everything());
  const operators = operatorCommands[name.toLowerCase()];
  if (operators) return done(`${name.toLowerCase()}: ${operators}`);
  const typed = name.toLowerCase();
  const named = typedCommands.find((one) => one.name === typed.replaceAll(' ', '-'));
  const command = named ?? registry.synonyms.find(typed)?.command;
  if (!named && isGroup(typed)) return done(renderText(groupHelpCard(groupOf(typed))));
  if (!command) return misused(`There is no command “${name}”.\nType help to see them all.`);
  const card = commandHelpCard(helped(command));
  return done(
    [renderText(card), ...explain(command).map(({ typed, takes }) => `  ${typed}  ${takes}`)].join('\n'),
  );
}

const groupOf = (name: Group) => ({
  name,
  commands: helpedIn(commandsOf(name, { role: 'none', project: undefined }), commands),
});

function everything(): string {
  const all = allHelpCard(groupNames.map(groupOf));
  const operators = Object.entries(operatorCommands).map(([name, summary]) => `- ${name}  ${summary}`);
  return [renderText(all), '', 'For operators', ...operators, '', usageText].join('\n');
}
