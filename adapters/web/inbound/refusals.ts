import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { escapedText } from '../../../cards/render/html.ts';
import { paths, plainPage } from './document.ts';
import { askPage, html } from './sign-in.ts';

/** Answers people in words where a request never reaches a page: a file, a defect, or an address that does not exist. */
export function registerRefusals(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { statusCode: status = 500 } = error;
    if (status === 413 || status === 415) {
      // otherwise the server would read the whole file, only to drop it
      return html(reply.header('connection', 'close'), status, fileRefusal(request));
    }
    if (status < 500) return html(reply, status, unknownAddress);
    // the route and not the address, which may hold a token
    request.log.error({ cause: error.message, route: request.routeOptions.url }, 'http request failed');
    return html(reply, 500, defectPage(request));
  });
  for (const url of ['/page/*', '/open/*'])
    app.route({
      method: ['GET', 'POST'],
      url,
      handler: async (_request, reply) => html(reply, 404, unknownAddress),
    });
}

const unknownAddress = askPage('There is nothing at this address.');

const back = ({ params }: FastifyRequest): string => {
  const { key } = params as { key?: string };
  return `<p><a href="${key ? escapedText(paths.page(key)) : paths.start}">Back to the page</a></p>`;
};

const fileRefusal = (request: FastifyRequest): string =>
  plainPage('Files cannot be sent here', [
    '<p role="alert">Nothing was saved. This page takes text only, up to 4,000 characters in a message.</p>',
    '<p>Put the file where your team can open it, and write a link to it in a message: https://… or [title](https://…).</p>',
    back(request),
  ]);

const defectPage = (request: FastifyRequest): string =>
  plainPage('Something went wrong', [
    '<p role="alert">Milepost could not finish this. Open the page again to see what is saved, then try again.</p>',
    back(request),
  ]);
