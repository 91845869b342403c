import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, type Block, type Card, note, plain, type Span } from '../../cards/model.ts';
import { renderHtml } from '../../cards/render/html.ts';
import { renderPageCard } from '../../cards/render/page/card.ts';
import { renderSlack } from '../../cards/render/slack/cards.ts';
import { slackProblems } from '../../cards/render/slack/limits.ts';
import { renderTeams } from '../../cards/render/teams/cards.ts';
import { teamsBytes, teamsLimits } from '../../cards/render/teams/limits.ts';
import { renderText } from '../../cards/render/text.ts';
import { type State, states } from '../../cards/states.ts';
import { complaints } from '../support/platforms/teams-cards.ts';

/** A card as one recipient gets it. */
type Drawn = {
  /** All its text, with JSON and HTML decoded. */
  words: string;
  /** Active content: links, pings and markup. */
  active: string[];
  /** Reasons why the platform would reject it. */
  problems: string[];
};

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([found]) => found);
const strings = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(strings).join('\n')
      : '';

const renderers: Record<string, (card: Card) => Drawn> = {
  Slack(card) {
    const message = renderSlack(card, { tenant: 'T1' });
    const acts = /"type":"(?:mrkdwn|user|broadcast|usergroup|channel|link|image)"/g;
    return {
      words: strings(message.blocks),
      active: [...all(JSON.stringify(message.blocks), acts), ...all(message.text, /<[^>]*>/g)],
      problems: slackProblems(message),
    };
  },
  Teams(card) {
    const drawn = renderTeams(card, { tenant: 'tenant-1' });
    const size = teamsBytes(drawn) > teamsLimits.cardBytes ? ['too large'] : [];
    /** Removes the text of these element types, which is not read as markup. */
    const without = (...types: string[]) =>
      JSON.stringify(drawn.body, (_key, part) =>
        types.some((type) => String(part?.type).startsWith(type)) ? { ...part, text: '', title: '' } : part,
      );
    return {
      words: strings(drawn.body).replaceAll(/\\(?=[^\w\s])/g, ''),
      active: [
        ...(drawn.msteams?.entities ?? []).map((entity) => JSON.stringify(entity)),
        ...all(
          without(),
          /"type":"(?:Image|Action\.OpenUrl)"|"selectAction":\{"type":"(?!Action\.Execute")/g,
        ),
        ...all(without('Action.', 'TextRun'), /(?<!\\)\]\(/g),
        ...all(without('Action.'), /\{\{(?:DATE|TIME)\(/g),
      ],
      problems: [...size, ...complaints(drawn)],
    };
  },
  text: (card) => ({ words: renderText(card), active: [], problems: [] }),
  HTML: (card) => htmlDrawn(renderHtml(card).split('<body>')[1] ?? ''),
  page: (card) =>
    htmlDrawn(renderPageCard({ id: 'm', version: 1, card }, { buttons, zone: 'Europe/London' })),
};

/** The buttons of a page, whose forms carry nothing here. */
const buttons = { target: '/press', seal: () => '' };

/** The page's own forms and buttons, by which a press is made. */
const ownControls = /<(?:form method="post" action="\/press"|button id="m-b\d+")[^>]*>/g;

function htmlDrawn(body: string): Drawn {
  const decoded = body
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
  const alts = all(body, /alt="[^"]*"/g).join('\n');
  return {
    words: `${decoded}\n${alts}`.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
    active: all(body.replaceAll(ownControls, ''), /<(?:a|img|script|form|button|iframe)\b[^>]*>/g),
    problems: [],
  };
}

/** One span of each kind; the type requires new kinds to be added. */
const spans: { [Kind in Span['is']]: [Extract<Span, { is: Kind }>, string] } = {
  plain: [{ is: 'plain', text: 'plain-words' }, 'plain-words'],
  strong: [{ is: 'strong', text: 'strong-words' }, 'strong-words'],
  code: [{ is: 'code', text: 'list status:blocked' }, 'list status:blocked'],
  link: [{ is: 'link', text: 'Contract', url: 'https://example.com/c' }, 'Contract'],
  mention: [{ is: 'mention', name: 'Ana Example', addresses: [] }, 'Ana Example'],
  instant: [{ is: 'instant', at: '2026-12-18T09:00:00.000Z' }, '18'],
};
const check = (command: string): Action => ({ label: command, command, input: { item: '3.2' } });
const blocks: { [Kind in Block['is']]: [Extract<Block, { is: Kind }>, string[]] } = {
  text: [{ is: 'text', spans: [plain('body-words')], tone: 'alert' }, ['body-words']],
  heading: [{ is: 'heading', words: 'heading-words' }, ['heading-words']],
  callout: [{ is: 'callout', state: 'blocked', spans: [plain('callout-words')] }, ['callout-words']],
  facts: [{ is: 'facts', facts: [{ label: 'Owner', value: [plain('Mo')] }] }, ['Owner', 'Mo']],
  progress: [{ is: 'progress', percent: 60, label: '60%, 3 of 5 items' }, ['60%, 3 of 5 items']],
  list: [{ is: 'list', items: [{ spans: [plain('Write the guide')] }] }, ['Write the guide']],
  tasks: [
    {
      is: 'tasks',
      tasks: [
        { text: '3.2 Write the guide', done: false, check: check('check'), uncheck: check('uncheck') },
        { text: '3.3 Train the team', done: true, check: check('check'), uncheck: check('uncheck') },
      ],
    },
    ['3.2 Write the guide', '3.3 Train the team'],
  ],
  image: [{ is: 'image', url: 'https://example.com/a.png', alt: 'three of five' }, ['three of five']],
  page: [{ is: 'page', label: 'Pay this invoice', url: 'https://example.com/p' }, ['Pay this invoice']],
  verbatim: [{ is: 'verbatim', text: '# Plan\n- [ ] **Ship**' }, ['# Plan', '- [ ] **Ship**']],
  divider: [{ is: 'divider' }, []],
};

const action = (label: string): Action => ({ label, command: 'progress', input: { milestone: '3' } });

/** User text that some platform reads as a ping, a link, markup or code. */
const hostile = [
  ...['<!channel>', '<@U0BOSS>', '@here', '<at>Ana</at>', '*x* _y_ ~z~ `c`', ':tada:', '&lt;b&gt;'],
  ...['<https://evil.example|safe>', '[safe](https://evil.example)', '{{DATE(2026-12-18T09:00:00Z)}}'],
  ...[
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    '> quote',
    '# heading',
    '1. one',
    '- item',
  ],
];

describe.each(Object.entries(renderers))('the renderer for %s', (_name, draw) => {
  it.each(Object.entries(spans))('renders a span of kind %s', (_kind, [span, words]) => {
    const drawn = draw({ ...note('Title'), blocks: [{ is: 'text', spans: [span], tone: 'normal' }] });
    expect(drawn.words).toContain(words);
    expect(drawn.problems).toEqual([]);
  });

  it.each(Object.entries(blocks))('renders a block of kind %s', (_kind, [block, words]) => {
    const drawn = draw({ ...note('Title', [block]) });
    for (const word of ['Title', ...words]) expect(drawn.words).toContain(word);
    expect(drawn.problems).toEqual([]);
  });

  it.each(Object.entries(states))('shows the state %s by its word', (state, { word }) => {
    const drawn = draw({ ...note('Title'), state: state as State, subtitle: [plain('due today')] });
    for (const said of ['title', word, 'due today'])
      expect(drawn.words.toLowerCase()).toContain(said.toLowerCase());
    expect(drawn.problems).toEqual([]);
  });

  it.each(hostile)('renders %s literally, without any effect', (text) => {
    const card: Card = {
      title: [plain(text)],
      state: 'in_progress',
      subtitle: [plain(text)],
      blocks: [
        ...(['normal', 'quiet', 'alert'] as const).map(
          (tone): Block => ({ is: 'text', tone, spans: [plain(text)] }),
        ),
        {
          is: 'text',
          tone: 'normal',
          spans: [
            { is: 'strong', text },
            { is: 'code', text },
          ],
        },
        { is: 'text', tone: 'normal', spans: [{ is: 'link', text, url: 'javascript:alert(1)' }] },
        { is: 'text', tone: 'normal', spans: [{ is: 'mention', name: text, addresses: [] }] },
        { is: 'heading', words: text },
        { is: 'callout', state: 'blocked', spans: [plain(text)] },
        { is: 'facts', facts: [{ label: text, value: [plain(text)] }] },
        { is: 'progress', percent: 5, label: text },
        { is: 'list', items: [{ spans: [plain(text)] }, { spans: [plain(text)], actions: [action(text)] }] },
        { is: 'verbatim', text },
        { is: 'tasks', tasks: [{ text, done: false, check: check('check'), uncheck: check('uncheck') }] },
      ],
      actions: [action(text)],
      more: [],
    };
    const drawn = draw(card);
    expect(drawn.words).toContain(text);
    expect(drawn.active).toEqual([]);
    expect(drawn.problems).toEqual([]);
  });

  it('pings only people of the room’s own tenant', () => {
    const stranger: Span = {
      is: 'mention',
      name: 'Eve',
      addresses: [
        { platform: 'slack', tenant: 'T2', user: 'U2' },
        { platform: 'teams', tenant: 'tenant-2', user: '29:eve' },
      ],
    };
    const drawn = draw({ ...note('Title'), title: [stranger] });
    expect(drawn.words).toContain('Eve');
    expect(drawn.active).toEqual([]);
  });

  it('stays within the limits for three buttons and five more, ten lines and four facts', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .filter((one) => one.trim() !== '');
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 100 }), (text, percent) => {
        const drawn = draw({
          title: [plain(text)],
          blocks: [
            { is: 'text', tone: 'normal', spans: [plain(text.repeat(8))] },
            {
              is: 'facts',
              facts: Array.from({ length: 4 }, () => ({ label: 'Fact', value: [plain(text)] })),
            },
            { is: 'progress', percent, label: `${percent}%` },
            {
              is: 'list',
              items: Array.from({ length: 10 }, () => ({ spans: [plain(text)], actions: [action('Do')] })),
            },
          ],
          actions: ['One', 'Two', 'Three'].map(action),
          more: ['Four', 'Five', 'Six', 'Seven', 'Eight'].map(action),
        });
        expect(drawn.problems).toEqual([]);
      }),
      { numRuns: 60, seed: 20261 },
    );
  });
});
