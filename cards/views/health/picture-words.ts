import type { Kpi } from '../../../src/domain/health/kpi-records.ts';
import {
  kpiCountWords,
  kpiTargetWords,
  kpiTitles,
  kpiValueWords,
} from '../../../src/domain/health/kpi-words.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { joined } from '../words.ts';

/** Says what the picture of the figures shows, as its alternative text. `today` is YYYY-MM-DD in the project's zone. */
export function kpiPictureWords(kpis: readonly Kpi[], today: string): string {
  const figures = kpis.map(
    (kpi) =>
      `${kpiTitles[kpi.name]}: ${joined([kpiValueWords(kpi), kpiCountWords(kpi), kpiTargetWords(kpi)])}`,
  );
  return `${[`Figures on ${formatDate(today, today)}`, ...figures].join('. ')}.`;
}
