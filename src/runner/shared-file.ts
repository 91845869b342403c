import { platformWords } from '../../cards/views/words.ts';
import { decodedText, maxFileBytes } from '../document/read/open.ts';
import { lineField, quoted } from '../domain/text/wording.ts';
import { fieldsOf, fileField, type SlotField } from '../grammar/slot.ts';
import type { FetchResult, Intent, SharedFile } from '../ports/intent.ts';
import type { Read } from './read.ts';

/** What a file is for that comes without a word (LCH-1), where its name says that it may be that. */
export const fileCommand = 'import';
const isPlan = (name: string) => /\.(?:md|markdown)$/i.test(name);

/**
 * Fills the command's text from the file that came along (LCH-1). Nothing is fetched that nothing
 * is done with; what is wrong with the file is a problem of the request, like any other.
 */
export async function withFile(read: Read, { files = [], ask, actor }: Intent): Promise<Read> {
  const [file] = files;
  if (!file) return read;
  const field = fieldsOf(read.command.input).find(({ slot }) => slot.file !== undefined);
  if (!field) return withProblem(read, lineField, takesNone(read.command.name));
  const wordless = 'line' in ask && ask.line.trim() === '';
  const unfit = whyUnfit(read, field, files, wordless);
  if (unfit !== undefined) return withProblem(read, fileField(field.name), unfit);
  const fetched = await file.fetch(maxFileBytes);
  const text = fetched.is === 'fetched' ? decodedText(fetched.bytes) : undefined;
  if (text?.trim()) return { ...read, raw: { ...read.raw, [field.name]: text } };
  const why = whyUnread(fetched, text, quoted(file.name), platformWords[actor.platform]);
  return withProblem(read, fileField(field.name), why);
}

const takesNone = (command: string) =>
  `“${command}” takes no file, so nothing changed. Send it again without one.`;

/** Why these files are not even looked into; undefined where it is one that may be. */
function whyUnfit(
  { command, raw }: Read,
  field: SlotField,
  files: SharedFile[],
  wordless: boolean,
): string | undefined {
  if (files.length > 1)
    return `${files.length} files arrived, but “${command.name}” takes one. Send only that one.`;
  const { name = '' } = files[0] ?? {};
  if (wordless && !isPlan(name))
    return `${quoted(name)} has no line with it. If it is a plan, send it with the line “${command.name}”.`;
  return raw[field.name] === undefined
    ? undefined
    : 'You sent both a text and a file. Send only one of them.';
}

function whyUnread(fetched: FetchResult, text: string | undefined, name: string, platform: string): string {
  switch (fetched.is) {
    case 'fetched':
      return text === undefined
        ? `${name} is not text. Save the plan as Markdown or plain text in UTF-8.`
        : `${name} is empty.`;
    case 'too_large':
      return `${name} has more than ${maxFileBytes / 2 ** 20} MB. Send the plan in parts.`;
    case 'gone':
      return `${name} no longer exists. Send it again.`;
    case 'unreachable':
      return `${platform} did not send ${name} in time. Send it again in a moment, or paste the text.`;
    case 'withheld':
      return `${platform} does not give Milepost ${name}. ${fetched.next}`;
    default:
      return fetched satisfies never;
  }
}

const withProblem = (read: Read, field: string, message: string): Read => ({
  ...read,
  problems: [...read.problems, { field, message }],
});
