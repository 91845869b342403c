/** Lines that draw cards, menus and forms. */
export const shows = [
  ...['list', 'show 1', 'show 2', 'show 3', 'health', 'timeline', 'burnup', 'decisions', 'contingencies'],
  ...['decision D1', 'decision D2', 'contingency P1', 'contingency P2', 'metrics', 'risks', 'cadences'],
  ...[
    'digest',
    'receipts failed',
    'help',
    'status',
    'retrospective',
    'history',
    'shift 7d',
    'answer C1 Did it blocks:"no key"',
  ],
  ...['progress 1', 'edit 2', 'evidence 1', 'block 1', 'new', 'metric set M1', 'draft C2', 'vote D1'],
  ...['snooze 1', 'return 1', 'approve 1', 'risk R1', 'role', 'projects', 'people', 'remind', 'link'],
];

/** Lines that give a project something of everything. */
export const makes = [
  ...[
    'start 1',
    'start 2',
    'add 1 criterion "Works"',
    'submit 2',
    'blocker "no venue"',
    'new "Third"',
    'start 3',
  ],
  ...['decision "Go?" on:"18 dec 2026" criteria:"Legal agrees; Team agrees" fallback:"shift 7d"'],
  ...['if "no open blockers" on:"8 dec 2026" then:"shift 7d"', 'metric "Page load" target:"<2s"'],
  ...['risk "No approval yet"', 'cadence "Daily standup" every:day at:10:00'],
  ...['cadence "We are live" on:"18 dec 2026" draft:"It is open."', 'block 3 waiting for the key'],
];
