import { readdirSync, readFileSync } from 'node:fs';
import { readDocument } from '../../src/document/read/read.ts';
import type { PlanDocument } from '../../src/domain/documents/document.ts';

export const today = '2026-02-09';

/** Reads a document that is within the limits. */
export function read(text: string, on = today): PlanDocument {
  const outcome = readDocument(text, on);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}

/** The Markdown plans among the examples and tests. */
export const plans = ['examples', 'tests/document/plans'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') })),
);

const row = (...parts: (string | number | null)[]) => parts.map((part) => part ?? '-').join(' | ');

/** Everything that was read of a document, for people to look at. */
export function shown(document: PlanDocument): string {
  const { title, today, target, description, milestones, decisions, metrics, risks } = document;
  const { contingencies, cadence, unread, remarks } = document;
  return [
    `title ${row(title, today, target)}`,
    ...description.map((line) => `says ${line}`),
    ...milestones.flatMap((one, at) => [
      `${at} < ${row(one.parent, one.name, one.start, one.due, one.status, one.priority, one.share, one.owner)}`,
      ...one.description.map((line) => `    says ${line}`),
      ...one.items.map(
        ({ depth, text, state, start, date, priority, owner }) =>
          `    ${'  '.repeat(depth)}- ${row(text, state, start ? `${start} to ${date}` : date, priority, owner)}`,
      ),
    ]),
    ...decisions.flatMap(({ question, on, criteria, fallback, voters }) => [
      `decision ${row(question, on, fallback, voters.join(', '))}`,
      ...criteria.map((one) => `    - ${one}`),
    ]),
    ...metrics.map(({ name, target: to, checkpoint }) => `metric ${row(name, to, checkpoint)}`),
    ...risks.map(({ text, level, resolveBy, owner }) => `risk ${row(text, level, resolveBy, owner)}`),
    ...contingencies.map(({ on, when, action }) => `contingency ${row(on, when, action)}`),
    ...cadence.map(({ what, rule }) => `cadence ${row(what, rule)}`),
    ...unread.map(({ line, text }) => `unread ${line} ${text}`),
    ...remarks.map(({ line, text }) => `remark ${line} ${text}`),
  ].join('\n');
}
