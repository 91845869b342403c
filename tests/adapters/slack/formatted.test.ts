import { describe, expect, it } from 'vitest';
import { formattedText } from '../../../adapters/slack/inbound/thread/formatted.ts';

describe('the text of a Slack message', () => {
  it.each([
    ['*bold* `code`', '*bold* `code`'],
    ['<https://example.com/doc|the doc>', '[the doc](https://example.com/doc)'],
    ['<https://example.com>', 'https://example.com'],
    ['<http://example.com|example.com>', 'http://example.com'],
    ['<https://example.com/a(b)|odd>', 'https://example.com/a(b)'],
    ['<mailto:a@example.com|a@example.com>', 'a@example.com'],
    ['<!channel> &lt;!here&gt; <@UBOT> hi', '@channel <!here>  hi'],
    ['<!subteam^S1|@devs>', '<@group:T1/S1|devs>'],
    ['&lt;@slack:T1/U2|Boss&gt;', '< @slack:T1/U2|Boss>'],
  ])('%s', (text, expected) => {
    expect(formattedText(text, 'T1', 'UBOT')).toBe(expected);
  });
});
