import { type Draft, dateIn, type Place } from '../draft.ts';
import { plain } from '../inline.ts';
import { entryIn } from '../marks.ts';

const figure =
  '(?:[<>≥≤=~≈]=?|at least|at most|under|over|above|below|more than|less than|fewer than|up to)?\\s*[$€£]?\\d[\\d,.]*\\s*(?:%|k|m|ms|s|sec|h|hrs?|x|pts?)?\\+?';
const figureFirst = new RegExp(`^(${figure})\\s+(.+)$`, 'i');
const figureLast =
  /^(.+?)(?:\s+(?:of|is|to))?\s*[–—-]?\s*((?:[<>≥≤=]=?|at least|at most|under|over|above|below|more than|less than|fewer than)\s*[$€£]?\d.*)$/i;

/** Reads "Page load: < 2s", "**Signups**: 100+", "≥ 10 signups", "99% uptime"; nested lines extend the last one. */
export function readMetric(draft: Draft, place: Place, line: number, raw: string): boolean {
  const { heading, depth } = place;
  const { text, literal, pair, plainText } = entryIn(raw);
  const checkpoint = heading ? (heading.date ?? heading.text) : null;
  const last = draft.metrics.at(-1);
  if (depth > 0 && last) {
    addDetail(last, pair, plain(text));
    return true;
  }
  if (pair && /^(?:target|goal)$/i.test(pair.lead) && heading && !heading.used) {
    draft.metrics.push({ name: heading.text, target: pair.rest, checkpoint: heading.date });
  } else if (pair && pair.rest !== '') {
    draft.metrics.push({ name: pair.lead, ...dated(draft, line, pair.rest, checkpoint) });
  } else {
    const keyed = literal === undefined ? /^([^:：]{2,80}\))\s*[:：]\s+(\S.*)$/.exec(plainText) : null;
    const [before, behind] = [figureFirst.exec(plainText), figureLast.exec(plainText)];
    const [name, target] = keyed
      ? [keyed[1], keyed[2]]
      : before
        ? [before[2], before[1]]
        : behind
          ? [behind[1], behind[2]]
          : [plainText, null];
    draft.metrics.push({ name: name ?? plainText, ...dated(draft, line, target ?? null, checkpoint) });
  }
  if (heading) heading.used = true;
  return true;
}

/** Splits "500 by April 30" into a target and its checkpoint. */
function dated(draft: Draft, line: number, target: string | null, checkpoint: string | null) {
  const found = target && /\b(?:by|on|until)\b/i.test(target) ? dateIn(draft, line, target) : undefined;
  return found && found.rest !== '' ? { target: found.rest, checkpoint: found.due } : { target, checkpoint };
}

function addDetail(
  last: Draft['metrics'][number],
  pair: { lead: string; rest: string } | undefined,
  text: string,
) {
  if (pair && /^(?:target|goal)$/i.test(pair.lead) && last.target === null) last.target = pair.rest;
  else last.name = `${last.name} (${text})`;
}
