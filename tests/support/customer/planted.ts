import { customerCommands } from '../../../src/domain/customer/commands.ts';

/** What only the team may read: the planted words, a cost, and the addresses of people. */
export const secret = /PRIVATE|4,?321|@example\.com/;

/** The milestones of the full project, each with a name for the team and one for customers. */
const named = Array.from(
  { length: 11 },
  (_, nth) => `edit ${nth + 1} name:"PRIVATE sesame ${nth + 1}" outcome:"Result ${nth + 1}"`,
);

/**
 * Lines of the team that put words which only it may read, or figures of its own, into every field that takes them.
 * For the project of `full-project.ts`, whose customer decides on reviews.
 */
export const planted = [
  ...named,
  'policy approver:client',
  'edit 8 description:"PRIVATE description"',
  'block 2 PRIVATE reason by:team',
  'blocker "PRIVATE blocker" by:expert',
  'blocker "PRIVATE obstacle" milestone:10',
  'blocker "The customer must send the key" by:customer',
  'risk "PRIVATE risk" level:high by:"1 dec 2026" mitigation:"PRIVATE mitigation"',
  'risk "PRIVATE threat" milestone:8',
  'progress 8 40 PRIVATE note',
  'cost 2 4321 PRIVATE design',
  'decision "PRIVATE question?" on:"1 dec 2027" criteria:"PRIVATE criterion" fallback:"shift 7d"',
  'decide D3 no-go PRIVATE outcome',
  'decision "PRIVATE choice?" on:"9 dec 2026" criteria:"PRIVATE measure"',
  'if "PRIVATE condition" on:"9 dec 2026" then:"shift launch 9d"',
  'cadence "PRIVATE launch" on:"18 dec 2027" to:team draft:"PRIVATE draft"',
  'cadence "PRIVATE standup" every:day at:10:00 kind:standup',
  'answer C1 PRIVATE work',
  'edit 1 requires:8',
  'add 8 task "A step that the customer may read"',
  'new "PRIVATE part" parent:8',
  'edit 12 outcome:"Result 12"',
  'drop 9 PRIVATE why',
  'edit 1 owner:@zephyr.client due:"8 dec 2026"',
  'edit 10 owner:"Client T" due:"8 dec 2026"',
  'submit 8',
];

/** Lines that a customer may type beyond one use of each command. */
export const questions = [
  ...['show 1', 'show 3', 'show 8', 'show 9', 'show 10', 'show sesame', 'show "Result 1"', 'show name'],
  ...['history 2', 'history 8', 'decision D3', 'decision D4', 'contingency P2', 'digest now', 'undo'],
  ...['list blocked', 'timeline', 'what-if drop 8 no', 'what-if shift 7d', 'remind', 'snooze 1 1h'],
  ...['snooze 10 1h', 'approve 8', 'start 1', 'done 12', 'drop 12 no', 'export markdown', 'invoice 4'],
  // of what is not there, an answer lists what there is
  ...['resolved R99', 'risk R99 x', 'decision D99', 'decide D99 go', 'contingency P99', 'metric M99 x'],
  ...[
    'cadence C99 x',
    'answer C99 x',
    'change CO99',
    'cleared B99',
    'show 99',
    'check 8.9',
    'criterion D4.9 met',
  ],
];

/** Whether a button or form is of a command that customers have. */
export const isTheirs = (command: string): boolean => customerCommands.has(command);
