import type { CustomerProject } from '../../../src/domain/customer/overview.ts';
import { customerProgress } from '../../../src/domain/customer/progress.ts';
import { hasEnded } from '../../../src/domain/endings/ending.ts';
import { type Health, healthOf, signalsOf } from '../../../src/domain/health/health.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import { percentWords } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import {
  type Block,
  type Card,
  type CardActions,
  type CardBody,
  heading,
  type Item,
  plain,
  strong,
  text,
} from '../../model.ts';
import { healthState, milestoneState, type State } from '../../states.ts';
import { closedBlocks, endState } from '../endings/closed.ts';
import { firstItems, item } from '../first-items.ts';
import { stoppedBlocks } from '../money/stopped.ts';
import { asSentence, dueWords, goLiveWords, joined, stateOf } from '../words.ts';

const maxReasons = 3;
const maxMilestones = 6;
const maxCharacters = 120;

/** Draws a project as its customer sees it (CUS-1). `today` is YYYY-MM-DD in the project's zone. */
export const customerProjectCard = (facts: CustomerProject, at: { today: string }): Card => ({
  ...customerProjectView(facts, at),
  ...customerProjectActions(facts),
  of: { kind: 'project', id: facts.project.id },
});

/**
 * Returns how a project stands for its customer: the health, the go-live, the progress, the milestones by the names
 * that customers know, and the latest report.
 */
export function customerProjectView(facts: CustomerProject, { today }: { today: string }): CardBody {
  const health = healthOf(signalsOf(facts, today));
  const isDone = facts.milestones.length > 0 && facts.milestones.every(({ status }) => status === 'done');
  const state: State =
    endState(facts.project) ?? (isDone && health.severity === 0 ? 'done' : healthState(health.severity));
  const when = goLiveWords(facts, today);
  return {
    title: [plain(facts.project.name)],
    state,
    subtitle: when ? [plain(when)] : [],
    blocks: [
      ...closedBlocks(facts.project, false),
      ...(hasEnded(facts.project) ? [] : [...stoppedBlocks(facts, today), ...standing(health)]),
      ...progress(facts, state),
      ...milestones(facts, today),
      ...latestUpdate(facts),
    ],
  };
}

/** Returns the actions of that card. */
export const customerProjectActions = ({ milestones: all }: CustomerProject): CardActions => ({
  actions: [
    ...(all.length > 0 ? [{ label: 'Milestones', command: 'list', input: {} }] : []),
    { label: 'News', command: 'news', input: {} },
    { label: 'Timeline', command: 'timeline', input: {} },
  ],
  more: [{ label: 'Help', command: 'help', input: {} }],
});

/** The headline, the reasons, and the other badges, which cannot disagree with the state (HLT-1, HLT-2). */
function standing({ severity, headline, reasons, risk, confidence }: Health): Block[] {
  const badges = asSentence(joined([`Risk ${risk}`, `go-live confidence ${confidence}`]).toLowerCase());
  const lines = reasons.map((reason) => item(excerpt(reason, maxCharacters)));
  return [
    // the others say no more than the state
    ...(severity === 1 ? [text(headline)] : []),
    ...(lines.length > 0 ? [{ is: 'list' as const, items: firstItems(lines, maxReasons) }] : []),
    text(badges, 'quiet'),
  ];
}

function progress({ milestones: all }: CustomerProject, state: State): Block[] {
  if (all.length === 0) return [text('No milestones yet. They appear here as soon as the team adds them.')];
  const percent = customerProgress(all);
  const done = all.filter(({ status }) => status === 'done').length;
  const label = joined([percentWords(percent), `${done} of ${plural(all.length, 'milestone')} done`]);
  return [{ is: 'progress', percent, label, state }];
}

/** The milestones at the top in the order of the plan; where not all fit, the finished ones are left out first. */
function milestones({ milestones: all, project }: CustomerProject, today: string): Block[] {
  const top = all.filter(({ parentId }) => parentId === null);
  const open = top.filter(({ status }) => status !== 'done');
  const listed = top.length > maxMilestones ? open : top;
  const items = listed.map((one): Item => {
    const words = joined([stateOf(one), dueWords(one, today, project)]);
    return {
      state: milestoneState(one, today),
      spans: [strong(excerpt(one.name, maxCharacters)), plain(`, ${words}`)],
    };
  });
  return items.length > 0
    ? [
        heading('Milestones'),
        { is: 'list', items: firstItems(items, maxMilestones, '; Milestones shows them') },
      ]
    : [];
}

/** "Latest update: “Sign-in” is at 60 %, 2 hours ago". */
function latestUpdate({ latest }: CustomerProject): Block[] {
  if (!latest) return [];
  const said = `Latest update: “${excerpt(latest.name, maxCharacters)}” is at ${percentWords(latest.percent)}, `;
  return [text([plain(said), { is: 'instant', at: latest.at, past: true }], 'quiet')];
}
