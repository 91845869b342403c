import { type Card, type CardBody, text } from '../../model.ts';

/** A card in a room that no longer shows its project: what it said last, with nothing to press. */
export const drawUnlinked = (body: CardBody): Card => ({
  title: body.title,
  blocks: [
    ...body.blocks.map((block) =>
      block.is === 'list' ? { ...block, items: block.items.map(({ spans }) => ({ spans })) } : block,
    ),
    text('No longer linked here, so this card no longer changes.', 'quiet'),
  ],
  actions: [],
  more: [],
});
