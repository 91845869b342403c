import type { Transport } from '../adapters/email/transport.ts';
import type { Act } from './script.ts';

/** Milepost's mail server in the demo, and the customers who read their mail and their pages there (CUS-8). */
export type Customers = {
  transport: Pick<Transport, 'send'>;
  /** Opens the last link that was mailed to a person, and signs in with the mailed code. Returns what the page says. */
  open(person: string): Promise<string>;
  /** Presses a button of a card, fills the form that it opens, and says yes where it asks. */
  press(step: Extract<Act, { where: 'the page'; does: 'presses' }>): Promise<string>;
  /** What the page of a person shows now, as text. */
  page(person: string): Promise<string>;
};

type Visit = { path: string; cookie: string };

/** Opens the mailboxes; `origin` is where Milepost listens, `settle` waits until everything is sent. */
export function openMailboxes({
  origin,
  settle,
}: {
  origin: () => string;
  settle: () => Promise<void>;
}): Customers {
  const mails: { to: string; text: string }[] = [];
  const visits = new Map<string, Visit>();
  const lastMailTo = (person: string, what: RegExp) => {
    const found = mails.findLast(({ to, text }) => isOf(to, person) && what.test(text));
    return { to: found?.to ?? '', said: what.exec(found?.text ?? '')?.[0] ?? '' };
  };
  const ask = async (path: string, fields?: Record<string, string>, cookie = '') => {
    const posted = fields ? { method: 'POST', body: new URLSearchParams(fields) } : {};
    const answer = await fetch(new URL(path, origin()), {
      ...posted,
      redirect: 'manual',
      headers: { cookie },
    });
    return { answer, html: await answer.text() };
  };
  async function signIn(person: string): Promise<Visit> {
    const { said: link } = lastMailTo(person, /\/open\/[0-9A-Z]+/);
    await ask(`${link}/code`, {});
    await settle();
    const { said: code } = lastMailTo(person, /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/);
    const { answer } = await ask(link, { code });
    const [cookie = ''] = answer.headers.getSetCookie().map((one) => one.replace(/;.*/, ''));
    const visit = { path: answer.headers.get('location') ?? '', cookie };
    visits.set(person, visit);
    return visit;
  }
  /** The page as it is now; where the visit is over, with a new link and a new code. */
  async function visited(person: string): Promise<Visit & { html: string }> {
    const visit = visits.get(person);
    const { answer, html } = await ask(visit?.path ?? '/page', undefined, visit?.cookie);
    if (visit && answer.status === 200) return { ...visit, html };
    await ask('/page/link', { address: lastMailTo(person, /./).to });
    await settle();
    const again = await signIn(person);
    return { ...again, html: (await ask(again.path, undefined, again.cookie)).html };
  }
  return {
    transport: {
      send: async ({ envelope, text }) =>
        void mails.push({ to: String(envelope?.to ?? ''), text: String(text) }),
    },
    page: async (person) => textIn((await visited(person)).html),
    async open(person) {
      const { path, cookie } = await signIn(person);
      return textIn((await ask(path, undefined, cookie)).html);
    },
    async press({ person, button, card, says }) {
      const { html: shown, cookie } = await visited(person);
      const article = articlesIn(shown).find((one) => textIn(one).startsWith(card));
      const pressed = formIn(article ?? '', button);
      if (!pressed) return `There is no “${button}” on “${card}”.`;
      let { html } = await ask(pressed.action, pressed.fields, cookie);
      const field = /name="(in\.[^"]+)"/.exec(html)?.[1];
      const form = formIn(html, /<button class="primary">([^<]+)</.exec(html)?.[1] ?? '');
      if (says !== undefined && field && form)
        html = (await ask(form.action, { ...form.fields, [field]: says }, cookie)).html;
      const question = articlesIn(html).find((one) => one.includes('id="answer-card"')) ?? '';
      const yes = /^[^\n]*\?\n/.test(textIn(question)) ? formIn(question, button) : undefined;
      if (yes) html = (await ask(yes.action, yes.fields, cookie)).html;
      return textIn(/<section id="answer"[\s\S]*?<\/section>/.exec(html)?.[0] ?? html);
    },
  };
}

const isOf = (address: string, person: string) => address.startsWith(`${person.toLowerCase()}@`);

const articlesIn = (html: string): string[] => html.match(/<article [\s\S]*?<\/article>/g) ?? [];

/** The form with a button of that label, and the hidden values with which it was drawn. */
function formIn(html: string, label: string): { action: string; fields: Record<string, string> } | undefined {
  const forms = html.match(/<form [\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => textIn(/<button[\s\S]*?<\/button>/.exec(one)?.[0] ?? '') === `[${label}]`);
  const hidden = [...(form ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const action = / action="([^"]+)"/.exec(form ?? '')?.[1];
  return action === undefined
    ? undefined
    : { action, fields: Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])) };
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** The text of a page or a part of it, one line for each paragraph, with buttons in brackets. */
const textIn = (html: string): string =>
  html
    .replace(/^[\s\S]*<main[^>]*>|<\/main>[\s\S]*$/g, '')
    .replaceAll('\n', ' ')
    .replaceAll(/<button[^>]*>([\s\S]*?)<\/button>/g, '[$1] ')
    .replaceAll('</dt>', ': ')
    .replaceAll(/<\/(?:p|h1|h2|h3|li|dd|article|label|div)>|<br>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll(/ +/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
