/** A browser without scripts: it keeps cookies, and submits the forms of a page as they are. */
export type PageBrowser = {
  /** The last answer. */
  status: number;
  html: string;
  url: string;
  headers: Headers;
  get(path: string): Promise<string>;
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<string>;
  /** Presses the button with a label, with what is typed into the fields of its form. */
  press(label: string, typed?: Record<string, string>): Promise<string>;
  cookies: Map<string, string>;
};

/** Opens a browser for a server. Follows redirects as browsers do. */
export function openPageBrowser(origin: string): PageBrowser {
  const browser: PageBrowser = {
    status: 0,
    html: '',
    url: '',
    headers: new Headers(),
    cookies: new Map(),
    get: (path) => visit(path, {}),
    post: (path, fields = {}, headers = {}) =>
      visit(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    press(label, typed = {}) {
      const { action, fields } = formOf(browser.html, label);
      const named = Object.entries(typed).map(([name, value]) => [`in.${name}`, value]);
      return browser.post(action, { ...fields, ...typed, ...Object.fromEntries(named) });
    },
  };
  async function visit(path: string, how: RequestInit): Promise<string> {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, origin), {
      ...how,
      redirect: 'manual',
      headers: { ...(how.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    });
    for (const set of answer.headers.getSetCookie()) keep(set);
    const to = answer.headers.get('location');
    if (to) return visit(to, {});
    Object.assign(browser, { status: answer.status, headers: answer.headers, url: path });
    browser.html = await answer.text();
    return textOf(browser.html);
  }
  function keep(set: string): void {
    const [pair = '', ...attributes] = set.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) browser.cookies.delete(name);
    else browser.cookies.set(name, value);
  }
  return browser;
}

const decoded = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Returns the text of a page, without its markup. */
export const textOf = (html: string): string =>
  decoded(
    html
      .replace(/^[\s\S]*<body[^>]*>/, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  ).trim();

/** Returns the labels of the buttons of a page, in order. */
export const buttonsIn = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*>([\s\S]*?)<\/button>/g)].map(([, words = '']) =>
    decoded(words.replaceAll(/<[^>]+>/g, '')).trim(),
  );

/** Returns the form that has a button with that label, and the values with which it was drawn. */
export function formOf(html: string, label: string): { action: string; fields: Record<string, string> } {
  for (const [form] of html.matchAll(/<form [\s\S]*?<\/form>/g)) {
    const buttons = [...form.matchAll(/<button([^>]*)>([\s\S]*?)<\/button>/g)];
    const button = buttons.find(
      ([, , words = '']) => decoded(words.replaceAll(/<[^>]+>/g, '')).trim() === label,
    );
    if (!button) continue;
    const inputs = [...form.matchAll(/<input [^>]*>/g)].map(([input]) => input);
    const [name, value] = [attribute(button[1] ?? '', 'name'), attribute(button[1] ?? '', 'value')];
    return {
      action: attribute(form, 'action') ?? '',
      fields: {
        ...Object.fromEntries(
          inputs.map((one) => [attribute(one, 'name') ?? '', attribute(one, 'value') ?? '']),
        ),
        ...selected(form),
        ...areas(form),
        ...(name ? { [name]: value ?? '' } : {}),
      },
    };
  }
  throw new Error(`There is no button “${label}” in: ${textOf(html)}`);
}

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
};

const selected = (form: string): Record<string, string> =>
  Object.fromEntries(
    [...form.matchAll(/<select ([^>]*)>([\s\S]*?)<\/select>/g)].map(([, tag = '', options = '']) => [
      attribute(` ${tag}`, 'name') ?? '',
      attribute(/<option [^>]*selected[^>]*>/.exec(options)?.[0] ?? '', 'value') ?? '',
    ]),
  );

const areas = (form: string): Record<string, string> =>
  Object.fromEntries(
    [...form.matchAll(/<textarea ([^>]*)>\n?([\s\S]*?)<\/textarea>/g)].map(([, tag = '', value = '']) => [
      attribute(` ${tag}`, 'name') ?? '',
      decoded(value),
    ]),
  );
