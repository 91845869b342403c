import { renderText } from '../../cards/render/text.ts';
import { registry } from '../commands/registry.ts';
import type { Reply } from '../ports/intent.ts';
import { explain, usage } from '../runner/input/usage.ts';
import type { Check } from './check.ts';

/** Result of a call. `exit` is the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export type Ending = {
  exit: 0 | 1 | 2;
  text: string;
  /** Reply of the runner, if it was called. */
  reply?: Reply;
  /** Checks of `doctor`. */
  checks?: Check[];
  /** Plan that `import --dry-run` read; with --json the only output. */
  plan?: object;
};

/** A call that succeeded. */
export const done = (text: string): Ending => ({ exit: 0, text });
/** A call that was refused or failed. */
export const failed = (text: string): Ending => ({ exit: 1, text });
/** A call with wrong usage. */
export const misused = (text: string): Ending => ({ exit: 2, text });

/** Converts a reply of the runner to the result of the call. */
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
      return { exit: 2, text: lacking(reply.form), reply };
    case 'refused':
      return { exit: isMisuse(reply) ? 2 : 1, text: refusalText(reply), reply };
    default:
      return reply satisfies never;
  }
}

/** Keeps only the verbatim block of the reply, so that the output can be redirected to a file. */
export function verbatim(ending: Ending): Ending {
  const { reply } = ending;
  const blocks = reply?.is === 'shown' ? reply.card.blocks : [];
  const [only] = blocks.filter((block) => block.is === 'verbatim');
  return only ? { ...ending, text: only.text } : ending;
}

type Refused = Extract<Reply, { is: 'refused' }>;

const isMisuse = ({ refusal }: Refused) => refusal.is === 'invalid' || refusal.is === 'unknown_command';

/** Words a refusal for a terminal, which has no channel. */
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

/** Says what to type where a chat would open a form. */
function lacking({ command: name, fields }: Extract<Reply, { is: 'form' }>['form']): string {
  const command = registry.find(name);
  if (!command) return 'This needs more input.';
  const inputs = explain(command).map(({ typed, takes }) => `  ${typed}  ${takes}`);
  const offered = fields.flatMap((field) =>
    field.name === 'milestone' && field.is === 'choice' ? field.choices : [],
  );
  const milestones =
    offered.length > 0 ? ['Which milestone?', ...offered.map(({ label }) => `  ${label}`)] : [];
  return [`This needs more input. Usage: ${usage(command)}`, ...inputs, ...milestones].join('\n');
}

/**
 * The answer as one JSON object (docs/resources.md): `ok` (exit code 0), `text` (what a person reads), and the
 * `resource` of the command or the `refusal`, else null. The plan that `import --dry-run` reads stands alone.
 */
export function asJson({ plan, exit, text, reply, checks }: Ending): string {
  if (plan) return JSON.stringify(plan, null, 2);
  const resource = (reply?.is === 'shown' || reply?.is === 'done' ? reply.resource : undefined) ?? null;
  // doctor ran and says what is wrong: nothing was refused
  const refusal = exit === 0 || checks ? null : refusalOf(exit, reply);
  return JSON.stringify({ ok: exit === 0, text, resource, refusal, ...(checks && { checks }) }, null, 2);
}

function refusalOf(exit: Ending['exit'], reply: Reply | undefined): object {
  if (reply?.is === 'refused') return reply.refusal;
  if (reply?.is === 'form') return { is: 'incomplete', command: reply.form.command };
  return { is: exit === 2 ? 'usage' : 'failed' };
}
