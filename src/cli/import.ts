import { readFile, stat } from 'node:fs/promises';
import { renderText } from '../../cards/render/text.ts';
import { documentCard } from '../../cards/views/documents/document.ts';
import { clockFrom } from '../clock.ts';
import { type Config, ConfigError } from '../config.ts';
import { decodedText, maxFileBytes, readPlanFile } from '../document/read/open.ts';
import type { PlanDocument } from '../domain/documents/document.ts';
import { inOrder } from '../domain/documents/figure-order.ts';
import { planOf } from '../presenters/documents.ts';
import type { Arguments } from './arguments.ts';
import { type Ending, failed, misused } from './ending.ts';
import { operate, type Say } from './operate.ts';

/**
 * Imports a plan from a file (LCH-1); with --dry-run it says what would change. A dry run without a
 * project only reads the file, and needs neither database nor settings.
 */
export async function importFile(args: Arguments, load: () => Config, say: Say): Promise<Ending> {
  const { words, options } = args;
  const [, file, ...more] = words.length === 1 ? (words[0] ?? '').trim().split(/\s+/) : words;
  if (file === undefined || more.some((word) => !setting.test(word)))
    return misused('Say which file: milepost import plan.md [drop:yes] [order:day or order:month] --dry-run');
  const settings: { drop?: 'yes'; order?: 'day' | 'month' } = Object.fromEntries(
    more.map((word) => word.split(':')),
  );
  const read = await readPlan(file, todayHere(load));
  if ('exit' in read) return read;
  const { text } = read;
  const { order } = settings;
  const document = order ? inOrder(read.document, order) : read.document;
  const dry = options.dryRun === true;
  if (dry && options.project === undefined)
    return { exit: 0, text: renderText(documentCard(document)), plan: planOf(document) };
  const input = { text, ...settings, ...(dry ? {} : { now: 'yes' }) };
  return operate(args, load(), say, { command: 'import', input });
}

/** Options after the file, as in chat. `order`: whether 10/12 starts with the day or the month. */
const setting = /^(?:drop:yes|order:(?:day|month))$/;

/** Reads the plan in a file; on failure returns one line with the reason. */
async function readPlan(
  file: string,
  today: string,
): Promise<{ document: PlanDocument; text: string } | Ending> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > maxFileBytes)
      return failed(`${file} is too large: ${size} bytes, at most ${maxFileBytes} are read.`);
    bytes = await readFile(file);
  } catch (error) {
    return failed(whyUnreadable(file, error));
  }
  const read = readPlanFile(bytes, today, { zone: zoneHere() });
  if (read.ok) return { document: read.value, text: decodedText(bytes) ?? '' };
  const { refusal } = read;
  const reason =
    refusal.is === 'rule' ? [refusal.sentence, refusal.next].filter(Boolean).join(' ') : refusal.is;
  return failed(`${file}: ${reason}`);
}

function whyUnreadable(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no file ${file}.`;
    case 'EISDIR':
      return `${file} is a folder, not a file.`;
    case 'EACCES':
    case 'EPERM':
      return `${file} may not be read by this user.`;
    default:
      return `${file} could not be read: ${error instanceof Error ? error.message : error}`;
  }
}

/** Time zone of this machine. Its language is not used: without a setting Node reports American English. */
const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Today on this machine, YYYY-MM-DD. Invalid settings do not prevent a file from being read. */
function todayHere(load: () => Config): string {
  try {
    return dayOf(load().movedNow);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return dayOf(undefined);
  }
}

const dayOf = (start: string | undefined) =>
  clockFrom(start).now().toZonedDateTimeISO(zoneHere()).toPlainDate().toString();
