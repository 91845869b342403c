import { createRoot } from 'react-dom/client';
import type { Snapshot } from '../snapshot.ts';
import { SlackBlocks } from './slack/blocks.tsx';
import { AdaptiveCard } from './teams/card.tsx';
import type { View } from './view.ts';

/** One card as both platforms get it. */
type Row = { title: string; slack: unknown[]; teams: object };

const people = [
  { key: 'olivia', name: 'Olivia', slack: 'UOLIVIA', teams: '29:olivia', directoryId: 'olivia' },
];
/** What the cards of the tests call now. */
const now = '2026-12-07T11:00:00.000Z';
const snapshot = { now, zone: 'Europe/London', people, slack: { channels: [] } } as unknown as Snapshot;
const nothing = () => Promise.resolve();

/** Draws cards alone, side by side, for the pictures in docs/cards. */
function Sheet({ rows, theme }: { rows: Row[]; theme: View['theme'] }) {
  const view = { snapshot, me: snapshot.people[0], theme } as View;
  return (
    <div className="sheet">
      {rows.map(({ title, slack, teams }) => (
        <section key={title}>
          <h2>{title}</h2>
          <div className="slack">
            <div className="said">
              <SlackBlocks view={view} blocks={slack} press={nothing} />
            </div>
          </div>
          <div className="teams">
            <AdaptiveCard view={view} card={teams} room={undefined} press={nothing} />
          </div>
        </section>
      ))}
    </div>
  );
}

/** Called by the script that makes the pictures. */
Object.assign(window, {
  drawSheet(rows: Row[], theme: View['theme']) {
    document.documentElement.dataset.theme = theme;
    const root = document.getElementById('root');
    if (root) createRoot(root).render(<Sheet rows={rows} theme={theme} />);
  },
});
