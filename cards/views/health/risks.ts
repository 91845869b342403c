import { byLevel, isPressing, type RiskWithNames, riskKey } from '../../../src/domain/health/risk.ts';
import { pageOf } from '../../../src/domain/page.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { formatDate } from '../../../src/domain/time/dates.ts';
import { type Block, type Card, code, type Item, plain, strong, text } from '../../model.ts';
import { type AskedPage, pagedNote, rangeWords } from '../paging.ts';
import { joined, numberedName } from '../words.ts';

/** Lists open risks, the worst first (LCH-7). `today` is YYYY-MM-DD in the project's zone. */
export function risksCard(
  { project, risks }: { project: Pick<Project, 'name'>; risks: readonly RiskWithNames[] },
  { today }: { today: string },
  { page: wanted }: AskedPage = {},
): Card {
  const open = risks.filter(({ resolvedAt }) => resolvedAt === null).toSorted(byLevel);
  const resolved = risks.length - open.length;
  const count = joined([`${open.length} open`, resolved > 0 && `${resolved} resolved`]);
  const page = pageOf(open, wanted);
  const title = joined([`${project.name}, risks`, risks.length > 0 && count, rangeWords(page)]);
  return pagedNote(
    title,
    body(page.lines, risks.length > 0, today),
    page,
    { command: 'risks' },
    { label: 'Add a risk', command: 'risk', input: {} },
  );
}

function body(open: RiskWithNames[], any: boolean, today: string): Block[] {
  if (open.length === 0) {
    const how = [
      plain('Add one with '),
      code('risk "payment provider not approved" level:high by:"12 feb"'),
      plain('.'),
    ];
    return [text([plain(any ? 'No open risks. ' : 'No risks yet. '), ...how])];
  }
  return [{ is: 'list', items: open.map((risk) => line(risk, today)) }];
}

/** "mitigated by “pin the version”"; empty without a mitigation. */
export const mitigatedBy = (mitigation: string | null): string =>
  mitigation === null ? '' : `mitigated by “${excerpt(mitigation, 120)}”`;

/** "R3 payment provider not approved: high, resolve by Fri 12 Feb, assigned to Ana". */
function line(risk: RiskWithNames, today: string): Item {
  const { resolveBy, level, owner, milestone, mitigation } = risk;
  const by =
    resolveBy && `resolve by ${formatDate(resolveBy, today)}${isPressing(risk, today) ? ', overdue' : ''}`;
  return {
    spans: [
      strong(`${riskKey(risk)} ${excerpt(risk.text, 120)}`),
      plain(
        `: ${joined([level, milestone && numberedName(milestone), resolveBy === today ? 'resolve today' : by, owner && `assigned to ${owner}`, mitigatedBy(mitigation)])}`,
      ),
    ],
    actions: [{ label: 'Resolve', command: 'resolved', input: { risk: String(risk.number) } }],
  };
}
