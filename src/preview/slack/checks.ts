import type { KnownBlock, ModalView } from '@slack/types';
import { slackProblems } from '../../../cards/render/slack/limits.ts';
import type { Words } from './rooms.ts';
import { shapeProblem } from './shapes.ts';

/** Slack truncates longer posts; the stand-in refuses them. */
const maxPostLength = 40_000;
const maxUpdateLength = 4_000;

/** Returns the error code of a message that Slack would refuse; undefined when it is valid. */
export function messageProblem({ text, blocks }: Words, method: 'post' | 'update'): string | undefined {
  if (text === '' && blocks.length === 0) return 'no_text';
  if (text.length > (method === 'update' ? maxUpdateLength : maxPostLength)) return 'msg_too_long';
  if (shapeProblem({ blocks }, 'message')) return 'invalid_blocks';
  return slackProblems({ text: '-', blocks: blocks as KnownBlock[] }).length > 0
    ? 'invalid_blocks'
    : undefined;
}

/** Returns the error code of a view that Slack would refuse; undefined when it is valid. */
export function viewProblem(view: unknown): string | undefined {
  if (typeof view !== 'object' || view === null) return 'invalid_arguments';
  const { type, submit, blocks } = view as Record<string, unknown>;
  if ((type !== 'modal' && type !== 'home') || !Array.isArray(blocks)) return 'invalid_arguments';
  if (JSON.stringify(view).length > 250_000) return 'view_too_large';
  if (shapeProblem(view, type)) return 'invalid_arguments';
  const asks = blocks.some((block) => (block as { type?: unknown }).type === 'input');
  if (type === 'modal' && asks && submit === undefined) return 'invalid_arguments';
  return type === 'modal' && slackProblems(view as ModalView).length > 0 ? 'invalid_arguments' : undefined;
}
