import { escapedText } from '../../../cards/render/html.ts';

/** The headers of every page: nothing from elsewhere, no scripts inside a page, and no copy kept. */
export const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Addresses of the pages. */
export const paths = {
  style: '/page-files/page.css',
  script: '/page-files/page.js',
  start: '/page',
  links: '/page/link',
  open: (link: string) => `/open/${link}`,
  code: (link: string) => `/open/${link}/code`,
  page: (key: string) => `/page/${key}`,
  press: (key: string) => `/page/${key}/press`,
  events: (key: string) => `/page/${key}/events`,
} as const;

/** Wraps content in a complete page. `live` lets the script keep it current. */
export function pageDocument(of: {
  title: string;
  header: string;
  main: string;
  footer?: string;
  live?: { page: string; events: string };
}): string {
  const live = of.live
    ? ` data-page="${escapedText(of.live.page)}" data-events="${escapedText(of.live.events)}"`
    : '';
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">',
    `<title>${escapedText(of.title)}</title><link rel="stylesheet" href="${paths.style}">`,
    ...(of.live ? [`<script type="module" src="${paths.script}"></script>`] : []),
    `</head><body${live}><a class="skip" href="#content">Skip to the content</a>`,
    `<header>${of.header}</header>`,
    `<main id="content">${of.main}</main>`,
    ...(of.footer ? [`<footer>${of.footer}</footer>`] : []),
    '</body></html>',
    '',
  ].join('\n');
}

/** A plain page with a heading and paragraphs or forms, such as those before the sign-in. */
export const plainPage = (title: string, parts: readonly string[]): string =>
  pageDocument({
    title,
    header: `<h1>${escapedText(title)}</h1>`,
    main: `<section class="card">${parts.join('\n')}</section>`,
  });

/** Asks for an address, to mail a new link to. */
export const linkForm = `<form method="post" action="${paths.links}"><div class="field"><label for="address">Your e-mail address</label><input type="email" id="address" name="address" autocomplete="email" required maxlength="254"></div><button class="primary">Mail me a new link</button></form>`;
