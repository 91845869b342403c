import { createHash } from 'node:crypto';
import { type App, type Receiver, ReceiverMultipleAckError } from '@slack/bolt';
import type { FastifyBaseLogger, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { maskTokens } from '../bolt-log.ts';
import { decodeBody, isCertificateCheck } from './body.ts';
import { type Answer, type Exchange, emptyAnswer } from './exchange.ts';
import { answerFault, faultOf } from './fault.ts';
import { parseBody, type SlackBody } from './schemas.ts';
import { isFromSlack } from './signature.ts';

/** Slack's limit is 3 s, including the network. */
const deadlineMs = 2800;
const maxBodyBytes = 1024 * 1024;

/** What the receiver needs. `now` in milliseconds since the epoch. */
export type ReceiverParts = { signingSecret: string; now: () => number; log: FastifyBaseLogger };

/**
 * Bolt's receiver as a Fastify plugin that verifies the signature over the raw body first. Bolt's own
 * receivers accept timestamps in the future, compare content types exactly, and let an unhandled request
 * wait for three seconds.
 */
export class SlackReceiver implements Receiver {
  readonly #parts: ReceiverParts;
  readonly #working = new Set<Promise<void>>();
  #app: App | undefined;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Does nothing: the plugin listens where it is registered. */
  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Waits for the requests in progress. */
  async stop(): Promise<void> {
    await Promise.all(this.#working);
  }

  /** `POST /slack/events`: commands, interactivity and events. */
  readonly plugin: FastifyPluginAsync = async (fastify) => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: maxBodyBytes },
      (_request, body, done) => done(null, body),
    );
    fastify.setErrorHandler((error, _request, reply) => {
      const status = statusOf(error);
      return reply
        .code(status)
        .send({ error: status === 413 ? 'The request is too large.' : 'The request is malformed.' });
    });
    fastify.post('/slack/events', (request, reply) => this.#receive(request, reply));
    fastify.addHook('onClose', () => this.stop());
  };

  async #receive(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const decoded = decodeBody(request.headers['content-type'] ?? '', raw);
    if (isCertificateCheck(decoded)) return reply.code(200).send();
    if (!this.#isSigned(request, raw)) return reply.code(401).send({ error: 'The signature is not valid.' });
    const read = decoded && parseBody(decoded);
    if (!read || read.is === 'malformed') return reply.code(400).send({ error: 'The request is malformed.' });
    if (read.is === 'unused') return reply.code(200).send();
    const { body } = read;
    if (body.type === 'url_verification') return reply.send({ challenge: body.challenge });
    const answer = await this.#dispatch(body, raw, request);
    if (answer.noRetry) reply.header('x-slack-no-retry', '1');
    return reply.code(answer.status).send(answer.body);
  }

  #isSigned({ headers }: FastifyRequest, raw: Buffer): boolean {
    return isFromSlack({
      secret: this.#parts.signingSecret,
      raw,
      signature: headers['x-slack-signature'],
      timestamp: headers['x-slack-request-timestamp'],
      now: this.#parts.now(),
    });
  }

  /** Hands a request to Bolt. Resolves to its acknowledgement, a fault's answer, or empty at the deadline. */
  #dispatch(body: SlackBody, raw: Buffer, request: FastifyRequest): Promise<Answer> {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    let late = false;
    const deadline = setTimeout(() => {
      late = true;
      resolve(emptyAnswer);
    }, deadlineMs);
    const exchange: Exchange = {
      delivery: deliveryOf(body, raw),
      accept: () => resolve(emptyAnswer),
      isLate: () => late,
    };
    const work = this.#process(body, exchange, resolve, request).finally(() => {
      clearTimeout(deadline);
      this.#working.delete(work);
    });
    this.#working.add(work);
    return promise;
  }

  async #process(
    body: SlackBody,
    exchange: Exchange,
    answer: (answer: Answer) => void,
    request: FastifyRequest,
  ): Promise<void> {
    let acked = false;
    const ack = async (content?: string | object) => {
      if (acked) throw new ReceiverMultipleAckError();
      acked = true;
      // Bolt acknowledges events before listeners run; a crash would lose them: listeners call `accept`
      if (body.event === undefined)
        answer(content === undefined ? emptyAnswer : { status: 200, body: content });
    };
    try {
      await this.#app?.processEvent({ body, ack, ...retryOf(request), customProperties: { exchange } });
      answer(acked ? emptyAnswer : answerFault('unknown', body, this.#parts.log));
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'defect') this.#parts.log.error({ fault, err: masked(error) }, 'slack request failed');
      else this.#parts.log.warn({ fault }, 'slack request refused');
      answer(answerFault(fault, body, this.#parts.log, acked || exchange.isLate()));
    }
  }
}

/** Slack retries an event under its id; other requests are told apart by their unique trigger id. */
function deliveryOf(body: SlackBody, raw: Buffer): string {
  const id = body.event_id;
  if (typeof id === 'string') return `slack:event:${id}`;
  return `slack:${createHash('sha256').update(raw).digest('hex')}`;
}

function retryOf({ headers }: FastifyRequest): { retryNum?: number; retryReason?: string } {
  const num = Number.parseInt(String(headers['x-slack-retry-num']), 10);
  const reason = headers['x-slack-retry-reason'];
  return {
    ...(Number.isNaN(num) ? {} : { retryNum: num }),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return status === 413 ? 413 : 400;
}

function masked(error: unknown): { message: string; stack?: string } {
  if (!(error instanceof Error)) return { message: maskTokens(String(error)) };
  return {
    message: maskTokens(error.message),
    ...(error.stack === undefined ? {} : { stack: maskTokens(error.stack) }),
  };
}
