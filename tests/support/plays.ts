import * as fc from 'fast-check';

/** One step of a person or of the test. */
export type Move =
  | { does: 'type'; by: 'slash' | 'mention' | 'dm' | 'teams'; who: number; line: string; twice: boolean }
  /** Presses a control of a posted card as drawn at that time; `nth` counts posts from the newest. */
  | { does: 'press'; on: 'slack' | 'teams'; who: number; nth: number; control: number }
  /** Presses a button of the customer's page as it is now, and submits the form that it may open. */
  | { does: 'visit'; control: number; text: string }
  /** Unlinks the Teams room, or links it again with a new code. */
  | { does: 'unlink' }
  | { does: 'link' };

const reference = fc.integer({ min: 1, max: 5 }).map(String);
const word = fc.constantFrom(
  'API',
  '<!channel>',
  '*bold* _it_',
  'a & b',
  '@everyone',
  'тест',
  '`x`',
  'https://x.example/a?b=1&c=2',
);
const percent = fc.integer({ min: 0, max: 110 }).map(String);

const line = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(reference, percent, word).map((parts) => `progress ${parts.join(' ')}`) },
  { weight: 3, arbitrary: word.map((name) => `new "Step ${name}"`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(word, reference)
      .map(([name, parent]) => `new "Part ${name}" parent:${parent} share:25`),
  },
  { weight: 2, arbitrary: reference.map((at) => `start ${at}`) },
  { weight: 2, arbitrary: reference.map((at) => `submit ${at}`) },
  { weight: 2, arbitrary: fc.tuple(reference, word).map((parts) => `approve ${parts.join(' ')}`) },
  { weight: 1, arbitrary: fc.tuple(reference, word).map((parts) => `return ${parts.join(' ')}`) },
  { weight: 1, arbitrary: reference.map((at) => `recall ${at}`) },
  { weight: 1, arbitrary: reference.map((at) => `done ${at}`) },
  { weight: 1, arbitrary: fc.tuple(reference, word).map((parts) => `reopen ${parts.join(' ')}`) },
  { weight: 1, arbitrary: fc.tuple(reference, word).map((parts) => `block ${parts.join(' ')}`) },
  { weight: 1, arbitrary: reference.map((at) => `unblock ${at}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(reference, word).map(([at, text]) => `add ${at} criterion "${text} met"`),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(reference, fc.integer({ min: 1, max: 3 })).map((parts) => `check ${parts.join('.')}`),
  },
  { weight: 1, arbitrary: reference.map((at) => `evidence ${at} metric "paying customers" 7 target:5`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(reference, fc.constantFrom(7, 25, 33, 50))
      .map(([at, share]) => `edit ${at} share:${share}`),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(reference, reference).map(([at, parent]) => `edit ${at} parent:${parent}`),
  },
  { weight: 1, arbitrary: reference.map((at) => `edit ${at} owner:@mo due:"10 dec 2027"`) },
  { weight: 1, arbitrary: fc.tuple(reference, reference).map(([at, to]) => `move ${at} before:${to}`) },
  { weight: 1, arbitrary: reference.map((at) => `drop ${at} not needed`) },
  { weight: 2, arbitrary: reference.map((at) => `show ${at}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'status',
      'list',
      'help',
      'history',
      'people',
      'policy',
      'activate',
      'nonsense',
      'project "Second"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('owner', 'coach', 'client', 'client', 'nobody')
      .map((who) => `policy approver:${who}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('mo coach', 'Tess coach', 'gus contributor', 'mo contributor')
      .map((who) => `role ${who}`),
  },
);

/** The first two people of a room may do most things, the third is a guest. */
const someone = fc.constantFrom(0, 0, 1, 1, 2);

const typed = fc.record({
  does: fc.constant('type' as const),
  by: fc.constantFrom('slash', 'slash', 'mention', 'dm', 'teams', 'teams' as const),
  who: someone,
  line,
  twice: fc.boolean(),
});
const pressed = fc.record({
  does: fc.constant('press' as const),
  on: fc.constantFrom('slack', 'teams' as const),
  who: someone,
  nth: fc.nat(5),
  control: fc.nat(8),
});

const visited = fc.record({ does: fc.constant('visit' as const), control: fc.nat(20), text: word });

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 10, arbitrary: typed },
  { weight: 5, arbitrary: pressed },
  { weight: 2, arbitrary: visited },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Move>(
      { does: 'unlink' },
      { does: 'link' },
      { does: 'link' },
      { does: 'link' },
    ),
  },
);

/** Generates steps in scenes; the steps of one scene run concurrently. */
export const plays = (scenes: number): fc.Arbitrary<Move[][]> =>
  fc.array(fc.array(move, { minLength: 2, maxLength: 8 }), { minLength: scenes, maxLength: scenes });
