import { describe, expect, it } from 'vitest';
import { activitySchema } from '../../../adapters/teams/inbound/schemas.ts';
import { formattedText } from '../../../adapters/teams/inbound/thread/formatted.ts';

const bot = { id: '28:app', name: 'Milepost' };
const mentionOf = (name: string, id: string) => ({
  type: 'mention',
  text: `<at>${name}</at>`,
  mentioned: { id, name },
});

const read = (content: string, text = '') =>
  formattedText(
    activitySchema.parse({
      type: 'message',
      id: '1',
      channelId: 'msteams',
      serviceUrl: 'https://smba.example.com/',
      from: { id: '29:cleo' },
      recipient: bot,
      conversation: { id: '19:a@thread.tacv2;messageid=1' },
      text,
      entities: [mentionOf('Milepost', bot.id), mentionOf('Ana', '29:ana')],
      attachments: content === '' ? [] : [{ contentType: 'text/html', content }],
    }),
    'tenant',
  );

describe('the HTML of a Teams message', () => {
  it.each([
    ['<p>plain</p>', 'plain'],
    ['<div><div>one</div><div>two</div></div>', 'one\ntwo'],
    ['<p><strong>bold</strong>, <b> spaced </b> and <i>soft</i></p>', '*bold*, *spaced* and soft'],
    ['<p>run <code>npm test</code></p>', 'run `npm test`'],
    ['<pre>a &lt; b<br>c</pre>', '```\na < b\nc\n```'],
    ['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
    [
      '<a href="https://example.com/a?b=1&amp;c=2" title="x">the doc</a>',
      '[the doc](https://example.com/a?b=1&c=2)',
    ],
    ['<a href="https://example.com/">https://example.com/</a>', 'https://example.com/'],
    ['<a href="javascript:alert(1)">click</a>', 'click'],
    ['<at id="0">Milepost</at>&nbsp;hi <at id="1">Ana</at>', 'hi @Ana'],
    [
      '<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">Milepost</span> hello <span>there</span>',
      'hello there',
    ],
    ['<p>nice <emoji alt="🎉"></emoji><img alt="👍" src="x"></p>', 'nice 🎉👍'],
    ['<p>&lt;script&gt; &lt;at&gt;Ana&lt;/at&gt; &amp;amp;</p>', '<script> <at>Ana</at> &amp;'],
    ['<b>never closed', 'never closed'],
    ['</b></p>a < b', 'a < b'],
  ])('%s', (html, expected) => {
    expect(read(html)).toBe(expected);
  });

  it('is read from the plain text where there is none', () => {
    expect(read('', '<at>Milepost</at> hi &amp; bye')).toBe('hi & bye');
  });

  it('is read in time that grows with its length', () => {
    const started = performance.now();
    for (const part of ['<b>', '<', '<a href="https://x">', '<li>', '</b>', '<b>a</b>', '<pre>`'])
      read(part.repeat(Math.floor(100_000 / part.length)));
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
