import type { Config } from '../../../src/config.ts';
import { type Apollo, olivia, peopleOf } from '../apollo.ts';
import type { EngineInWay } from '../database/database.ts';
import { type MailServer, startMailServer } from '../mail-server.ts';
import { type Stage, type Staging, startStage } from '../milepost.ts';
import { testSecret } from '../secret.ts';
import { openPageBrowser, type PageBrowser } from './page-browser.ts';

/** Milepost with a mail server and a project, whose owner invites customers. */
export type PageStage = {
  stage: Stage;
  apollo: Apollo;
  mail: MailServer;
  origin: string;
  browser(): PageBrowser;
  /** Invites an address; returns the path of the link that was mailed. */
  invite(address: string, name?: string): Promise<string>;
  /** Returns the last code that was mailed to an address. */
  codeFor(address: string): Promise<string>;
  /** Opens a link and signs in with the mailed code. */
  signIn(link: string, address: string): Promise<PageBrowser>;
  close(): Promise<void>;
};

/** The date of the tests, a Monday. */
const start = '2026-12-07T09:00:00Z';

/** A project in Slack, of Olivia. */
const oneProject = async (_stage: Stage, apollo: Apollo) =>
  void (await apollo.slack(olivia, 'project "Apollo" kind:client target:"18 dec 2026"'));

/** Starts it with the project that `begin` makes; `staging` as for the stage. */
export async function startPageStage(
  engine: EngineInWay,
  more: Partial<Config> = {},
  begin: (stage: Stage, apollo: Apollo) => Promise<void> = oneProject,
  staging: Staging = {},
): Promise<PageStage> {
  const mail = await startMailServer();
  const from = { name: 'Milepost', address: 'milepost@acme.example' };
  const email = { host: '127.0.0.1', port: mail.port, secure: false, from };
  const config = { email, movedNow: start, publicUrl: 'http://127.0.0.1:3000', secret: testSecret };
  const stage = await startStage(engine, { ...config, ...more }, staging);
  const apollo = peopleOf(stage);
  const at = stage.milepost.app.server.address();
  if (at === null || typeof at === 'string') throw new Error('Milepost has no port');
  const origin = `http://127.0.0.1:${at.port}`;
  await begin(stage, apollo);
  const mailsTo = (address: string) => mail.mails.filter(({ to }) => to.includes(address));
  const page: PageStage = {
    stage,
    apollo,
    mail,
    origin,
    browser: () => openPageBrowser(origin),
    async invite(address, name) {
      await apollo.slack(olivia, `invite customer ${address}${name ? ` name:"${name}"` : ''}`);
      await stage.settle();
      const links = mailsTo(address).flatMap(({ text }) => [...text.matchAll(/\/open\/[0-9A-Z]{26}/g)]);
      const [path] = links.at(-1) ?? [];
      if (!path) throw new Error(`no link was mailed to ${address}`);
      return path;
    },
    async codeFor(address) {
      await stage.settle();
      const codes = mailsTo(address).flatMap(({ text }) => [
        ...text.matchAll(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/g),
      ]);
      const [code] = codes.at(-1) ?? [];
      if (!code) throw new Error(`no code was mailed to ${address}`);
      return code;
    },
    async signIn(link, address) {
      const browser = page.browser();
      await browser.get(link);
      await browser.press('Mail me a code');
      await browser.press('Open the page', { code: await page.codeFor(address) });
      return browser;
    },
    async close() {
      await stage.close();
      await mail.stop();
    },
  };
  return page;
}
