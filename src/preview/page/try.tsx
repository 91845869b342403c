import { useKept } from './live.ts';
import type { View } from './view.ts';

/** What shows the product in a minute. */
export function Try({ view }: { view: View }) {
  const [shown, setShown] = useKept<'yes' | 'no'>('try', 'yes');
  if (shown === 'no') return null;
  return (
    <section className="try" aria-label="Try this">
      <strong>Try this</strong>
      <ol>
        <li>
          In Slack, type <code>/milestone progress 2 80 almost there</code> and watch both cards.
        </li>
        <li>
          {view.me.key === 'carol' ? 'As Carol' : 'Switch to Carol, and'} press <b>Approve</b> in Teams.
        </li>
        <li>
          Move the clock to <b>Friday 09:00</b>: Mo’s chat with Milepost has a reminder.
        </li>
      </ol>
      <button type="button" onClick={() => setShown('no')} aria-label="Hide this list">
        Hide
      </button>
    </section>
  );
}
