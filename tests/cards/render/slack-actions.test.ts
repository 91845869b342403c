import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, type Card, note, plain, type Span } from '../../../cards/model.ts';
import { decodePress } from '../../../cards/render/slack/actions.ts';
import { renderSlack, renderSlackCards } from '../../../cards/render/slack/cards.ts';
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

describe('actions', () => {
  /** Every press that a rendered card offers, as the adapter would read it. */
  function presses(card: Card): unknown[] {
    const { blocks } = renderSlack(card, HERE);
    return blocks.flatMap((block) => {
      const parts =
        block.type === 'actions' ? block.elements : block.type === 'section' ? [block.accessory] : [];
      return parts.flatMap((part) => {
        if (part?.type === 'button') return [decodePress(part.value ?? '')];
        if (part?.type === 'overflow' || part?.type === 'static_select') {
          return (part.options ?? []).map((option) => decodePress(option.value ?? '', block.block_id ?? ''));
        }
        return [];
      });
    });
  }

  const commands = fc.constantFrom('start', 'block', 'evidence', 'blocks-it', 'done');
  const actions = fc.record(
    {
      label: fc.string({ minLength: 1, maxLength: 90 }),
      command: commands,
      input: fc.dictionary(fc.constantFrom('milestone', 'project', 'to'), fc.string({ maxLength: 60 })),
      version: fc.nat(),
      confirm: fc.constant({ title: 'Sure?', text: 'It cannot be undone.', yes: 'Yes' }),
    },
    { requiredKeys: ['label', 'command', 'input'] },
  );

  test('every action of a card can be pressed, with its own command, input and version', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 3 }), fc.array(actions, { maxLength: 9 }), (first, more) => {
        const card: Card = { title: [plain('3')], blocks: [], actions: first, more };
        const wanted = [...first, ...more].map(({ command, input, version }) => ({
          command,
          input: { ...input },
          ...(version === undefined ? {} : { version }),
        }));
        const got = presses(card);
        expect(got).toHaveLength(wanted.length);
        expect(got).toEqual(expect.arrayContaining(wanted));
        expect(slackProblems(renderSlack(card, HERE))).toEqual([]);
      }),
    );
  });

  test('a few more actions are a menu, many a list, one a button', () => {
    const more = (count: number) =>
      Array.from({ length: count }, (_, nth) => action(`command-${'abcdefgh'[nth]}`));
    const kinds = (count: number) => elements({ ...note('x'), more: more(count) });
    expect(kinds(1)).toContain('"button"');
    expect(kinds(5)).toContain('"overflow"');
    expect(kinds(6)).toContain('"static_select"');
    expect(kinds(6)).not.toContain('"button"');
  });

  /** What somebody may do about one line of a message to them alone. */
  const reminded = [
    action('done', { input: { milestone: '12', project: '0198f3c2-1111-7aaa-8bbb-0123456789ab' } }),
    ...['1 h', 'tomorrow', 'next week'].map((until) =>
      action('snooze', {
        input: { milestone: '12', project: '0198f3c2-1111-7aaa-8bbb-0123456789ab', until },
      }),
    ),
    action('remind', {
      input: { milestone: '12', project: '0198f3c2-1111-7aaa-8bbb-0123456789ab', mode: 'off' },
    }),
  ];

  test('several actions of a line are a menu beside it, each with its own input', () => {
    const card = note('x', [{ is: 'list', items: [{ spans: [plain('12 · Beta')], actions: reminded }] }]);
    const [, line] = renderSlack(card, HERE).blocks;
    expect(line).toMatchObject({
      type: 'section',
      text: { text: '12 · Beta' },
      accessory: { type: 'overflow' },
    });
    expect(presses(card)).toEqual(reminded.map(({ command, input }) => ({ command, input })));
    expect(slackProblems(renderSlack(card, HERE))).toEqual([]);
  });

  test('every action of a line can be pressed, however many there are and whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.array(actions, { maxLength: 5 }), { maxLength: 6 }), (lines) => {
        const card = note('x', [
          { is: 'list', items: lines.map((some) => ({ spans: [plain('y')], actions: some })) },
        ]);
        const wanted = lines.flat().map(({ command, input, version }) => ({
          command,
          input: { ...input },
          ...(version === undefined ? {} : { version }),
        }));
        const got = presses(card);
        expect(got).toHaveLength(wanted.length);
        expect(got).toEqual(expect.arrayContaining(wanted));
        expect(slackProblems(renderSlack(card, HERE))).toEqual([]);
      }),
    );
  });

  test('a menu does not take a native date from its line', () => {
    const spans: Span[] = [plain('due '), { is: 'instant', at: '2026-12-10T09:00:00Z' }];
    const [, line, row] = renderSlack(
      note('x', [{ is: 'list', items: [{ spans, actions: reminded }] }]),
      HERE,
    ).blocks;
    expect(line).toMatchObject({ type: 'rich_text' });
    expect(row).toMatchObject({ type: 'actions', elements: [{ type: 'overflow' }] });
  });

  test('an action that asks to be confirmed keeps its question', () => {
    const confirm = { title: 'Drop it?', text: 'The history stays.', yes: 'Drop' };
    const card: Card = {
      ...note('x'),
      more: [action('a'), action('b'), action('drop', { confirm, style: 'danger' })],
    };
    expect(elements(card)).toContain('The history stays.');
    expect(elements(card)).toContain('"style":"danger"');
  });

  test('a screen reader hears what a button acts on', () => {
    const items = [{ spans: [plain('3.2 Write the docs')], actions: [action('check', { label: 'Check' })] }];
    expect(elements(note('x', [{ is: 'list', items }]))).toContain(
      '"accessibility_label":"Check: 3.2 Write the docs"',
    );
  });

  test('two cards in one message keep their ids apart', () => {
    const card: Card = { ...note('x'), more: [action('a'), action('b')] };
    expect(slackProblems(renderSlackCards([card, card], HERE))).toEqual([]);
  });
});

describe('the limits', () => {
  const button = action('done');
  test.each<[string, Card]>([
    ['51 blocks', note('x', Array(50).fill({ is: 'text', spans: [plain('y')], tone: 'normal' }))],
    [
      'a value of 2001 characters',
      { ...note('x'), actions: [action('done', { input: { note: 'a'.repeat(2000) } })] },
    ],
    ['26 buttons', { ...note('x'), actions: Array(26).fill(button) }],
    [
      'a confirm text of 301',
      {
        ...note('x'),
        actions: [action('done', { confirm: { title: 't', text: 'a'.repeat(301), yes: 'y' } })],
      },
    ],
    ['an empty label', { ...note('x'), actions: [action('done', { label: '' })] }],
    ['a link of 3001', withSpans({ is: 'link', text: 'x', url: `https://a.example/${'a'.repeat(3000)}` })],
  ])('%s is reported', (_name, card) => {
    expect(slackProblems(renderSlack(card, HERE))).not.toEqual([]);
  });

  test('what a notification says is cut to 4000 characters, escaped and between letters', () => {
    const { text } = renderSlack(note('👩‍👩‍👧&<'.repeat(900)), HERE);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text.length).toBeGreaterThan(3000);
    expect(text).toMatch(/^(?:👩‍👩‍👧&amp;&lt;)+(?:👩‍👩‍👧(?:&amp;)?)?…$/u);
  });

  test('labels are cut between letters on every element', () => {
    const label = '👍🏽'.repeat(60);
    const items = [{ spans: [plain(label)], actions: [action('check', { label })] }];
    const card: Card = {
      ...note(label, [{ is: 'list', items }]),
      actions: [action('done', { label, confirm: { title: label, text: 'Sure?', yes: label } })],
      more: [action('a', { label, input: {} }), action('b', { label, input: {} })],
    };
    const said = elements(card);
    expect(said.replaceAll('👍🏽', '')).not.toMatch(/👍|[\ud800-\udfff]|\\ud/u);
    expect(slackProblems(renderSlack(card, HERE))).toEqual([]);
  });

  test('a label over 75 characters shows that it was cut', () => {
    const card: Card = { ...note('x'), actions: [action('done', { label: 'a'.repeat(80) })] };
    expect(slackProblems(renderSlack(card, HERE))).toEqual([]);
    expect(elements(card)).toContain(`${'a'.repeat(74)}…`);
  });
});
