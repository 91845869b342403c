/** The kind of a section; `plan` unless its name says otherwise. */
export type Section =
  | 'plan'
  | 'notes'
  | 'dependencies'
  | 'decisions'
  | 'metrics'
  | 'risks'
  | 'contingencies'
  | 'cadence';

/** Most specific first: "Risk contingency plans" is about contingencies. */
const names: [RegExp, Section][] = [
  [/^dependenc(?:y|ies)[:：]?$/i, 'dependencies'],
  [
    /\bcontingenc|\bfall-?back (?:plans?|options?|scenarios?)\b|\bplan b\b|\bif things\b|\broll-?back (?:plans?|triggers?)\b|\bwhat if\b/i,
    'contingencies',
  ],
  [/\bdecisions?\b|\bgo\s?[/-]?\s?no[ /-]?go\b/i, 'decisions'],
  [
    /\bmetrics?\b|\bkpis?\b|\bsuccess (?:criteria|targets|measures|indicators|metrics)\b|^targets$|^key results$|^okrs?$/i,
    'metrics',
  ],
  [/\brisks?\b/i, 'risks'],
  [
    /\bcommunications?\b|\bcomms\b|\bcadence\b|\bmeetings?\b|\bcheck-?ins?\b|\bceremonies\b|\brituals\b|\bstand-?ups?\b|\bexpected progress\b|\bprogress checks?\b|\btouchpoints?\b/i,
    'cadence',
  ],
];

const notes =
  /^(?:notes?|key notes|(?:executive )?summary|overview|introduction|background|context|about|appendix|references|resources|links|legend|status legend|glossary|assumptions|out of scope|non-goals|disclaimer|change ?log|contacts?|definition of (?:done|ready)|working agreements?|(?:the )?team|stakeholders|contents|table of contents|toc|budget|tools)$/i;

/** Names of headings that only contain others. */
const container =
  /^(?:(?:the|our|project|product|launch|release|detailed|key|main|high[- ]level|overall|full|weekly|daily|day-by-day)\s+)*(?:timeline|milestones?(?: timeline)?|schedule|plan|road ?map|phases?|work ?plan|calendar)$/i;

/** Headings of work on such a thing: "Metrics dashboard", "Build risk engine". */
const work =
  /\b(?:build|implement\w*|integrat\w*|set ?up|dashboards?|engine|module|feature|design|develop\w*|api|service|template|training)\b/i;

const maxWords = 8;

/**
 * Returns the kind of section that a heading names; undefined for the plan. Long headings, work
 * and dated headings only mention the kind.
 */
export function sectionOf(heading: string, dated: boolean): Section | undefined {
  if (notes.test(heading.replace(/[:：]$/, ''))) return 'notes';
  const found = names.find(([name]) => name.test(heading))?.[1];
  if (found === undefined || heading.split(/\s+/).length > maxWords || work.test(heading)) return undefined;
  return dated && found !== 'decisions' ? undefined : found;
}

/** Whether a heading only contains others: "Milestone timeline". */
export const isContainer = (heading: string): boolean => container.test(heading.replace(/[:：]$/, ''));
