import type { DocumentRisk } from '../domain/document.ts';
import { type Draft, dateIn, type Place } from './draft.ts';
import { keyed, leadIn, plain } from './inline.ts';
import { markOf } from './marks.ts';

/** "Page load: < 2s", "**Signups**: 100+", "≥ 10 signups", "99% uptime". */
export function readMetric(draft: Draft, { heading }: Place, line: number, raw: string): boolean {
  const text = markOf(raw).rest;
  const checkpoint = heading ? (heading.date ?? heading.text) : null;
  const pair = leadIn(text) ?? keyed(plain(text));
  if (pair && pair.rest !== '') {
    draft.metrics.push({ name: plain(pair.lead), target: plain(pair.rest), checkpoint });
    return true;
  }
  const said = plain(text);
  const before =
    /^((?:[<>≥≤=~]=?|at least|at most|under|over|more than|less than)?\s*[$€£]?\d[\d,.]*\s*(?:%|k|m|ms|s|h|x)?\+?)\s+(.+)$/i.exec(
      said,
    );
  const behind =
    /^(.+?)\s+((?:[<>≥≤=]=?|at least|at most|under|over|more than|less than)\s*[$€£]?\d.*)$/i.exec(said);
  if (before) draft.metrics.push({ name: before[2] ?? said, target: before[1] ?? null, checkpoint });
  else if (behind) draft.metrics.push({ name: behind[1] ?? said, target: behind[2] ?? null, checkpoint });
  else if (line > 0) draft.metrics.push({ name: said, target: null, checkpoint });
  return true;
}

const levels: [RegExp, NonNullable<DocumentRisk['level']>][] = [
  [/🔴|\b(?:high|critical|severe)\b/iu, 'high'],
  [/🟡|🟠|\b(?:medium|moderate)\b/iu, 'medium'],
  [/🟢|\b(?:low|minor)\b/iu, 'low'],
];
const levelOf = (text: string) => levels.find(([words]) => words.test(text))?.[1] ?? null;

/** A risk, with the level and the day that it or its heading says. */
export function readRisk(draft: Draft, { heading }: Place, line: number, raw: string): boolean {
  const text = plain(markOf(raw).rest);
  const dated = dateIn(draft, line, text);
  const tagged =
    /^(?:[([]\s*)?(high|critical|medium|moderate|low)(?:\s+risk)?(?:\s*[)\]]\s*[:：–—-]?|\s*[:：–—-])\s*(.+)$/i.exec(
      text,
    );
  const trailing = /\s*[([]\s*(high|critical|medium|moderate|low)(?:\s+risk)?\s*[)\]]\s*$/i.exec(text);
  const level =
    levelOf(tagged?.[1] ?? trailing?.[1] ?? '') ?? levelOf(/^[🔴🟠🟡🟢]/u.exec(raw.trim())?.[0] ?? '');
  const words = tagged?.[2] ?? (trailing ? text.slice(0, trailing.index) : text);
  draft.risks.push({
    text: words.replace(/^[🔴🟠🟡🟢]\uFE0F?\s*/u, ''),
    level: level ?? levelOf(heading?.text ?? ''),
    resolveBy: dated?.due ?? heading?.date ?? null,
  });
  return true;
}

const conditional =
  /^(?:if|when|in case|should)\s+(.+?)(?:\s*(?:→|->|=>)\s*|\s*[:：]\s+|,\s*(?:then\s+)?|\s+then\s+)(.+)$/i;

/** "If 30% of P0 is incomplete by Feb 15: shift the launch by 7 days". */
export function readContingency(draft: Draft, { heading }: Place, line: number, raw: string): boolean {
  const text = markOf(raw).rest;
  const lead = leadIn(text);
  const said = plain(lead && lead.rest !== '' ? `${lead.lead}: ${lead.rest}` : text);
  const found = conditional.exec(said) ?? /^(.+?)\s*(?:→|->|=>)\s*(.+)$/.exec(said);
  if (found) {
    const when = found[1] ?? '';
    draft.contingencies.push({
      on: dateIn(draft, line, when)?.due ?? heading?.date ?? null,
      when,
      action: found[2] ?? '',
    });
    return true;
  }
  if (!heading) return false;
  const last = draft.contingencies.at(-1);
  if (heading.used && last) last.action = `${last.action}; ${said}`;
  else {
    const when = heading.text.replace(/^(?:if|when|in case)\s+/i, '');
    draft.contingencies.push({ on: heading.date, when, action: said });
  }
  heading.used = true;
  return true;
}

/** "**Daily standup**: 10:00 AM", "Every Friday: review", "Feb 18: announcement", or a line below "Daily". */
export function readCadence(draft: Draft, { heading }: Place, line: number, raw: string): boolean {
  const text = markOf(raw).rest;
  const pair = leadIn(text) ?? keyed(plain(text));
  const dated = dateIn(draft, line, plain(text));
  if (dated && dated.rest !== '' && dated.start === null) {
    draft.cadence.push({ what: dated.rest, rule: dated.due });
    return true;
  }
  const above = heading?.text ?? '';
  if (pair && pair.rest !== '') {
    const [lead, rest] = [plain(pair.lead), plain(pair.rest)];
    draft.cadence.push(
      recurs(lead) && !recurs(rest) && !/\d/.test(rest)
        ? { what: rest, rule: lead }
        : {
            what: lead,
            rule: joined(recurs(rest) ? '' : recurs(lead) ? (recurrence(lead) ?? '') : above, rest),
          },
    );
    return true;
  }
  const said = plain(text);
  const rule = recurrence(said) ?? above;
  if (rule === '') return false;
  draft.cadence.push({
    what: said,
    rule: joined(rule, /\b\d{1,2}:\d{2}(?:\s*[ap]m)?\b/i.exec(said)?.[0] ?? ''),
  });
  return true;
}

const joined = (...parts: string[]) => [...new Set(parts.filter(Boolean))].join(' ').trim();

const recurrence = (text: string) =>
  /\b(?:daily|weekly|bi-?weekly|monthly|every (?:other )?(?:\w+)(?: \w+day)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b/i.exec(
    text,
  )?.[0];
const recurs = (text: string) => recurrence(text) !== undefined;
