/** What a section of a document is about; `plan` where its name says nothing else. */
export type Section = 'plan' | 'decisions' | 'metrics' | 'risks' | 'contingencies' | 'cadence';

/** By name, the more particular first: "Risk contingency plans" is about contingencies. */
const names: [RegExp, Section][] = [
  [/\bcontingenc|\bfallback plans?\b|\bplan b\b|\bif things\b|\brollback plans?\b/i, 'contingencies'],
  [/\bdecisions?\b|\bgo[ /-]*no[ /-]*go\b/i, 'decisions'],
  [/\bmetrics?\b|\bkpis?\b|\bsuccess (?:criteria|targets|measures)\b/i, 'metrics'],
  [/\brisks?\b/i, 'risks'],
  [
    /\bcommunications?\b|\bcadence\b|\bmeetings?\b|\bcheck-?ins?\b|\bceremonies\b|\brituals\b|\bstand-?ups?\b/i,
    'cadence',
  ],
];

/** Work that is done on such a thing, and not the thing itself: "Metrics dashboard", "Build risk engine". */
const work =
  /\b(?:build|implement\w*|integrat\w*|set ?up|dashboards?|engine|module|feature|design|develop\w*|api|review|service)\b/i;

const mostWords = 7;

/**
 * What a heading's section is about, where the heading says so. A longer heading, and one of work
 * or with a date, only mentions it.
 */
export function sectionOf(heading: string, dated: boolean): Section | undefined {
  const found = names.find(([name]) => name.test(heading))?.[1];
  if (found === undefined || heading.split(/\s+/).length > mostWords || work.test(heading)) return undefined;
  return dated && !/\bgo[ /-]*no[ /-]*go\b|\bdecision\b/i.test(heading) ? undefined : found;
}
