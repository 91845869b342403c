import { plusDays } from '../../../dates/calendar.ts';
import { countedDate, weekdayIn } from '../../../dates/counted.ts';
import { type Draft, dateIn, type Place } from '../draft.ts';
import { entryIn } from '../marks.ts';

const time =
  /\b(?:\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}:\d{2})(?:\s?(?:ET|EST|EDT|PT|PST|PDT|CT|GMT|UTC|CET|CEST|BST)\b)?/i;
const names =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tue|wed|thu|fri|weekdays?|working days?|(?:business )?days?|weeks?|months?|quarters?|morning|evening|sprint';
const recurring = new RegExp(
  `\\b(?:daily|weekly|bi-?weekly|fortnightly|monthly|quarterly|every (?:other |second |two |2 )?(?:${names})|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|twice (?:a|per) week|each (?:${names}))\\b`,
  'i',
);
const opening = new RegExp(`^(${recurring.source}(?:[, ]+(?:at )?${time.source})?)[ ,:–—-]+(.+)$`, 'i');

const recurrence = (text: string) => recurring.exec(text)?.[0];
const recurs = (text: string) => recurring.test(text);
const joined = (...parts: string[]) => {
  const text = parts.filter(
    (part, at) =>
      part !== '' && !parts.slice(0, at).some((one) => one.toLowerCase().includes(part.toLowerCase())),
  );
  return text.join(' ').trim();
};

/** Reads "**Daily standup**: 10:00 AM", "Every Friday: review", "Feb 18: announcement", or a line below "Daily". */
export function readCadence(draft: Draft, { heading, depth }: Place, line: number, raw: string): boolean {
  const { pair, plainText: text } = entryIn(raw);
  const last = draft.cadence.at(-1);
  if (depth > 0 && last) {
    last.what = `${last.what}; ${text}`;
    return true;
  }
  const above = heading?.text ?? '';
  if (expectations(draft, text)) {
    draft.structure.add(line);
    if (heading) heading.used = true;
    return true;
  }
  const read =
    onDay(draft, line, text) ??
    timed(text, above) ??
    (pair && ofPair(pair, above)) ??
    recurringly(text, above);
  if (!read || read.what === '' || read.rule === '') return false;
  draft.cadence.push(read);
  if (heading) heading.used = true;
  return true;
}

const expected =
  /(\d{1,3}\s?%[^,;]{0,60}?)\s+(?:by|on|until)\s+((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![\p{L}])/giu;

/** Reads "Expected progress: 25% by Wednesday, 60% by Friday", in the week of the document's date (LCH-8). */
function expectations(draft: Draft, text: string): boolean {
  const found = [...text.slice(0, 400).matchAll(expected)];
  const rest = found.reduce((text, [whole]) => text.replace(whole, ''), text);
  if (found.length === 0 || !/^(?:(?:expected )?progress(?: checks?)?\s*[:：]|[\s,;.&]|and\b)*$/i.test(rest))
    return false;
  for (const [, what = '', name = ''] of found)
    draft.cadence.push({
      what,
      rule: weekdayIn(name, { start: draft.today, due: plusDays(draft.today, 6) }) ?? name,
    });
  return true;
}

type Read = { what: string; rule: string };

/** Reads "Feb 19, 9:00 AM: launch post" and "Day 3: 25% of the sprint". */
function onDay(draft: Draft, line: number, text: string): Read | undefined {
  const counted = /^(?:day|week|month)\s+\d/i.test(text)
    ? countedDate(text, { from: draft.begins, launch: draft.launch })
    : undefined;
  if (counted) return { what: text.replace(/^\w+\s+[\d–-]+\s*[:：–—-]?\s*/, '') || text, rule: counted.due };
  const dated = dateIn(draft, line, text);
  if (!dated || dated.rest === '' || dated.start !== null) return undefined;
  const at = time.exec(dated.rest)?.[0] ?? '';
  const what = dated.rest
    .replace(at, '')
    .replaceAll(/\s*[:：,]\s*[:：,]\s*/g, ': ')
    .replace(/^[\s:：,–—-]+|[\s:：,–—-]+$/g, '');
  return at && what ? { what, rule: `${dated.due} ${at}` } : { what: dated.rest, rule: dated.due };
}

/** Reads "10:00 AM: stand-up" below "Daily". */
function timed(text: string, above: string): Read | undefined {
  const at = time.exec(text);
  if (at?.index !== 0 || above === '') return undefined;
  const what = text.slice(at[0].length).replace(/^[\s:：,–—-]+/, '');
  return what === '' ? undefined : { what, rule: joined(above, at[0]) };
}

function ofPair({ lead, rest }: { lead: string; rest: string }, above: string): Read | undefined {
  if (rest === '') return undefined;
  if (recurs(lead) && !recurs(rest) && !/\d/.test(rest)) {
    const what = opening.exec(lead)?.[2]?.replace(time, '').trim();
    return what ? { what: `${what}: ${rest}`, rule: recurrence(lead) ?? lead } : { what: rest, rule: lead };
  }
  const at = recurs(lead) && !time.test(rest) ? undefined : rest;
  if (at === undefined) return { what: rest, rule: joined(lead, '') };
  return {
    what: lead,
    rule: joined(recurs(rest) ? '' : recurs(lead) ? (recurrence(lead) ?? '') : above, rest),
  };
}

const rarely = /\b(?:monthly|quarterly|bi-?weekly|fortnightly|every (?:month|quarter))\b/i;

/** Moves a time at the end of the text to the rule: "Monday planning, 9:30 AM". */
function withTime({ what, rule }: Read): Read {
  const at = time.test(rule)
    ? null
    : /[,;]?\s*(?:\bat\s+)?$/.exec(what.slice(0, time.exec(what)?.index ?? 0));
  const found = at && time.exec(what);
  if (!at || !found || found.index === 0 || what.slice(found.index + found[0].length).trim() !== '')
    return { what, rule };
  return { what: what.slice(0, found.index - at[0].length), rule: `${rule} ${found[0]}` };
}

function recurringly(text: string, above: string): Read | undefined {
  const open = opening.exec(text);
  if (open?.[1] && open[2]) return withTime({ what: open[2], rule: open[1] });
  const own = recurrence(text);
  // "last Friday" below "Monthly" is not every Friday
  const rule =
    own && rarely.test(above)
      ? joined(above, `${/\b(?:first|last) $/i.exec(text.split(own)[0] ?? '')?.[0] ?? ''}${own}`)
      : (own ?? above);
  return { what: text, rule: joined(rule, time.exec(text)?.[0] ?? '') };
}
