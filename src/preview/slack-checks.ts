import type { KnownBlock, ModalView } from '@slack/types';
import { slackLimits } from '../../cards/render/slack-limits.ts';
import type { Words } from './slack-rooms.ts';

/** The blocks that both messages and modals take, and that Milepost may use. */
const BLOCKS = new Set(['section', 'header', 'divider', 'context', 'actions', 'input', 'image', 'rich_text']);

/** Slack cuts a post above this; we would rather know. */
const LONGEST_POST = 40_000;
const LONGEST_UPDATE = 4_000;

/** The error code that Slack would refuse this message with. */
export function messageProblem({ text, blocks }: Words, method: 'post' | 'update'): string | undefined {
  if (text === '' && blocks.length === 0) return 'no_text';
  if (text.length > (method === 'update' ? LONGEST_UPDATE : LONGEST_POST)) return 'msg_too_long';
  return (
    blocksProblem(blocks) ??
    (slackLimits({ text: '-', blocks: blocks as KnownBlock[] }).length > 0 ? 'invalid_blocks' : undefined)
  );
}

/** The error code that Slack would refuse this view with. */
export function viewProblem(view: unknown): string | undefined {
  if (typeof view !== 'object' || view === null) return 'invalid_arguments';
  const { type, title, submit, blocks } = view as Record<string, unknown>;
  if (!Array.isArray(blocks)) return 'invalid_arguments';
  if (JSON.stringify(view).length > 250_000) return 'view_too_large';
  if (type === 'modal' && title === undefined) return 'invalid_arguments';
  const asks = blocks.some((block) => (block as { type?: unknown }).type === 'input');
  if (type === 'modal' && asks && submit === undefined) return 'invalid_arguments';
  const problem = blocksProblem(blocks);
  if (problem) return problem;
  return type === 'modal' && slackLimits(view as ModalView).length > 0 ? 'invalid_arguments' : undefined;
}

function blocksProblem(blocks: unknown[]): string | undefined {
  const known = blocks.every(
    (block) =>
      typeof block === 'object' && block !== null && 'type' in block && BLOCKS.has(String(block.type)),
  );
  return known ? undefined : 'invalid_blocks';
}
