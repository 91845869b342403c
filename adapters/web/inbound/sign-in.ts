import type { FastifyInstance, FastifyReply } from 'fastify';
import { escapedText } from '../../../cards/render/html.ts';
import type { SignIn } from '../../../src/ports/pages.ts';
import { cookieOf } from './cookie.ts';
import { linkForm, paths, plainPage } from './document.ts';
import { textOf, type WebPorts } from './web-ports.ts';

type OfLink = { Params: { link: string }; Body: URLSearchParams };

/** Registers the pages before the sign-in. None of them says whether a link, a code or an address is known. */
export function registerSignIn(app: FastifyInstance, { pages, isSecure }: WebPorts): void {
  // a GET changes nothing: mail scanners open links
  app.get<OfLink>('/open/:link', async ({ params }, reply) => html(reply, 200, startPage(params.link)));
  app.get<OfLink>('/open/:link/code', async ({ params }, reply) =>
    reply.redirect(paths.open(params.link), 303),
  );
  app.post<OfLink>('/open/:link/code', async ({ params }, reply) => {
    await pages.mailCode(params.link);
    return html(reply, 200, codePage(params.link));
  });
  app.post<OfLink>('/open/:link', async ({ params, body }, reply) => {
    const done = await pages.signIn(params.link, textOf(body, 'code'));
    if (done.is !== 'in') return html(reply, done.is === 'limited' ? 429 : 403, codePage(params.link, done));
    return reply.header('set-cookie', cookieOf(done, isSecure)).redirect(paths.page(done.key), 303);
  });
  app.get(paths.start, async (_request, reply) => html(reply, 200, askPage()));
  app.get(paths.links, async (_request, reply) => reply.redirect(paths.start, 303));
  app.post<{ Body: URLSearchParams }>(paths.links, async ({ body, log }, reply) => {
    // not awaited: the time to an answer would say whether the address is known
    pages.mailLinks(textOf(body, 'address')).catch((error: Error) => {
      log.error({ cause: error.message }, 'links not mailed');
    });
    return html(reply, 200, askedPage);
  });
}

/** Answers with a page. */
export const html = (reply: FastifyReply, status: number, page: string) =>
  reply.code(status).type('text/html; charset=utf-8').send(page);

const mailCodeForm = (link: string, label: string, look = 'primary') =>
  `<form method="post" action="${escapedText(paths.code(link))}"><button class="${look}">${label}</button></form>`;

const newLink = `<p class="quiet">A link works for two weeks and can be closed by the team. <a href="${paths.start}">Ask for a new link</a></p>`;

const startPage = (link: string) =>
  plainPage('Your project’s page', [
    '<p>To open the page, enter a code. It goes to the address to which this link was mailed.</p>',
    mailCodeForm(link, 'Mail me a code'),
    newLink,
  ]);

function codePage(link: string, refused?: Exclude<SignIn, { is: 'in' }>): string {
  return plainPage('Enter your code', [
    ...(refused ? [`<p class="alert" role="alert">${whyNot(refused)}</p>`] : []),
    '<p>If the link is valid, a code is on its way to the address to which the link was mailed.</p>',
    `<form method="post" action="${escapedText(paths.open(link))}"><div class="field"><label for="code">Code</label><input type="text" id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required maxlength="40"></div><button class="primary">Open the page</button></form>`,
    `<div class="actions">${mailCodeForm(link, 'Mail me another code', 'secondary')}</div>`,
    newLink,
  ]);
}

const whyNot = (refused: Exclude<SignIn, { is: 'in' }>) =>
  refused.is === 'limited'
    ? `Too many wrong codes were entered. Try again in ${refused.minutes} minutes, with a new code.`
    : 'That code does not open the page. Codes work once, for 15 minutes. Check it, or ask for another one.';

/** Says that a visit is over or was never there, and offers a new link. */
export const askPage = (why?: string): string =>
  plainPage('Open your project’s page', [
    ...(why ? [`<p role="alert">${why}</p>`] : []),
    '<p>Milepost mails a link to the address to which your invitation went.</p>',
    linkForm,
  ]);

const askedPage = plainPage('Look into your mailbox', [
  '<p>If somebody invited this address to a page, a new link is on its way to it. At most five mails an hour go to one address.</p>',
  `<p><a href="${paths.start}">Back</a></p>`,
]);
