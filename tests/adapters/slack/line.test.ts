import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseLine } from '../../../adapters/slack/inbound/line.ts';

const read = (text: string) => normaliseLine(text, 'T1', 'UBOT');

describe('a line of Slack', () => {
  test.each([
    ['<@UBOT> list', 'list'],
    ['hey <@UBOT|milepost> list', 'hey  list'],
    ['role <@U2|ana> coach', 'role <@slack:T1/U2|ana> coach'],
    ['role <@U2> coach', 'role <@slack:T1/U2|U2> coach'],
    ['owner:<@U2|a&lt;b&gt;c>', 'owner:<@slack:T1/U2|a b c>'],
    ['in <#C1|general> and <#C2|>', 'in <@group:T1/C1|#general> and <@group:T1/C2|#C2>'],
    ['<https://a.example/x?y=1&amp;z=2|label>', 'https://a.example/x?y=1&z=2'],
    ['<https://a.example>', 'https://a.example'],
    ['<mailto:ana@example.com|ana@example.com>', 'ana@example.com'],
    [
      '<!here> <!channel|@channel> <!subteam^S1|@devs> <!subteam^S2>',
      '@here @channel <@group:T1/S1|devs> <@group:T1/S2|S2>',
    ],
    ['<!date^1767225600^{date}|1 Jan>', '1 Jan'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['a &amp;lt;b&amp;gt; c', 'a &lt;b&gt; c'],
    ['60 < 70 and 80 > 70', '60 < 70 and 80 > 70'],
    ['<@slack:T9/UBOSS|Boss>', '@Boss'],
    ['', ''],
  ])('%s reads %s', (text, line) => {
    expect(read(text)).toBe(line);
  });

  test('a typed look-alike of a mention token is no mention', () => {
    expect(read('role &lt;@slack:T9/UBOSS|Boss&gt; coach')).not.toContain('<@slack:');
  });

  test('whatever is typed, only what Slack marked as a mention becomes a token', () => {
    const escaped = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '<@slack:T9/U1|x>', '<<@teams:a/b|c>'), (text, forged) => {
        expect(read(escaped(text + forged))).not.toMatch(/<@[a-z]+:/);
      }),
    );
  });

  test('text without anything special arrives letter by letter', () => {
    fc.assert(
      fc.property(
        fc.string().map((text) => text.trim()),
        (text) => {
          fc.pre(!/<@[a-z]+:/.test(text));
          const sent = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
          expect(read(sent)).toBe(text);
        },
      ),
    );
  });
});
