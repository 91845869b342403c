import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, type Block, type Card, note, plain, type Span } from '../../../cards/model.ts';
import { renderSlack } from '../../../cards/render/slack/cards.ts';
import { slackProblems } from '../../../cards/render/slack/limits.ts';

const HERE = { tenant: 'T1' };
const withSpans = (...spans: Span[]): Card => ({ ...note('x'), title: spans });
const elements = (card: Card) => JSON.stringify(renderSlack(card, HERE).blocks);
const action = (command: string, more: Partial<Action> = {}): Action => ({
  label: command,
  command,
  input: { milestone: '3' },
  ...more,
});

describe('text of people', () => {
  const NASTY = [
    '<!channel>',
    '*x* _y_ ~z~ `c`',
    '<@U0BOSS>',
    '&lt;',
    ':tada:',
    '@here',
    '<https://evil.example|safe>',
    '> q',
  ];

  test.each(NASTY)('%s shows letter by letter and is never markup', (text) => {
    const blocks: Block[] = [
      { is: 'text', spans: [plain(text)], tone: 'normal' },
      { is: 'text', spans: [plain(text)], tone: 'quiet' },
      { is: 'facts', facts: [{ label: text, value: [plain(text)] }] },
      { is: 'progress', percent: 5, label: text },
      { is: 'list', items: [{ spans: [plain(text)] }, { spans: [plain(text)], actions: [action('check')] }] },
      { is: 'image', url: 'https://example.com/a.png', alt: text },
      { is: 'verbatim', text },
    ];
    const confirm = { title: text, text, yes: text };
    const card: Card = {
      title: [plain(text)],
      blocks,
      actions: [action('done', { label: text, confirm })],
      more: [],
    };
    const message = renderSlack(card, HERE);
    const types = [...JSON.stringify(message.blocks).matchAll(/"type":"([a-z_]+)"/g)].map(
      (match) => match[1],
    );
    expect(types).not.toContain('mrkdwn');
    expect(types).not.toContain('user');
    expect(types).not.toContain('broadcast');
    expect(JSON.stringify(message.blocks)).toContain(JSON.stringify(text).slice(1, -1));
    expect(message.text).not.toMatch(/<[!@#]|<https/);
    expect(slackProblems(message)).toEqual([]);
  });

  test('plain text elements do not turn names into emoji', () => {
    const card: Card = { ...note('x'), actions: [action('done', { label: ':tada:' })] };
    expect(elements(card)).toContain('{"type":"plain_text","text":":tada:","emoji":false}');
  });

  test('a link that is none of the web stays words', () => {
    expect(elements(withSpans({ is: 'link', text: 'run', url: 'javascript:alert(1)' }))).not.toContain(
      '"type":"link"',
    );
    expect(elements(withSpans({ is: 'link', text: 'run', url: 'https://a.example' }))).toContain(
      '"type":"link"',
    );
  });

  test('any text at all stays inside the limits or is reported, and pings nobody', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50 }), (text) => {
        const message = renderSlack(note(text, [{ is: 'text', spans: [plain(text)], tone: 'quiet' }]), HERE);
        expect(JSON.stringify(message.blocks)).not.toMatch(/"type":"(mrkdwn|user|broadcast)"/);
        expect(message.text).not.toContain('<');
      }),
    );
  });
});

describe('mentions', () => {
  const mention = (tenant: string, user = 'U2AB'): Span => ({
    is: 'mention',
    name: 'Ana',
    addresses: [
      { platform: 'teams', tenant: 'T1', user: 'U9' },
      { platform: 'slack', tenant, user },
    ],
  });

  test('ping inside the workspace', () => {
    expect(elements(withSpans(mention('T1')))).toContain('"type":"user","user_id":"U2AB"');
  });

  test('are the plain name in another workspace, and for an id that is none', () => {
    for (const span of [mention('T2'), mention('T1', '<!channel>')]) {
      expect(elements(withSpans(span))).not.toContain('"user"');
      expect(elements(withSpans(span))).toContain('"text":"Ana"');
    }
  });
});

test('a moment is a native date with a fallback in words', () => {
  const card = withSpans({ is: 'instant', at: '2026-12-10T09:00:00Z' });
  expect(elements(card)).toContain('"type":"date","timestamp":1796893200');
  expect(elements(card)).toContain('"fallback":"2026-12-10 09:00 UTC"');
});

test('what is past says how long ago it was, which Slack keeps current', () => {
  const card = withSpans({ is: 'instant', at: '2026-12-10T09:00:00Z', past: true });
  expect(elements(card)).toContain('"format":"{ago}"');
});

test('a name is a header with its state below; a sentence stays a line', () => {
  const named: Card = { ...note('3 · Beta launch'), state: 'in_progress', subtitle: [plain('due today')] };
  const blocks = renderSlack(named, HERE).blocks;
  expect(blocks[0]).toEqual({
    type: 'header',
    text: { type: 'plain_text', text: '3 · Beta launch', emoji: false },
  });
  expect(elements(named)).toContain(
    '{"type":"text","text":"🔵 "},{"type":"text","text":"In progress","style":{"bold":true}}',
  );
  expect(renderSlack(named, HERE).text).toBe('3 · Beta launch, in progress, due today');
  expect(renderSlack(note('Saved.'), HERE).blocks.map(({ type }) => type)).toEqual(['rich_text']);
});

test('a name too long for a header stays whole', () => {
  const card: Card = { ...note('n'.repeat(151)), subtitle: [] };
  expect(renderSlack(card, HERE).blocks[0]?.type).toBe('rich_text');
  expect(elements(card)).toContain('n'.repeat(151));
});

test('the top-level text carries the whole meaning', () => {
  const card: Card = {
    title: [plain('3 · Beta & more')],
    blocks: [
      { is: 'progress', percent: 60, label: '60%, 3 of 5 items' },
      { is: 'facts', facts: [{ label: 'Owner', value: [plain('Ana')] }] },
    ],
    actions: [],
    more: [],
  };
  expect(renderSlack(card, HERE).text).toBe('3 · Beta &amp; more\n60%, 3 of 5 items\nOwner: Ana');
});

test.each([
  [0, '▱▱▱▱▱▱▱▱▱▱'],
  [1, '▰▱▱▱▱▱▱▱▱▱'],
  [50, '▰▰▰▰▰▱▱▱▱▱'],
  [99, '▰▰▰▰▰▰▰▰▰▱'],
  [100, '▰▰▰▰▰▰▰▰▰▰'],
])('%i percent is %s: a started bar is not empty, an unfinished one not full', (percent, bar) => {
  expect(elements(note('x', [{ is: 'progress', percent, label: 'l' }]))).toContain(`${bar}  l`);
});

test('a picture says in words what it shows, to those who cannot see it and in notifications', () => {
  const message = renderSlack(
    note('x', [{ is: 'image', url: 'https://a.example/b.png', alt: '3 done' }]),
    HERE,
  );
  expect(message.blocks.at(-1)).toEqual({
    type: 'image',
    image_url: 'https://a.example/b.png',
    alt_text: '3 done',
  });
  expect(message.text).toBe('x\n3 done');
  const long = renderSlack(
    note('x', [{ is: 'image', url: 'https://a.example', alt: 'a'.repeat(2001) }]),
    HERE,
  );
  expect(slackProblems(long)).toContain('blocks[1].alt_text: 2001 of at most 2000');
});

test('nothing to read makes no block', () => {
  const empty: Card = {
    title: [],
    blocks: [
      { is: 'text', spans: [plain('')], tone: 'quiet' },
      { is: 'list', items: [{ spans: [] }] },
      { is: 'facts', facts: [] },
    ],
    actions: [],
    more: [],
  };
  expect(renderSlack(empty, HERE).blocks).toEqual([]);
});
