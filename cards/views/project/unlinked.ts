import { type Card, type CardBody, note, text } from '../../model.ts';

/** Draws a card's last content without actions, for a room that no longer shows its project. */
export const unlinkedCard = (body: CardBody): Card => ({
  title: body.title,
  blocks: [
    ...body.blocks.map((block) =>
      block.is === 'list' ? { ...block, items: block.items.map(({ spans }) => ({ spans })) } : block,
    ),
    text('This channel is no longer linked, so this card no longer updates.', 'quiet'),
  ],
  actions: [],
  more: [],
});

/** What stays of a message for the team where the customer reads now. */
export const emptiedCard: Card = note('No longer shown here', [
  text('This was posted before the channel became the customer’s.', 'quiet'),
]);
