import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Card } from '../../../cards/model.ts';
import { renderSlackCards, subjectBlockId } from '../../../cards/render/slack/cards.ts';
import type { Reply } from '../../../src/ports/intent.ts';
import { filledInputs } from '../inbound/form-state.ts';
import type { FormMetadata } from './modal.ts';

type Refused = Extract<Reply, { is: 'refused' }>;

/** Returns a modal with a refusal above its inputs, which keep what was filled in. */
export function refusedView(
  view: ViewOutput,
  refused: Refused,
  metadata: FormMetadata,
  tenant: string,
): ModalView {
  const cards = [refused.card, ...(refused.present ? [refused.present] : [])].map(withoutActions);
  // the refusal replaces the hidden input that it was about
  const known: FormMetadata = { ...metadata, given: { ...metadata.given, ...refused.form?.given } };
  return {
    type: 'modal',
    callback_id: view.callback_id,
    title: { type: 'plain_text', text: view.title.text, emoji: false },
    submit: { type: 'plain_text', text: view.submit?.text ?? 'Send', emoji: false },
    close: { type: 'plain_text', text: view.close?.text ?? 'Cancel', emoji: false },
    private_metadata: JSON.stringify(known),
    blocks: [...renderSlackCards(cards, { tenant }).blocks, ...subjectOf(view), ...filledInputs(view)],
  };
}

const subjectOf = (view: ViewOutput): KnownBlock[] =>
  (view.blocks as KnownBlock[]).filter((block) => block.block_id === subjectBlockId);

/** A button in a modal has no message to answer to, so only the text is kept. */
const withoutActions = (card: Card): Card => ({
  ...card,
  actions: [],
  more: [],
  blocks: card.blocks.map((block) =>
    block.is === 'list' ? { is: 'list', items: block.items.map(({ spans }) => ({ spans })) } : block,
  ),
});
