import { request } from 'node:http';
import { tmpdir } from 'node:os';
import type { Snapshot } from '../../../src/preview/snapshot.ts';
import { type Running, startProgram } from '../process/process.ts';

/** The answer of a preview route. */
export type Answered = { status: number; body: Record<string, unknown> };

/** Milepost without credentials in its own process, and the requests that its page makes. */
export type RunningPreview = {
  program: Running;
  url: string;
  /** Sends a request as the page does; `headers` replace its own. */
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answered>;
  /** Returns the state that the page shows first. */
  state(): Promise<Snapshot>;
  /** Follows the states until `look` returns something. Rejects after 25 seconds. */
  until<T>(look: (state: Snapshot) => T | undefined): Promise<T>;
  /** Stops it; resolves when the process has ended. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
};

const PATIENCE_MS = 25_000;

/** Starts the preview on a data directory and waits until it is ready. */
export async function startPreview(
  data: string,
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
): Promise<RunningPreview> {
  const program = startProgram('main.ts', args, {
    env: { PORT: '0', DATA_DIR: data, ...env },
    cwd: tmpdir(),
  });
  let out = '';
  program.process.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  await program.says('Milepost is ready: ');
  const url = /ready: (http:\/\/[^/]+)/.exec(out)?.[1] ?? '';
  const until = <T>(look: (state: Snapshot) => T | undefined) => follow(url, look);
  return {
    program,
    url,
    post: (path, body, headers = { origin: url }) => post(`${url}/preview/${path}`, body, headers),
    state: () => until((state) => state),
    until,
    async stop(signal = 'SIGTERM') {
      program.process.kill(signal);
      await program.ended;
    },
  };
}

/** Sends JSON with exactly these headers, Host included where given. */
function post(url: string, body: object, headers: Record<string, string>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) }));
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

async function follow<T>(url: string, look: (state: Snapshot) => T | undefined): Promise<T> {
  const closing = new AbortController();
  const answer = await fetch(`${url}/preview/events`, {
    signal: AbortSignal.any([closing.signal, AbortSignal.timeout(PATIENCE_MS)]),
  });
  let text = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^event: state\ndata: (.*)$/s.exec(event)?.[1];
      const found = data === undefined ? undefined : look(JSON.parse(data));
      if (found === undefined) continue;
      closing.abort();
      return found;
    }
  }
  throw new Error('The preview ended before that came.');
}

/** Returns the bot's newest card in #apollo that begins with `words`. */
export const slackCard = ({ slack }: Snapshot, words: string) =>
  slack.posts.findLast(
    ({ channel, user, text }) => channel === 'CAPOLLO' && user === slack.bot && text.startsWith(words),
  );

/** Returns the bot's newest public card in the Teams channel that begins with `words`. */
export const teamsCard = ({ teams }: Snapshot, words: string) =>
  teams.messages.findLast(
    ({ room, from, targetedTo, card }) =>
      room === '19:Apollo@thread.tacv2' &&
      from === teams.bot &&
      targetedTo === undefined &&
      String(card?.fallbackText ?? '').startsWith(words),
  );

/** Returns a Teams message as text. */
export const wordsOf = (message: { card?: { [key: string]: unknown }; text?: string } | undefined): string =>
  String(message?.card?.fallbackText ?? message?.text ?? '');
