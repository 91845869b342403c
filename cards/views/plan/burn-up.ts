import { type BurnUp, workWords } from '../../../src/domain/plan/burn-up.ts';
import { minDaysForPace } from '../../../src/domain/plan/pace.ts';
import { type LookbackFacts, plannedMilestones } from '../../../src/domain/plan/past.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { calendarDays, formatDate, plural } from '../../../src/domain/time/dates.ts';
import { type Block, type Card, type Fact, plain, text } from '../../model.ts';
import { goLiveWords, joined } from '../words.ts';
import { open } from './choice.ts';
import { burnUpPictureWords } from './picture-words.ts';

/** Shows work done against the scope, and the projected finish (LCH-3). `picture` is a URL. */
export function burnUpCard(
  past: LookbackFacts,
  burnUp: BurnUp,
  { today }: { today: string },
  picture: string | undefined,
): Card {
  const { project } = past;
  const goLive = goLiveWords({ project, milestones: plannedMilestones(past) }, today);
  return {
    title: [plain(project.name)],
    subtitle: [plain(joined(['burn-up', goLive]))],
    blocks: [
      ...(picture && burnUp.scope > 0
        ? [
            {
              is: 'image' as const,
              url: picture,
              alt: burnUpPictureWords(burnUp, doneWords(burnUp), project, today),
            },
          ]
        : []),
      ...progress(burnUp),
      ...pace(burnUp, project.target, today),
      ...scopeFacts(burnUp, today),
    ],
    actions: [
      burnUp.scope === 0
        ? open('new', 'New milestone')
        : { label: 'Timeline', command: 'timeline', input: {} },
      { label: 'Health', command: 'health', input: {} },
      { label: 'List', command: 'list', input: {} },
    ],
    more: [],
  };
}

const doneWords = ({ measure, done, scope }: BurnUp) =>
  measure === 'shares'
    ? `${percentWords(done)} of the value done${scope === 100 ? '' : ` (${percentWords(scope)} planned)`}`
    : `${done} of ${scope} milestones and items done`;

function progress(burnUp: BurnUp): Block[] {
  const { done, scope } = burnUp;
  if (scope === 0) return [text('No milestones yet. Add the first one.')];
  return [{ is: 'progress', percent: Math.floor((done * 100) / scope), label: doneWords(burnUp) }];
}

function pace({ points, done, scope, readyOn }: BurnUp, target: string | null, today: string): Block[] {
  if (scope === 0) return [];
  if (done === scope) return [text('Everything is done.')];
  if (done === 0) return [text('Nothing is done yet, so there is no forecast.')];
  const [first] = points;
  if (first && calendarDays(first.day, today) < minDaysForPace)
    return [text('Not enough data for a forecast yet.')];
  if (readyOn === null) return [text('At this pace it would take more than ten years.', 'alert')];
  const words = `At this pace everything is done on ${formatDate(readyOn, today)}`;
  if (target === null) return [text(`${words}.`)];
  const late = calendarDays(target, readyOn);
  if (late > 0) return [text(`${words}, ${plural(late, 'day')} after the go-live.`, 'alert')];
  return [text(`${words}, ${late === 0 ? 'the day of' : `${plural(-late, 'day')} before`} the go-live.`)];
}

/** Shows how the scope has changed since the first day. */
function scopeFacts({ points, scope, measure }: BurnUp, today: string): Block[] {
  const [first] = points;
  if (!first || scope === 0) return [];
  const facts: Fact[] = [
    { label: 'Since', value: [plain(formatDate(first.day, today))] },
    {
      label: 'Scope',
      value: [
        plain(
          first.scope === scope
            ? `${workWords(scope, measure)}, as on the first day`
            : `${workWords(first.scope, measure)} → ${workWords(scope, measure)}`,
        ),
      ],
    },
  ];
  return [{ is: 'facts', facts }];
}
