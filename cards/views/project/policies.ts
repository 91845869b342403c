import type { SurveyMoments } from '../../../src/domain/endings/survey-moments.ts';
import type { PaymentGate } from '../../../src/domain/money/gate.ts';
import { isCoached, type Policies } from '../../../src/domain/project/policies.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import type { Silence } from '../../../src/domain/review/acceptance.ts';
import { capitalised } from '../../../src/domain/text/wording.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import { type Card, code, note, plain, text } from '../../model.ts';
import { aGovernor, roleWords } from '../words.ts';

/** Shows a project's policies, and how to change one. */
export function policiesCard(project: Project): Card {
  const { policies } = project;
  const lines = [
    ...approvalLines(policies),
    ...(isCoached(project.kind) ? coachLines(policies) : []),
    ...(policies.moneyOn ? moneyLines(policies) : []),
  ];
  return note(`${project.name}, policies`, [
    {
      is: 'list',
      items: [...lines, ...planLines(policies)].map(([typed, means]) => ({
        spans: [code(typed), plain(`: ${means}`)],
      })),
    },
    text(
      [
        plain(`${capitalised(aGovernor(project))} changes one with `),
        code('policy approver:customer'),
        plain('.'),
      ],
      'quiet',
    ),
  ]);
}

/** What is typed, and what it means. */
type Line = [typed: string, means: string];

const yesNo = (isOn: boolean) => (isOn ? 'yes' : 'no');

function approvalLines(of: Policies): Line[] {
  const { approver, approvals, acceptanceDays: days, silence } = of;
  const who: Line = [
    `approver:${approver === 'nobody' ? approver : roleWords[approver]}`,
    approvalWords[approver],
  ];
  if (approver === 'nobody') return [who];
  const window: Line =
    days === null
      ? ['acceptance:off', 'a review may take any time']
      : [`acceptance:${days}d`, `a review takes at most ${plural(days, 'working day')}`];
  return [
    who,
    [`approvers:${approvals}`, approvalsWords(approvals)],
    evidenceLine(of),
    reactionLine(of),
    [
      `demo:${yesNo(of.demoRequired)}`,
      of.demoRequired
        ? 'demo steps are ticked, or skipped with a reason, before a milestone is submitted'
        : 'a milestone is submitted without a demo',
    ],
    window,
    ...(days === null ? [] : [[`silence:${silence}`, silenceWords[silence]] satisfies Line]),
  ];
}

const evidenceLine = ({ evidenceRequired }: Policies): Line => [
  `evidence:${yesNo(evidenceRequired)}`,
  evidenceRequired
    ? 'approval needs evidence for every criterion that is not met'
    : 'approval needs no evidence',
];

const reactionLine = ({ evidenceReaction: name }: Policies): Line =>
  name === null
    ? ['reaction:off', 'no reaction makes a message evidence']
    : [`reaction:${name}`, 'in Slack, this reaction to a message makes it evidence'];

const coachLines = ({ impartial }: Policies): Line[] => [
  [
    `impartial:${yesNo(impartial)}`,
    impartial
      ? 'a coach who has worked for the company decides on the evidence of others only'
      : 'a coach who has worked for the company may decide on their own evidence',
  ],
];

const moneyLines = ({ paymentGate }: Policies): Line[] => [
  ['money:yes', 'milestones have shares of a price'],
  [`unpaid:${paymentGate}`, gateWords[paymentGate]],
];

const planLines = ({ moneyOn, maxDays, valueRequired, scopeLock, satisfaction }: Policies): Line[] => [
  ...(moneyOn ? [] : [['money:no', 'milestones have no price'] satisfies Line]),
  [
    `longest:${maxDays === null ? 'off' : `${maxDays}d`}`,
    maxDays === null
      ? 'milestones may take any time'
      : `a warning for milestones of more than ${plural(maxDays, 'day')}`,
  ],
  [
    `deliverables:${yesNo(valueRequired)}`,
    valueRequired ? 'a warning for milestones without a deliverable' : 'milestones need no deliverable',
  ],
  [
    `lock:${yesNo(scopeLock)}`,
    scopeLock ? 'the scope of a milestone is frozen when it starts' : 'the scope may change after the start',
  ],
  [`satisfaction:${satisfaction}`, satisfactionWords(satisfaction, moneyOn)],
];

const approvalWords: Record<Policies['approver'], string> = {
  owner: 'the owner approves submitted milestones',
  coach: 'the coach approves submitted milestones',
  client: 'the customer approves submitted milestones',
  nobody: 'no approval; everybody who works on a milestone can mark it done',
};

const approvalsWords = (approvals: Policies['approvals']): string => {
  if (approvals === 'any') return 'one approval is enough';
  return approvals === 'all' ? 'everybody who can approve has to' : `${approvals} approvals are needed`;
};

const silenceWords: Record<Silence, string> = {
  accept: 'without an answer in that time the milestone is approved',
  escalate: 'without an answer in that time Milepost tells the owner',
  stop: 'without an answer in that time nothing else starts until somebody decides',
};

/** A project is delivered once its invoices are paid, so one without money is not. */
function satisfactionWords(of: SurveyMoments, moneyOn: boolean): string {
  if (of === 'off') return 'the customer is not asked how satisfied they are';
  if (of === 'milestones' && !moneyOn) return 'the customer is asked how it was after each milestone';
  return of === 'milestones'
    ? 'the customer is asked how it was after each milestone, and when the project is delivered'
    : 'the customer is asked how it was when the project is delivered';
}

const gateWords: Record<PaymentGate, string> = {
  refuse: 'no milestone starts while an invoice is overdue',
  warn: 'a warning when a milestone starts while an invoice is overdue',
  off: 'milestones start whatever is unpaid',
};
