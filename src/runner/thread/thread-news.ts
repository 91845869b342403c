import type { Database } from '../../../db/database.ts';
import { threadAt } from '../../../db/queries/delivery/thread-at.ts';
import { readLine } from '../../grammar/line.ts';
import type { Intent, Run, ThreadNews, ThreadNewsHandler } from '../../ports/intent.ts';
import type { Commands } from '../define.ts';
import { withNames } from '../references/names.ts';

/** The commands that carry out what happened to a message in a thread. */
const commandOf = { said: 'say', edited: 'reword', deleted: 'unsay' } as const;

/**
 * Takes replies under the card of a project's thread as its messages (CUS-4), by the one runner, so that roles,
 * repeated deliveries and refusals are those of the commands.
 */
export function createThreadNewsHandler(parts: {
  db: Database;
  commands: Commands;
  run: Run;
}): ThreadNewsHandler {
  return async (news) => {
    const text = textOf(news);
    if (text === undefined || isCommand(news, parts.commands)) return undefined;
    const found = await threadAt(parts.db, news.room, news.thread);
    if (!found) return undefined;
    const said = await withNames(parts.db, found.workspaceId, news.room, text);
    return parts.run(intentOf(news, said, found.projectId));
  };
}

/** Whether somebody who named the bot, though they need not, means a command. */
const isCommand = ({ is, mention, text }: ThreadNews, commands: Commands) =>
  is === 'said' && mention === 'named' && readLine(text, commands, { today: '2000-01-01' }).is === 'read';

/** What was written; undefined where it says nothing. */
function textOf({ is, text, mention, message: { files } }: ThreadNews): string | undefined {
  const said = (mention === 'needed' ? text.replace(/^\/?say\s+/i, '') : text).trim();
  if (is === 'deleted' || said !== '') return said;
  if (files.length === 0) return undefined;
  return files.length === 1 ? 'Sent a file.' : `Sent ${files.length} files.`;
}

function intentOf({ is, actor, room, message, delivery }: ThreadNews, text: string, project: string): Intent {
  const input: Record<string, string> = {
    ...(is === 'deleted' ? {} : { text }),
    ...(is === 'said' ? {} : { message: 'last' }),
  };
  return {
    delivery,
    answer: 'posted',
    actor,
    room,
    surface: 'line',
    written: message,
    ask: { command: commandOf[is], input, about: { project } },
  };
}
