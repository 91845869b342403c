import { renderText } from '../../cards/render/text.ts';
import { registry } from '../commands/registry.ts';
import type { Reply } from '../ports/intent.ts';
import { explain, usage } from '../runner/input/usage.ts';
import type { Check } from './check.ts';

/** How a call ends. `exit` is the code of the process: 0 done, 1 refused or failed, 2 wrong usage (design §1). */
export type Ending = {
  exit: 0 | 1 | 2;
  text: string;
  /** What the core answered, if it was asked. */
  reply?: Reply;
  /** What `doctor` looked at. */
  checks?: Check[];
  /** What `import --dry-run` has read: with --json the answer is this alone. */
  plan?: object;
};

/** It was done. */
export const done = (text: string): Ending => ({ exit: 0, text });
/** It was refused or has failed. */
export const failed = (text: string): Ending => ({ exit: 1, text });
/** It was asked wrongly. */
export const misused = (text: string): Ending => ({ exit: 2, text });

/** How an answer of the core ends the call. */
export function endingOf(reply: Reply): Ending {
  switch (reply.is) {
    case 'shown':
      return { exit: 0, text: renderText(reply.card), reply };
    case 'done':
      return {
        exit: 0,
        text: [reply.line, ...(reply.card ? [renderText(reply.card)] : [])].join('\n\n'),
        reply,
      };
    case 'form':
      return { exit: 2, text: lacking(reply.form.command), reply };
    case 'refused':
      return { exit: isMisuse(reply) ? 2 : 1, text: refusalText(reply), reply };
    default:
      return reply satisfies never;
  }
}

/** What is to be copied as it stands, and nothing else: for a file. */
export function verbatim(ending: Ending): Ending {
  const { reply } = ending;
  const blocks = reply?.is === 'shown' ? reply.card.blocks : [];
  const [only] = blocks.filter((block) => block.is === 'verbatim');
  return only ? { ...ending, text: only.text } : ending;
}

type Refused = Extract<Reply, { is: 'refused' }>;

const isMisuse = ({ refusal }: Refused) => refusal.is === 'invalid' || refusal.is === 'unknown_command';

/** The core speaks of rooms; at a terminal there is none. */
function refusalText({ refusal, card }: Refused): string {
  switch (refusal.is) {
    case 'no_project':
      return 'There is no project to do that in.\nStart one with: project "Apollo"';
    case 'which_project':
      return [
        'Which project? Add --project and one of these:',
        ...refusal.names.map((name) => `  "${name}"`),
      ].join('\n');
    default:
      return renderText(card);
  }
}

/** Where a chat opens a form, a terminal says what to type. */
function lacking(name: string): string {
  const command = registry.find(name);
  if (!command) return 'This needs more input.';
  const inputs = explain(command).map(({ typed, takes }) => `  ${typed}  ${takes}`);
  return [`This needs more input. Usage: ${usage(command)}`, ...inputs].join('\n');
}

/**
 * The answer as one JSON object (docs/resources.md): the resource of the command, after a change with
 * `done`; `{ text }` for a command without a resource; `{ refusal }` for what was not done. The plan
 * that `import --dry-run` reads stands alone.
 */
export function asJson(ending: Ending): string {
  return JSON.stringify(ending.plan ?? objectOf(ending), null, 2);
}

function objectOf({ exit, text, reply, checks }: Ending): object {
  if (checks) return { checks, text };
  switch (reply?.is) {
    case 'refused':
      return { refusal: { ...reply.refusal, text } };
    case 'form':
      return { refusal: { is: 'incomplete', command: reply.form.command, text } };
    case 'done':
      return reply.resource ? { done: reply.line, ...reply.resource } : { text };
    case 'shown':
      return reply.resource ?? { text };
    case undefined:
      return exit === 0 ? { text } : { refusal: { is: exit === 2 ? 'usage' : 'failed', text } };
    default:
      return reply satisfies never;
  }
}
