import { type MetricWithValues, metricKey, metricStatus } from '../../../src/domain/launch/metric.ts';
import { formatTarget, targetOf } from '../../../src/domain/launch/target.ts';
import { trendOf } from '../../../src/domain/launch/trend.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { type Block, type Card, code, type Item, plain, strong, text } from '../../model.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { lateNotice, type SendTime } from '../rhythm/sections.ts';
import { joined } from '../words.ts';

const maxOnCheckpoint = 10;
const maxNameCharacters = 60;

/** The facts of a metrics card. */
export type MetricsFacts = { project: Pick<Project, 'name'>; metrics: MetricWithValues[] };

/** Shows each metric's target, last value and whether it is met (LCH-6). `today` is YYYY-MM-DD. */
export function metricsCard(
  { project, metrics }: MetricsFacts,
  { today }: { today: string },
  { page: wanted }: AskedPage = {},
): Card {
  const met = metrics.filter((one) => metricStatus(one).is === 'met').length;
  const count = metrics.length > 0 && `${met} of ${metrics.length} met`;
  const page = pageOf(metrics, wanted);
  const title = joined([`${project.name}, metrics`, count, rangeWords(page)]);
  return pagedNote(
    title,
    body(page.lines, today),
    page,
    { command: 'metrics' },
    { label: 'Add a metric', command: 'metric', input: {} },
  );
}

/** Shows the metrics due at a checkpoint, on its day. */
export function checkpointCard({ project, metrics }: MetricsFacts, day: string, sent: SendTime): Card {
  const met = metrics.filter((one) => metricStatus(one).is === 'met').length;
  const open = metrics.filter(({ values }) => values.length === 0).length;
  const missing =
    open > 0
      ? [text(`${open === 1 ? 'One metric has' : `${open} metrics have`} no value yet.`, 'alert')]
      : [];
  return {
    title: [plain(project.name)],
    subtitle: [plain(`checkpoint ${formatDate(day, sent.today)}: ${met} of ${metrics.length} met`)],
    blocks: [...missing, ...firstOf(metrics, sent.today, day), ...lateNotice(sent)],
    actions: [{ label: 'Metrics', command: 'metrics', input: {} }],
    more: [],
  };
}

function body(metrics: MetricWithValues[], today: string, checkpoint?: string): Block[] {
  if (metrics.length === 0)
    return [
      text([plain('No metrics yet. Add one with '), code('metric "page load" target:"< 2s"'), plain('.')]),
    ];
  return [{ is: 'list', items: metrics.map((one) => line(one, today, checkpoint)) }];
}

/** The card of a checkpoint has a button to all of them. */
function firstOf(metrics: MetricWithValues[], today: string, checkpoint: string): Block[] {
  const rest = metrics.length - maxOnCheckpoint;
  const more = rest > 0 ? [text(`and ${rest} more.`, 'quiet')] : [];
  return [...body(metrics.slice(0, maxOnCheckpoint), today, checkpoint), ...more];
}

/** "M2 page load: 1.4 s, met, target under 2s, falling ▇▃▁, checkpoint Fri 19 Feb". */
function line(metric: MetricWithValues, today: string, told: string | undefined): Item {
  const { target, checkpoint, stage, values } = metric;
  const last = values.at(-1)?.value;
  const trend = trendOf(
    values.map(({ value }) => value),
    target,
  );
  const words = joined([
    last ? excerpt(last, 60) : 'no value yet',
    verdict(metric),
    target ? targetOf(target) && `target ${formatTarget(target)}` : 'no target',
    trend && `${trend.is} ${trend.bars}`,
    checkpoint && checkpoint !== told
      ? `checkpoint ${formatDate(checkpoint, today)}`
      : !checkpoint && stage && excerpt(stage, 40),
  ]);
  return {
    spans: [strong(`${metricKey(metric)} ${excerpt(metric.name, maxNameCharacters)}`), plain(`: ${words}`)],
    actions: [{ label: 'Record a value', command: 'metric-set', input: { metric: String(metric.number) } }],
  };
}

/** Returns the verdict in words; for unusable values or targets, the reason. */
function verdict({ target, values }: MetricWithValues): string | false {
  const stands = metricStatus({ target, values });
  if (stands.is !== 'unknown') return stands.is === 'met' ? 'met' : 'not met';
  return target !== null && (values.length > 0 || /not understood/.test(stands.why)) && stands.why;
}
