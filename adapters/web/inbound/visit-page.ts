import { randomUUID } from 'node:crypto';
import { escapedText } from '../../../cards/render/html.ts';
import { carryingForm, renderPageCard } from '../../../cards/render/page/card.ts';
import { instantWords } from '../../../cards/render/page/inline.ts';
import type { Buttons } from '../../../cards/render/page/press.ts';
import type { PageMessage, Pages, Visit } from '../../../src/ports/pages.ts';
import { pageDocument, paths } from './document.ts';

/** Returns the buttons of one rendering. Each rendering has a name, so that a form that is sent twice acts once. */
export function buttonsOf(pages: Pages, visit: Visit): Buttons {
  const rendering = randomUUID();
  return {
    target: paths.press(visit.key),
    seal: (carried) => pages.seal(visit, JSON.stringify({ ...carried, rendering })),
  };
}

/** Renders a page of a visit: `answer` stands above everything else, `content` in place of the cards. */
export function visitPage(
  visit: Visit,
  buttons: Buttons,
  of: { messages?: readonly PageMessage[]; answer?: string; content?: string; title?: string },
): string {
  const { key, projectName, personName, zone, expiresAt } = visit;
  const sections = of.messages ? messageSections(of.messages, visit, buttons) : [];
  const back = of.content ? [`<p><a href="${paths.page(key)}">Back to the page</a></p>`] : [];
  return pageDocument({
    title: of.title ? `${of.title} · ${projectName}` : projectName,
    header: `<h1>${escapedText(projectName)}</h1><p>${escapedText(personName)}</p>`,
    main: [of.answer ?? '', of.content ?? '', ...sections, ...back].join('\n'),
    footer: `<div class="news" role="status" aria-live="polite" id="news"></div><p>Signed in until ${escapedText(instantWords(expiresAt, zone))}.</p>${carryingForm(buttons, { is: 'leave' }, '<button>Sign out</button>')}`,
    ...(of.messages ? { live: { page: paths.page(key), events: paths.events(key) } } : {}),
  });
}

/** The live cards first, then what was posted, the newest first. */
function messageSections(messages: readonly PageMessage[], { zone }: Visit, buttons: Buttons): string[] {
  const around = { buttons, zone };
  const cardOf = ({ id, version, card }: PageMessage) =>
    renderPageCard({ id: `m-${id}`, version, card }, around);
  const live = messages.filter(({ isLive }) => isLive).map(cardOf);
  const posted = messages
    .filter(({ isLive }) => !isLive)
    .toReversed()
    .map(cardOf);
  return [
    `<section id="live" aria-label="Now">${live.join('\n')}</section>`,
    `<h2 id="posted-title">News</h2><section id="posted" aria-labelledby="posted-title">${posted.join('\n')}</section>`,
  ];
}
