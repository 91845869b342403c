import type { Action, Block, Card, Item, Task } from '../../model.ts';
import { states } from '../../states.ts';
import { escapedText } from '../html.ts';
import { linkTarget } from '../link-target.ts';
import { standingLine } from '../standing.ts';
import { words } from '../text.ts';
import { inlineHtml } from './inline.ts';
import { type Buttons, type Carried, carriedName, pressOf } from './press.ts';

/** A card on a page: its element id, and the version by which a browser sees that it changed. */
export type PageCard = { id: string; version: number; card: Card };

/** What the cards of one page share. */
export type CardSurroundings = { buttons: Buttons; zone: string };

/** Renders a card as an article of a page, with its actions as forms that work without scripts (CUS-8). */
export function renderPageCard({ id, version, card }: PageCard, around: CardSurroundings): string {
  const button = numbered(id, around.buttons);
  const standing = standingLine(card);
  const tone = card.state ? ` ${states[card.state].colour}` : '';
  return [
    `<article class="card${tone}" id="${escapedText(id)}" data-version="${version}" aria-labelledby="${escapedText(id)}-title">`,
    `<h2 id="${escapedText(id)}-title">${inlineHtml(card.title, around.zone)}</h2>`,
    ...(standing.length > 0 ? [`<p class="standing">${inlineHtml(standing, around.zone)}</p>`] : []),
    ...card.blocks.map((part) => block(part, around.zone, button)),
    actionsHtml(card, button),
    '</article>',
  ].join('\n');
}

type Button = (action: Action, context?: string) => string;

/** Numbers the buttons of a card, so that a browser finds the focused one again after a change. */
function numbered(id: string, buttons: Buttons): Button {
  let count = 0;
  return (action, context) => {
    count += 1;
    return buttonHtml(action, { buttons, id: `${id}-b${count}`, ...(context ? { context } : {}) });
  };
}

/** Renders a signed form with one button. `context` tells a screen reader what the button is about. */
function buttonHtml(
  action: Action,
  { buttons, id, context }: { buttons: Buttons; id: string; context?: string },
): string {
  const named = context ? ` aria-label="${escapedText(`${action.label}: ${context}`)}"` : '';
  const look = action.style ? ` class="${action.style}"` : '';
  return carryingForm(
    buttons,
    pressOf(action),
    `<button id="${escapedText(id)}"${look}${named}>${escapedText(action.label)}</button>`,
  );
}

/** Renders a form that posts a signed value; `inside` has its button. */
export const carryingForm = (buttons: Buttons, carried: Carried, inside: string): string =>
  `<form method="post" action="${escapedText(buttons.target)}"><input type="hidden" name="${carriedName}" value="${escapedText(buttons.seal(carried))}">${inside}</form>`;

function actionsHtml({ actions, more }: Card, button: Button): string {
  const first = actions.map((action) => button(action)).join('');
  const rest = more.map((action) => button(action)).join('');
  if (first === '' && rest === '') return '';
  const menu = rest === '' ? '' : `<details><summary>More</summary><div class="menu">${rest}</div></details>`;
  return `<div class="actions">${first}${menu}</div>`;
}

function block(part: Block, zone: string, button: Button): string {
  const inline = (spans: Parameters<typeof inlineHtml>[0]) => inlineHtml(spans, zone);
  switch (part.is) {
    case 'text':
      return `<p class="${part.tone}">${inline(part.spans)}</p>`;
    case 'heading':
      return `<h3>${escapedText(part.words)}</h3>`;
    case 'callout':
      return `<p class="callout ${states[part.state].colour}"><span aria-hidden="true">${states[part.state].icon}</span> ${inline(part.spans)}</p>`;
    case 'facts': {
      const facts = part.facts.map(
        ({ label, value }) => `<div><dt>${escapedText(label)}</dt><dd>${inline(value)}</dd></div>`,
      );
      return `<dl>${facts.join('')}</dl>`;
    }
    case 'progress':
      return `<div class="progress"><progress max="100" value="${part.percent}" aria-label="${escapedText(part.label)}"></progress><span>${escapedText(part.label)}</span></div>`;
    case 'list':
      return `<ul>${part.items.map((one) => item(one, zone, button)).join('')}</ul>`;
    case 'tasks':
      return `<ul class="tasks">${part.tasks.map((one) => `<li>${task(one, button)}</li>`).join('')}</ul>`;
    case 'image': {
      const source = linkTarget(part.url);
      return source
        ? `<p><img src="${escapedText(source)}" alt="${escapedText(part.alt)}" loading="lazy"></p>`
        : `<p>${escapedText(part.alt)}</p>`;
    }
    case 'page':
      return `<p>${inline([{ is: 'link', text: part.label, url: part.url }])}</p>`;
    case 'verbatim':
      return `<pre>${escapedText(part.text)}</pre>`;
    case 'divider':
      return '<hr>';
    default:
      return part satisfies never;
  }
}

function item({ spans, state, buttons = [], actions = [] }: Item, zone: string, button: Button): string {
  const icon = state ? `<span aria-hidden="true">${states[state].icon}</span> ` : '';
  const about = words(spans);
  const all = [...buttons, ...actions].map((action) => button(action, about)).join('');
  return `<li${state ? ' class="stated"' : ''}>${icon}${inlineHtml(spans, zone)}${all === '' ? '' : `<div class="actions">${all}</div>`}</li>`;
}

/** A press on an item of a checklist ticks or unticks it. */
function task({ text, done, check, uncheck }: Task, button: Button): string {
  return button({ ...(done ? uncheck : check), label: `${done ? '☑' : '☐'} ${text}` });
}
