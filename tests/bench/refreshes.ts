import { progress } from './asks.ts';
import { type Figure, note, round } from './figure.ts';
import { timesOf } from './load.ts';
import { place } from './slash.ts';
import type { Stage } from './stage.ts';

const changes = 200;

/** Changes one milestone 200 times as fast as possible, and counts the edits of its card. */
export async function refreshes(stage: Stage): Promise<Figure[]> {
  const at = place(0);
  const card = stage.ends.slack.world.postsIn(at.channel).findLast(({ text }) => text.includes('Step 1'));
  if (!card) throw new Error('the room has no card of Step 1');
  const { calls } = stage.ends.slack;
  await stage.settle();
  const before = calls.length;
  const ask = (n: number) => ({ at, text: progress(1, n) });
  const { url } = stage.milepost;
  const took = await timesOf({ url, signingSecret: stage.signingSecret, ask, says: 'Step 1' }, changes);
  await stage.settle();
  const edits = calls
    .slice(before)
    .filter(({ method, args }) => method === 'chat.update' && args.ts === card.ts);
  // One edit at once, one per three seconds of changes, and a last one that shows the final state.
  const wanted = 1 + Math.ceil(took / 3);
  return [
    {
      name: `edits of one card, changed ${changes} times in ${round(took)} s`,
      value: String(edits.length),
      wanted: `at most ${wanted}`,
      ok: edits.length <= wanted,
    },
    note('  all calls to Slack meanwhile', String(calls.length - before)),
  ];
}
