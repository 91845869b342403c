import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPageCard } from '../../../cards/render/page/card.ts';
import { words } from '../../../cards/render/text.ts';
import { excerptOf } from '../../../cards/views/thread/excerpt.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { withoutFormatting } from '../../../src/domain/thread/formatting.ts';

const linksOf = (text: string, max = 300) =>
  excerptOf({ text, files: [] }, max).flatMap((span) =>
    span.is === 'link' ? [`${span.text} → ${span.url}`] : [],
  );
const labelsOf = (spans: ReturnType<typeof excerptOf>) =>
  spans.map((span) => (span.is === 'link' ? span.text : words([span]))).join('');

describe('a message on one line', () => {
  it.each([
    ['see https://a.example/x?b=1&c=2.', ['https://a.example/x?b=1&c=2 → https://a.example/x?b=1&c=2']],
    ['[the plan](https://a.example/p)\nand `https://b.example`', ['the plan → https://a.example/p']],
    ['[no](javascript:alert(1)) data:text/html,x', []],
    [`[long](https://a.example/${'x'.repeat(600)})`, []],
    ['https://a.example/1 '.repeat(8), Array(5).fill('https://a.example/1 → https://a.example/1')],
  ])('%j keeps the links %j', (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  it('keeps the target of a link whose title is cut, and never half of an address', () => {
    expect(linksOf(`[${'word '.repeat(40)}](https://a.example/p)`, 20)).toEqual([
      'word word word word → https://a.example/p',
    ]);
    expect(linksOf(`Here it is: https://a.example/${'y'.repeat(60)}`, 40)).toEqual([]);
  });

  it('names files, with their addresses', () => {
    const files = [{ name: 'Plan.pdf', url: 'https://a.example/f' }, { name: 'b.txt' }];
    expect(excerptOf({ text: 'Two files', files }, 100)).toEqual([
      { is: 'plain', text: 'Two files' },
      { is: 'plain', text: ' ' },
      { is: 'plain', text: '📎 ' },
      { is: 'link', text: 'Plan.pdf', url: 'https://a.example/f' },
      { is: 'plain', text: ', 📎 ' },
      { is: 'plain', text: 'b.txt' },
    ]);
  });

  it('says the same words as the text without marks, and fits', () => {
    const part = fc.constantFrom(
      '*a*',
      ' ',
      '\n\n',
      '`x`',
      '```\nz\n```',
      '[t](https://b.example)',
      'word',
      '👍🏽',
      '<b>',
      '- ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.integer({ min: 2, max: 60 }), (parts, max) => {
        const text = parts.join('');
        const shown = labelsOf(excerptOf({ text, files: [] }, max));
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown.trim()).toBe(excerpt(withoutFormatting(text), max));
      }),
      { numRuns: 5_000, seed: 14 },
    );
  });

  it('is drawn on a page as links that name no referrer, and injects nothing', () => {
    const spans = excerptOf({ text: '<script>x</script> [a"b](https://a.example/"onx=1)', files: [] }, 100);
    const card = {
      title: [],
      blocks: [{ is: 'text', spans, tone: 'normal' }],
      actions: [],
      more: [],
    } as const;
    const html = renderPageCard(
      { id: 'm', version: 1, card: structuredClone(card) as never },
      { buttons: { target: '/x', seal: () => '' }, zone: 'UTC' },
    );
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('rel="noopener noreferrer">a&quot;b</a>');
    expect(html).not.toMatch(/<script|" *onx/);
  });
});
