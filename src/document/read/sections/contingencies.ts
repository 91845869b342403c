import { type Draft, dateIn, type Place } from '../draft.ts';
import { plain } from '../inline.ts';
import { entryIn } from '../marks.ts';

const conditional =
  /^(?:if|when|in case|should)\s+(.+?)(?:\s*(?:→|->|=>)\s*|\s*[:：]\s+|,\s*(?:then\s+)?|\s+then\s+)(.+)$/i;
const arrow = /^(.+?)\s*(?:→|->|=>)\s*(.+)$/;
const begins = /^(?:if|when|in case(?: of)?|should)\s+/i;
const isWhen = /^(?:triggers?|conditions?|if|when|scenario|case)$/i;
const isAction = /^(?:actions?|responses?|then|plan|fall-?back|mitigations?|steps)$/i;

/** Reads "If 30% of P0 is incomplete by Feb 15: shift the launch by 7 days"; lines below are its actions. */
export function readContingency(draft: Draft, place: Place, line: number, raw: string): boolean {
  const { heading, depth } = place;
  const { text, pair, plainText } = entryIn(raw);
  const content = pair && pair.rest !== '' ? `${pair.lead}: ${pair.rest}` : plainText;
  const last = draft.contingencies.at(-1);
  if (depth > 0 && last) {
    addAction(last, content);
    return true;
  }
  if (pair && heading && (isWhen.test(pair.lead) || isAction.test(pair.lead))) {
    addPart(draft, heading, line, pair);
    return true;
  }
  const found = conditional.exec(plain(text)) ?? conditional.exec(content) ?? arrow.exec(content);
  if (found && !(heading?.used && !begins.test(content))) {
    addContingency(draft, line, { when: found[1] ?? '', action: found[2] ?? '', on: heading?.date ?? null });
    return true;
  }
  if (begins.test(content) && !heading) {
    addContingency(draft, line, {
      when: content.replace(begins, '').replace(/[:：,]$/, ''),
      action: '',
      on: null,
    });
    return true;
  }
  if (!heading && pair && pair.rest !== '') {
    addContingency(draft, line, { when: pair.lead, action: pair.rest, on: null });
    return true;
  }
  if (!heading) return false;
  addAction(ofHeading(draft, heading), content);
  return true;
}

function addContingency(
  draft: Draft,
  line: number,
  of: { when: string; action: string; on: string | null },
): void {
  const { when, action } = of;
  draft.contingencies.push({ on: dateIn(draft, line, when)?.due ?? of.on, when, action });
}

/** Returns the contingency of a heading; adds it on first use. */
function ofHeading(draft: Draft, heading: NonNullable<Place['heading']>) {
  const last = draft.contingencies.at(-1);
  if (heading.used && last) return last;
  heading.used = true;
  const made = { on: heading.date, when: heading.text.replace(begins, ''), action: '' };
  draft.contingencies.push(made);
  return made;
}

function addPart(
  draft: Draft,
  heading: NonNullable<Place['heading']>,
  line: number,
  { lead, rest }: { lead: string; rest: string },
): void {
  const of = ofHeading(draft, heading);
  if (isWhen.test(lead)) {
    of.when = `${of.when}: ${rest}`;
    of.on = dateIn(draft, line, rest)?.due ?? of.on;
  } else if (rest !== '') addAction(of, rest);
}

function addAction(of: Draft['contingencies'][number], content: string): void {
  const text = content.replace(/^(?:→|->|=>)\s*/, '');
  of.action = of.action === '' ? text : `${of.action}; ${text}`;
}
