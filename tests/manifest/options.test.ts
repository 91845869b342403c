import { describe, expect, it } from 'vitest';
import { readOptions, UsageError } from '../../manifest/options.ts';

const guid = '1C9A0000-0000-4000-8000-000000000001';

describe('npm run manifest', () => {
  it('writes the templates when nothing is said', () => {
    expect(readOptions([])).toEqual({ is: 'templates' });
  });

  it('takes an address and an application id as people paste them', () => {
    expect(readOptions(['--public-url', 'https://Bot.example.com/', '--app-id', guid])).toEqual({
      is: 'uploads',
      out: '.data/manifest',
      publicUrl: 'https://bot.example.com',
      appId: guid.toLowerCase(),
    });
  });

  it('keeps the path of an address behind a proxy', () => {
    expect(readOptions(['--public-url=https://example.com/bots/milepost/', '--out=made'])).toMatchObject({
      publicUrl: 'https://example.com/bots/milepost',
      out: 'made',
    });
  });

  it.each([
    ['an address without TLS', ['--public-url', 'http://bot.example.com'], '--public-url must be'],
    ['something that is no address', ['--public-url', 'bot.example.com'], '--public-url must be'],
    ['a password in the address', ['--public-url', 'https://me:secret@bot.example.com'], 'plain address'],
    ['a question in the address', ['--public-url', 'https://bot.example.com/?a=1'], 'plain address'],
    [
      'an id that is no GUID',
      ['--public-url', 'https://bot.example.com', '--app-id', '42'],
      '--app-id must be',
    ],
    ['no address', ['--app-id', guid], '--public-url is missing'],
    ['an unknown option', ['--url', 'https://bot.example.com'], '--url'],
    ['a word too many', ['slack'], 'slack'],
    ['an empty folder name', ['--public-url', 'https://bot.example.com', '--out', ''], '--out must name'],
  ])('refuses %s and says what to change', (_what, words, said) => {
    expect(() => readOptions(words)).toThrow(UsageError);
    expect(() => readOptions(words)).toThrow(said);
  });
});
