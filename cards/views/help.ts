import { customerCommands } from '../../src/domain/customer/commands.ts';
import { capitalised, typedName } from '../../src/domain/text/wording.ts';
import { type Block, type Card, code, heading, note, plain, type Span, strong, text } from '../model.ts';
import { type Reader, starterBlocks } from './starters.ts';

/** A command as help names it. `words` are its inputs that need an explanation. */
export type Helped = {
  name: string;
  /** Other words for it. */
  synonyms: readonly string[];
  summary: string;
  usage: string;
  examples: readonly string[];
  words: readonly { name: string; means: string; example: string }[];
};

/** A group of commands, in the order of help. */
export type HelpedGroup = { name: keyof typeof groupWords; commands: readonly Helped[] };

/** What the commands of each group are about. */
const groupWords = {
  plan: 'projects, milestones, dates and documents',
  work: 'start, progress, blockers and checklists',
  approve: 'submit with evidence, and decide',
  launch: 'health, risks, metrics and decisions',
  money: 'terms, invoices, payments and budget',
  rhythm: 'digests, reminders, standups and announcements',
  settings: 'people, roles, channels and policies',
};

/** Shows the first things to do, and the groups of commands, which open. */
export const helpCard = (reader: Reader, groups: readonly HelpedGroup[]): Card =>
  note('What you can do with Milepost', [
    ...starterBlocks(reader, 'help'),
    heading('All commands'),
    {
      is: 'list',
      items: groups.map(({ name }) => ({
        spans: [code(`help ${name}`), plain(`: ${groupWords[name]}`)],
        actions: [{ label: capitalised(name), command: 'help', input: { command: name }, redraws: true }],
      })),
    },
    howToAsk,
  ]);

/** Shows what customers can do on their page, which takes no typed lines: each command has a button. */
export const pageHelpCard = (groups: readonly HelpedGroup[]): Card =>
  note(
    'What you can do on this page',
    groups.flatMap(({ name, commands }): Block[] => {
      const used = commands.filter((one) => customerCommands.has(one.name) && one.name !== 'help');
      if (used.length === 0) return [];
      const items = used.map((one) => ({
        spans: [plain(one.summary)],
        actions: [{ label: 'Open', command: one.name, input: {} }],
      }));
      return [heading(capitalised(name)), { is: 'list', items }];
    }),
  );

/** Shows the commands of one group. */
export const groupHelpCard = (group: HelpedGroup): Card =>
  note(
    `${capitalised(group.name)}: ${groupWords[group.name]}`,
    [...groupBlocks(group), howToAsk, howToQuote],
    [{ label: 'All groups', command: 'help', input: {}, redraws: true }],
  );

/** Lists all commands by group, for a terminal. */
export const allHelpCard = (groups: readonly HelpedGroup[]): Card =>
  note('What you can type to Milepost', [
    ...groups.flatMap((group) => [heading(capitalised(group.name)), ...groupBlocks(group)]),
    howToAsk,
    howToQuote,
  ]);

const groupBlocks = ({ commands }: HelpedGroup): Block[] => [
  {
    is: 'list',
    items: commands.map(({ name, summary, synonyms }) => ({
      spans: [code(typedName(name)), plain(`: ${summary}`), ...also(' Also ', synonyms)],
    })),
  },
];

const howToAsk = text([code('help progress'), plain(' shows how one of them is used.')], 'quiet');

const howToQuote = text(
  [
    plain('Put quotes around a text, and its keys after them: '),
    code('new "Beta launch" due friday owner @ana'),
    plain('. Without quotes, '),
    code('due friday'),
    plain(' at the end still means the due date; to keep it in the text, quote all of it.'),
  ],
  'quiet',
);

/** Shows how one command is used, what its words mean, and examples that work unchanged; with its group of the same name. */
export function commandHelpCard(
  { name, synonyms, summary, usage, examples, words }: Helped,
  group?: HelpedGroup,
): Card {
  const explained = words.map((word) => ({ spans: [code(word.example), plain(`: ${word.means}`)] }));
  return note(`${typedName(name)}: ${summary}`, [
    text([plain('Usage: '), code(usage)]),
    ...(synonyms.length > 0 ? [text(also('Also ', synonyms))] : []),
    { is: 'list', items: examples.map((example) => ({ spans: [code(example)] })) },
    ...(explained.length > 0 ? [text([strong('What the words mean')])] : []),
    ...(explained.length > 0 ? [{ is: 'list' as const, items: explained }] : []),
    ...(group ? [heading(`All of ${capitalised(group.name)}`), ...groupBlocks(group)] : []),
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
