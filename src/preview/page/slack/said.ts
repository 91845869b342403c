import type { Snapshot } from '../../snapshot.ts';
import type { Person } from '../view.ts';

/** A message as somebody sees it; `only` where nobody else does. */
export type Said = Snapshot['slack']['posts'][number] & { only: boolean };

/** What somebody sees in a channel, oldest first; answers in a thread stand right under what they answer. */
export function said({ slack: { posts, ephemerals } }: Snapshot, channel: string, me: Person): Said[] {
  const here = [
    ...posts.filter((post) => post.channel === channel).map((post) => ({ ...post, only: false })),
    ...ephemerals
      .filter((one) => one.channel === channel && one.to === me.slack)
      .map((one) => ({ ...one, edits: 0, only: true })),
  ].sort((a, b) => Number(a.ts) - Number(b.ts));
  const top = here.filter(({ threadTs, ts }) => !threadTs || threadTs === ts);
  return top.flatMap((one) => [
    one,
    ...here.filter(({ threadTs, ts }) => threadTs === one.ts && ts !== one.ts),
  ]);
}
