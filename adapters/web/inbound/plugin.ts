import { readFileSync } from 'node:fs';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Visit } from '../../../src/ports/pages.ts';
import { noCookie, sessionIn } from './cookie.ts';
import { pageHeaders, paths } from './document.ts';
import { createStreams } from './events.ts';
import { answerPress, readCarried } from './press.ts';
import { registerRefusals } from './refusals.ts';
import { askPage, html, registerSignIn } from './sign-in.ts';
import { buttonsOf, visitPage } from './visit-page.ts';
import type { WebPorts } from './web-ports.ts';

/** Longest body of a submitted form, in bytes: a message of 4000 characters, written in percent signs. */
const maxBodyBytes = 256 * 1024;

const asset = (name: string) => readFileSync(new URL(`../assets/${name}`, import.meta.url));

type OfPage = { Params: { key: string }; Body: URLSearchParams };

/** Creates the routes of the pages of customers (CUS-8): sign-in, page, presses and changes. */
export const webPlugin =
  (ports: WebPorts): FastifyPluginAsync =>
  async (app) => {
    const { pages, isSecure } = ports;
    const streams = createStreams(pages, pageHeaders);
    app.addHook('preClose', async () => {
      streams.close();
      pages.close();
    });
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(pageHeaders);
      // a form on another site cannot act here, even before the sign-in
      const from = request.headers['sec-fetch-site'];
      const isOwn = from === undefined || from === 'same-origin' || from === 'none';
      if (request.method === 'POST' && !isOwn) return html(reply, 403, askPage());
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: maxBodyBytes },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    const [style, script] = [asset('page.css'), asset('page.js')];
    app.get(paths.style, async (_request, reply) => cached(reply, 'text/css; charset=utf-8').send(style));
    app.get(paths.script, async (_request, reply) =>
      cached(reply, 'text/javascript; charset=utf-8').send(script),
    );
    registerSignIn(app, ports);
    registerRefusals(app);

    const visitOf = async ({ params, headers }: FastifyRequest<OfPage>): Promise<Visit | undefined> => {
      const session = sessionIn(headers.cookie, params.key, isSecure);
      return session === undefined ? undefined : pages.visit(params.key, session);
    };

    app.get<OfPage>('/page/:key', async (request, reply) => {
      const visit = await visitOf(request);
      if (!visit) return over(reply);
      const messages = await pages.messages(visit);
      return html(reply, 200, visitPage(visit, buttonsOf(pages, visit), { messages }));
    });
    app.get<OfPage>('/page/:key/press', async ({ params }, reply) =>
      reply.redirect(paths.page(params.key), 303),
    );
    app.post<OfPage>('/page/:key/press', async (request, reply) => {
      const visit = await visitOf(request);
      if (!visit) return over(reply);
      const carried = readCarried(pages, visit, request.body);
      const buttons = buttonsOf(pages, visit);
      if (!carried) {
        const answer = '<p class="alert" role="alert">This button is out of date. Use the page below.</p>';
        return html(reply, 400, visitPage(visit, buttons, { messages: await pages.messages(visit), answer }));
      }
      if (carried.is === 'leave') {
        await pages.signOut(visit);
        reply.header('set-cookie', noCookie(visit.key, isSecure));
        return html(reply, 200, askPage('You signed out.'));
      }
      const answered = await answerPress(ports, visit, carried, { body: request.body, buttons });
      const status = answered.isRefused ? 422 : 200;
      if (answered.isForm) return html(reply, status, visitPage(visit, buttons, { content: answered.html }));
      // so that a browser without scripts sees what the press changed
      await pages.settled(visit);
      const messages = await pages.messages(visit);
      return html(reply, status, visitPage(visit, buttons, { messages, answer: answered.html }));
    });
    app.get<OfPage>('/page/:key/events', async (request, reply) => {
      const visit = await visitOf(request);
      // 204 tells a browser not to try again
      if (!visit) return reply.code(204).send();
      if (!streams.open(reply, visit)) return reply.code(503).header('retry-after', '60').send();
      return reply;
    });
  };

const over = (reply: FastifyReply) =>
  html(reply, 401, askPage('Nobody is signed in to this page here, or the visit is over.'));

const cached = (reply: FastifyReply, type: string) =>
  reply.header('cache-control', 'public, max-age=300').type(type);
