import { type Card, code, note, plain, type Span, text } from '../model.ts';

/** A command as help names it. */
export type Helped = {
  name: string;
  /** Other words for it. */
  synonyms: readonly string[];
  summary: string;
  usage: string;
  examples: readonly string[];
};

/** Lists all commands, one a line. */
export function helpCard(commands: readonly Helped[]): Card {
  return note('What you can type to Milepost', [
    {
      is: 'list',
      items: commands.map(({ name, summary, synonyms }) => ({
        spans: [code(name), plain(`: ${summary}`), ...also(' Also ', synonyms)],
      })),
    },
    text([code('help progress'), plain(' shows how one of them is used.')], 'quiet'),
    text(
      [
        plain('Put quotes around a text, and its keys after them: '),
        code('new "Beta launch" due friday owner @ana'),
        plain('. Without quotes, '),
        code('due friday'),
        plain(' at the end still means the due date; to keep it in the text, quote all of it.'),
      ],
      'quiet',
    ),
  ]);
}

/** Shows how one command is used, with examples that work unchanged. */
export function commandHelpCard({ name, synonyms, summary, usage, examples }: Helped): Card {
  return note(`${name}: ${summary}`, [
    text([plain('Usage: '), code(usage)]),
    ...(synonyms.length > 0 ? [text(also('Also ', synonyms))] : []),
    { is: 'list', items: examples.map((example) => ({ spans: [code(example)] })) },
  ]);
}

/** Names the other words for a command: "Also `delete`, `remove`." */
const also = (before: string, words: readonly string[]): Span[] =>
  words.length === 0
    ? []
    : [
        plain(before),
        ...words.flatMap((word, index) => (index === 0 ? [code(word)] : [plain(', '), code(word)])),
        plain('.'),
      ];
