import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Running, startProgram } from '../process/process.ts';
import { startBrowser } from './browser.ts';

type Side = 'Slack' | 'Teams';

/** The preview in a browser, as after cloning the repository. */
export type PreviewPage = {
  page: Page;
  url: string;
  /** Errors of the browser's console. */
  complaints: string[];
  /** Switches to one of the sample's people. */
  as(name: 'Olivia' | 'Carol' | 'Mo' | 'Cleo'): Promise<void>;
  /** Types a line and sends it. */
  type(side: Side, text: string): Promise<void>;
  /** Returns the messages of one room. */
  messages(side: Side): Locator;
  /** Returns the newest message of one room that contains `words`. */
  message(side: Side, words: string | RegExp): Locator;
  /** Stops Milepost and starts it again on the same data; the page is loaded anew unless told otherwise. */
  restart(how?: { reload: boolean }): Promise<void>;
  /** Kills it with SIGKILL and starts it again. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

/** Starts Milepost without credentials, and a browser on its page. Only cards at a given port have pictures. */
export async function openPreview(viewport = { width: 1440, height: 900 }, port = '0'): Promise<PreviewPage> {
  const data = mkdtempSync(join(tmpdir(), 'milepost-preview-'));
  // outside a run of tests, as for the pictures of the README, there is no ready directory
  if (process.env.VITEST) await (await import('../database/ready-database.ts')).copyReady(data);
  const browser = await startBrowser();
  let running = await start(data, port);
  const page = await browser.newPage({ viewport });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(running.url);
  const again = async (signal: 'SIGTERM' | 'SIGKILL', { reload } = { reload: true }) => {
    running.program.process.kill(signal);
    await running.program.ended;
    running = await start(data, new URL(running.url).port);
    if (reload) await page.goto(running.url);
    else await page.getByRole('status').getByText('Reconnecting').waitFor({ state: 'detached' });
  };
  return {
    ...acting(page),
    page,
    url: running.url,
    complaints,
    restart: (how) => again('SIGTERM', how),
    kill: () => again('SIGKILL'),
    close: () => end(browser, running.program, data),
  };
}

async function end(browser: Browser, program: Running, data: string): Promise<void> {
  await browser.close();
  program.process.kill('SIGTERM');
  await program.ended;
  rmSync(data, { recursive: true, force: true });
}

async function start(data: string, port: string): Promise<{ program: Running; url: string }> {
  const env = { PORT: port, DATA_DIR: data, LOG_LEVEL: 'warn' };
  const program = startProgram('main.ts', [], { env, cwd: tmpdir() });
  let printed = '';
  program.process.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await program.says('Milepost is ready: ');
  return { program, url: /http:\S+/.exec(printed)?.[0] ?? '' };
}

function acting(page: Page): Pick<PreviewPage, 'as' | 'type' | 'messages' | 'message'> {
  const pane = (side: Side) =>
    page.getByRole('region', { name: side === 'Slack' ? 'Slack' : 'Microsoft Teams', exact: true });
  const messages = (side: Side) => pane(side).getByRole('article');
  return {
    as: (name) => page.getByRole('group', { name: 'You are' }).getByRole('button', { name }).click(),
    async type(side, text) {
      const line = pane(side).getByRole('combobox', { name: `Message in ${side}` });
      await line.fill(text);
      await pane(side).getByRole('button', { name: 'Send', exact: true }).click();
    },
    messages,
    message: (side, words) => messages(side).filter({ hasText: words }).last(),
  };
}
