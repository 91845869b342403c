import { emptyChannel, emptyRoom, slackChannel, teamsRoom } from '../rooms.ts';
import { useKept } from './live.ts';
import type { OpenRoom, Side } from './view.ts';

/** What a step of the list does on the page. */
export type TryActs = {
  /** Lets somebody look at a room of a client. */
  look(who: string, rooms: Partial<Record<Side, OpenRoom>>, side: Side): void;
  /** Puts a line into the composer of Slack. */
  type(line: string): void;
  move(at: string): Promise<void>;
};

/** What shows the product in a minute; each step can be done from here. */
export function Try({ acts: { look, type, move } }: { acts: TryActs }) {
  const [shown, setShown] = useKept<'yes' | 'no'>('try', 'yes');
  if (shown === 'no') return null;
  const apollo = { slack: slackChannel, teams: teamsRoom };
  return (
    <section className="try" aria-label="Try this">
      <strong>Try this</strong>
      <ol>
        <li>
          <button
            type="button"
            onClick={() => {
              look('mo', apollo, 'slack');
              type('/milestone progress 2 80 almost there');
            }}
          >
            Report progress
          </button>{' '}
          <span>as Mo in Slack</span>
        </li>
        <li>
          <button type="button" onClick={() => look('carol', apollo, 'teams')}>
            Be Carol
          </button>{' '}
          <span>and approve in Teams</span>
        </li>
        <li>
          <button
            type="button"
            onClick={async () => {
              look('mo', { slack: 'own', teams: 'own' }, 'teams');
              await move('friday 09:00');
            }}
          >
            Move to Friday 09:00
          </button>{' '}
          <span>Mo is reminded</span>
        </li>
        <li>
          <button
            type="button"
            onClick={() => look('olivia', { slack: emptyChannel, teams: emptyRoom }, 'slack')}
          >
            Start your own
          </button>{' '}
          <span>project</span>
        </li>
      </ol>
      <button type="button" onClick={() => setShown('no')} aria-label="Hide this list">
        Hide
      </button>
    </section>
  );
}
