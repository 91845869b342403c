import { type Draft, dateIn, type Place } from '../draft.ts';
import { plain } from '../inline.ts';
import { entryOf } from '../marks.ts';

const conditional =
  /^(?:if|when|in case|should)\s+(.+?)(?:\s*(?:→|->|=>)\s*|\s*[:：]\s+|,\s*(?:then\s+)?|\s+then\s+)(.+)$/i;
const arrow = /^(.+?)\s*(?:→|->|=>)\s*(.+)$/;
const begins = /^(?:if|when|in case(?: of)?|should)\s+/i;
const isWhen = /^(?:triggers?|conditions?|if|when|scenario|case)$/i;
const isAction = /^(?:actions?|responses?|then|plan|fall-?back|mitigations?|steps)$/i;

/** "If 30% of P0 is incomplete by Feb 15: shift the launch by 7 days"; below a heading or nested, its actions. */
export function readContingency(draft: Draft, place: Place, line: number, raw: string): boolean {
  const { heading, depth } = place;
  const { text, pair, plainText } = entryOf(raw);
  const said = pair && pair.rest !== '' ? `${pair.lead}: ${pair.rest}` : plainText;
  const last = draft.contingencies.at(-1);
  if (depth > 0 && last) {
    act(last, said);
    return true;
  }
  if (pair && heading && (isWhen.test(pair.lead) || isAction.test(pair.lead))) {
    fill(draft, heading, line, pair);
    return true;
  }
  const found = conditional.exec(plain(text)) ?? conditional.exec(said) ?? arrow.exec(said);
  if (found && !(heading?.used && !begins.test(said))) {
    begin(draft, line, { when: found[1] ?? '', action: found[2] ?? '', on: heading?.date ?? null });
    return true;
  }
  if (begins.test(said) && !heading) {
    begin(draft, line, { when: said.replace(begins, '').replace(/[:：,]$/, ''), action: '', on: null });
    return true;
  }
  if (!heading && pair && pair.rest !== '') {
    begin(draft, line, { when: pair.lead, action: pair.rest, on: null });
    return true;
  }
  if (!heading) return false;
  act(ofHeading(draft, heading), said);
  return true;
}

function begin(draft: Draft, line: number, of: { when: string; action: string; on: string | null }): void {
  const { when, action } = of;
  draft.contingencies.push({ on: dateIn(draft, line, when)?.due ?? of.on, when, action });
}

/** The contingency that a heading stands for. */
function ofHeading(draft: Draft, heading: NonNullable<Place['heading']>) {
  const last = draft.contingencies.at(-1);
  if (heading.used && last) return last;
  heading.used = true;
  const made = { on: heading.date, when: heading.text.replace(begins, ''), action: '' };
  draft.contingencies.push(made);
  return made;
}

function fill(
  draft: Draft,
  heading: NonNullable<Place['heading']>,
  line: number,
  { lead, rest }: { lead: string; rest: string },
): void {
  const of = ofHeading(draft, heading);
  if (isWhen.test(lead)) {
    of.when = `${of.when}: ${rest}`;
    of.on = dateIn(draft, line, rest)?.due ?? of.on;
  } else if (rest !== '') act(of, rest);
}

function act(of: Draft['contingencies'][number], said: string): void {
  const text = said.replace(/^(?:→|->|=>)\s*/, '');
  of.action = of.action === '' ? text : `${of.action}; ${text}`;
}
