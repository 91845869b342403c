import type { KnownBlock, ModalView, RichTextElement } from '@slack/types';
import { cut } from '../../../src/domain/text/cut.ts';
import { type Block, type Card, type Fact, type Form, type Item, plain, type Span } from '../../model.ts';
import { states } from '../../states.ts';
import { barOf } from '../bar.ts';
import { isNamed, standingLine } from '../standing.ts';
import { renderText, words } from '../text.ts';
import { actionRow, checkboxBlock, controls, pageButton, plainText } from './actions.ts';
import { inputBlock } from './fields.ts';
import { slackLimits } from './limits.ts';
import { isPlainText, paragraph, richText, type SlackContext, section, textElement } from './spans.ts';

/** A Slack message. `text` carries the whole meaning, for notifications and screen readers. */
export type SlackMessage = { text: string; blocks: KnownBlock[] };

/** Callback id of Milepost's modals. */
export const formCallbackId = 'milepost_form';

/** Renders a card as a Slack message. User text shows literally and is never read as markup. */
export function renderSlack(card: Card, context: SlackContext): SlackMessage {
  return renderSlackCards([card], context);
}

/** Renders several cards into one message, in this order. */
export function renderSlackCards(cards: Card[], context: SlackContext): SlackMessage {
  return {
    text: escapedText(cards.map((card) => renderText(card).trim()).join('\n')),
    blocks: cards.flatMap((card, part) => cardBlocks(card, context, part)),
  };
}

/** Escapes Slack's control sequences in top-level text, so that nothing in it can ping. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Cuts text so that it is within the limit after escaping, which makes it longer. */
function escapedText(text: string): string {
  let maxLength: number = slackLimits.messageText;
  for (;;) {
    const escaped = escapeText(cut(text, maxLength));
    const over = escaped.length - slackLimits.messageText;
    if (over <= 0) return escaped;
    maxLength -= Math.ceil((over * maxLength) / escaped.length);
  }
}

function cardBlocks(card: Card, context: SlackContext, part: number): KnownBlock[] {
  const body = card.blocks.flatMap((block, at) => blocksOf(block, context, `${part}.${at}`));
  return [
    ...titleBlocks(card, context),
    ...paragraph(richText(standingLine(card), context)),
    ...body,
    ...actionRow(card.actions, card.more, words(card.title), `${part}`),
  ];
}

/** A name becomes a header, unless it is too long for one; a sentence becomes a bold line. */
function titleBlocks(card: Card, context: SlackContext): KnownBlock[] {
  const name = words(card.title).replace(/\s+/g, ' ').trim();
  const fits = name !== '' && name.length <= slackLimits.headerText && isPlainText(card.title);
  return isNamed(card) && fits
    ? [{ type: 'header', text: plainText(name) }]
    : paragraph(richText(card.title, context, true));
}

function blocksOf(block: Block, context: SlackContext, at: string): KnownBlock[] {
  switch (block.is) {
    case 'text':
      return textBlocks(block, context);
    case 'heading':
      return paragraph(textElement(block.words, { bold: true }));
    case 'callout':
      return paragraph([...textElement(`${states[block.state].icon} `), ...richText(block.spans, context)]);
    case 'facts':
      return paragraph(factLines(block.facts, context));
    case 'progress':
      return paragraph(textElement(`${barOf(block.percent)}  ${block.label}`));
    case 'list':
      return listBlocks(block.items, context, at);
    case 'tasks':
      return block.tasks.map((task, nth) => checkboxBlock(task, `${at}-${nth}`));
    case 'image':
      return [{ type: 'image', image_url: block.url, alt_text: block.alt }];
    case 'page':
      return pageButton(block);
    case 'verbatim':
      return verbatim(block.text);
    case 'divider':
      return [{ type: 'divider' }];
    default:
      return block satisfies never;
  }
}

function textBlocks(block: Block & { is: 'text' }, context: SlackContext): KnownBlock[] {
  // Slack has no small rich text, and mrkdwn would read user text as markup: only plain words become small.
  if (block.tone === 'quiet' && isPlainText(block.spans)) {
    const text = words(block.spans).trim();
    if (text !== '' && text.length <= slackLimits.sectionText) {
      return [{ type: 'context', elements: [plainText(text)] }];
    }
  }
  return paragraph(richText(block.spans, context, block.tone === 'alert'));
}

const verbatim = (text: string): KnownBlock[] =>
  text.trim() === ''
    ? []
    : [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
        },
      ];

/** Renders facts on one wrapping line: four lines of them would fill a phone screen. */
function factLines(facts: Fact[], context: SlackContext): RichTextElement[] {
  return facts.flatMap((fact, index) => [
    ...textElement(index === 0 ? '' : '  ·  '),
    ...textElement(`${fact.label} `, { bold: true }),
    ...richText(fact.value, context),
  ]);
}

/** Groups items without actions into one list; each item with actions gets a block of its own. */
function listBlocks(items: Item[], context: SlackContext, at: string): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let bullets: Item[] = [];
  const flush = () => {
    const isStated = bullets.some(({ state }) => state !== undefined);
    blocks.push(...(isStated ? stateList(bullets, context) : bulletList(bullets, context)));
    bullets = [];
  };
  items.forEach((item, nth) => {
    if (!item.actions?.length && !item.buttons?.length) bullets.push(item);
    else {
      flush();
      blocks.push(...itemWithActions(item, context, `${at}.${nth}`));
    }
  });
  flush();
  return blocks;
}

function bulletList(items: Item[], context: SlackContext): KnownBlock[] {
  const sections = items.map((item) => richText(item.spans, context)).filter((line) => line.length > 0);
  if (sections.length === 0) return [];
  return [
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_list', style: 'bullet', elements: sections.map(section) }],
    },
  ];
}

/** Renders one line per item with the icon of its state in place of a bullet. */
function stateList(items: Item[], context: SlackContext): KnownBlock[] {
  const lines = items.map((item) => richText(marked(item), context));
  return paragraph(lines.flatMap((line, nth) => [...textElement(nth === 0 ? '' : '\n'), ...line]));
}

const marked = ({ spans, state }: Item): Span[] => [
  plain(`${state === undefined ? '•' : states[state].icon} `),
  ...spans,
];

/** Puts one button, or a menu of several, beside the text; several buttons, and what does not fit, below it. */
function itemWithActions(item: Item, context: SlackContext, at: string): KnownBlock[] {
  const { buttons = [], actions = [] } = item;
  const spans = item.state === undefined ? item.spans : marked(item);
  const said = words(spans);
  const { blockId = `item:${at}`, elements } = controls(buttons, actions, said, at);
  const [accessory, ...rest] = elements;
  if (
    accessory &&
    rest.length === 0 &&
    isPlainText(spans) &&
    said !== '' &&
    said.length <= slackLimits.sectionText
  ) {
    return [{ type: 'section', block_id: blockId, text: plainText(said), accessory }];
  }
  return [...paragraph(richText(spans, context)), { type: 'actions', block_id: blockId, elements }];
}

/** Id of the block that names the subject of a form. */
export const subjectBlockId = 'form-subject';

/** Names the subject above the fields, because a modal's title has 24 characters. */
const subjectBlocks = ({ subject = '' }: Form, context: SlackContext): KnownBlock[] =>
  paragraph(richText([{ is: 'strong', text: subject }], context)).map((block) => ({
    ...block,
    block_id: subjectBlockId,
  }));

/** Action id of the button that opens the rest of a form. */
export const moreActionId = 'form-more#0';

const moreBlocks = ({ more }: Form): KnownBlock[] =>
  more === undefined
    ? []
    : [
        {
          type: 'actions',
          block_id: 'form-more',
          elements: [{ type: 'button', action_id: moreActionId, text: plainText(more) }],
        },
      ];

/** Renders a form as a modal. The caller adds `private_metadata`: given input and where it was asked. */
export function renderSlackForm(form: Form, context: SlackContext): ModalView {
  return {
    type: 'modal',
    callback_id: formCallbackId,
    title: plainText(cut(form.title, slackLimits.modalTitle)),
    submit: plainText(cut(form.submit, slackLimits.modalButton)),
    close: plainText('Cancel'),
    blocks: [
      ...subjectBlocks(form, context),
      ...form.fields.map((field) => inputBlock(field, context)),
      ...moreBlocks(form),
    ],
  };
}
