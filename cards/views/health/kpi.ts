import { scoreWords } from '../../../src/domain/endings/survey.ts';
import {
  type Kpi,
  type KpiName,
  type KpiPeriod,
  type KpiRecord,
  meetsTarget,
} from '../../../src/domain/health/kpi-records.ts';
import {
  kpiCountWords,
  kpiTargetWords,
  kpiTitles,
  kpiValueWords,
} from '../../../src/domain/health/kpi-words.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { capitalised, percentWords } from '../../../src/domain/text/wording.ts';
import { formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Block, type Card, type Item, note, plain, strong, text } from '../../model.ts';
import type { State } from '../../states.ts';
import { lostWords } from '../endings/closed.ts';
import { pagedNote } from '../paging.ts';
import { joined, numberedName } from '../words.ts';
import { kpiPictureWords } from './picture-words.ts';

/** The project of the figures (undefined: all of somebody's), their period, and today as YYYY-MM-DD. */
type Shown = { project: Project | undefined; period: KpiPeriod; today: string };

/**
 * Shows each figure beside its target, with a button to the records behind it (KPI). `picture` is where the figures
 * `drawn` are shown as a picture.
 */
export function kpiCard(
  kpis: readonly Kpi[],
  shown: Shown,
  picture?: { url: string; drawn: readonly Kpi[] },
): Card {
  return note(titleOf('figures', shown), [
    ...periodLine(shown),
    ...(picture?.drawn.some(({ value }) => value !== null)
      ? [{ is: 'image' as const, url: picture.url, alt: kpiPictureWords(picture.drawn, shown.today) }]
      : []),
    { is: 'list', items: kpis.map((one) => line(one, shown)) },
  ]);
}

/** Lists the records behind a figure, the latest first. */
export function kpiRecordsCard(kpi: Kpi, shown: Shown & { page: number | undefined }): Card {
  const page = pageOf(kpi.records, shown.page);
  const items = page.lines.map((record) => recordItem(record, shown));
  const list: Block = items.length > 0 ? { is: 'list', items } : text(emptyWords[kpi.name]);
  return pagedNote(
    titleOf(kpiTitles[kpi.name].toLowerCase(), shown),
    [...periodLine(shown), text([strong(kpiValueWords(kpi)), plain(detailWords(kpi))]), list],
    page,
    { command: 'kpi', input: { what: kpi.name, ...inputOf(shown) } },
  );
}

const titleOf = (what: string, { project }: Shown) => `${project?.name ?? 'All your projects'}, ${what}`;

function periodLine({ period: { from, to }, today }: Shown): Block[] {
  const words = joined([from && `from ${formatDate(from, today)}`, to && `to ${formatDate(to, today)}`], ' ');
  return words ? [text(`${capitalised(words)}.`, 'quiet')] : [];
}

function line(kpi: Kpi, shown: Shown): Item {
  const met = meetsTarget(kpi);
  const state: { state?: State } = met === null ? {} : { state: met ? 'on_track' : 'at_risk' };
  return {
    ...state,
    spans: [strong(`${kpiTitles[kpi.name]}: ${kpiValueWords(kpi)}`), plain(detailWords(kpi))],
    ...(kpi.records.length > 0
      ? { actions: [{ label: 'Records', command: 'kpi', input: { what: kpi.name, ...inputOf(shown) } }] }
      : {}),
  };
}

const inputOf = ({ project, period: { from, to } }: Shown): Record<string, string> => ({
  ...(project ? {} : { over: 'all' }),
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
});

/** " (11 of 12), target above 90 %, met". */
function detailWords(kpi: Kpi): string {
  const [count, target] = [kpiCountWords(kpi), kpiTargetWords(kpi)];
  const counted = count && (count.startsWith('of ') ? ` ${count}` : ` (${count})`);
  return `${counted}${target && `, ${target}`}`;
}

const emptyWords: Record<KpiName, string> = {
  on_time: 'No milestone with a due date was finished in this time.',
  approval_rate: 'No review was decided in this time.',
  review_time: 'No review was decided in this time.',
  scope_creep: 'No change order that costs more was applied in this time.',
  payment_time: 'No approved invoice was paid in this time.',
  late_payments: 'No invoice was due in this time.',
  profitability: 'No milestone with logged costs was finished in this time. Log them with “cost”.',
  satisfaction: 'No customer rated a project in this time.',
  milestone_satisfaction: 'No customer rated a milestone in this time.',
  lost_projects: 'No project was delivered or lost in this time.',
};

function recordItem(record: KpiRecord, { project, today }: Shown): Item {
  const state: { state?: State } =
    record.good === null ? {} : { state: record.good ? 'on_track' : 'at_risk' };
  return {
    ...state,
    spans: [
      strong('number' in record ? numberedName(record) : record.project),
      plain(
        `, ${joined([project || !('number' in record) ? '' : record.project, recordWords(record, today)])}`,
      ),
    ],
  };
}

function recordWords(record: KpiRecord, today: string): string {
  const day = formatDate(record.day, today);
  switch (record.is) {
    case 'on_time':
      return `done ${day}, due ${formatDate(record.dueDate, today)}`;
    case 'approval_rate':
      return `${record.isSilent ? 'accepted by silence' : record.decision} ${day}`;
    case 'review_time':
      return `${plural(record.days, 'day')}, decided ${day}`;
    case 'scope_creep':
      return `${record.key} added ${percentWords(record.added)} of the price, ${day}`;
    case 'payment_time':
      return `paid ${day}, ${plural(record.days, 'day')} after approval`;
    case 'late_payments':
      return `due ${day}, ${record.paidOn ? `paid ${formatDate(record.paidOn, today)}` : 'not paid yet'}`;
    case 'profitability':
      return `${percentWords(record.profit)} profit, done ${day}`;
    case 'satisfaction':
    case 'milestone_satisfaction':
      return `${scoreWords(record.score)}, ${day}`;
    case 'lost_projects':
      return `${joined([record.ended, record.reason && lostWords[record.reason]])}, ${day}`;
    default:
      return record satisfies never;
  }
}
