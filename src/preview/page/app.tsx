import { useState } from 'react';
import { Bar } from './bar.tsx';
import { useKept, useLive } from './live.ts';
import { SlackPane } from './slack/pane.tsx';
import { TeamsPane } from './teams/pane.tsx';
import { Try } from './try.tsx';
import type { View } from './view.ts';

const dark = matchMedia('(prefers-color-scheme: dark)').matches;

/** The whole page: a bar, what to try, and both rooms side by side; one of them on a narrow screen. */
export function App() {
  const { snapshot, connected } = useLive();
  const [who, setWho] = useKept<string>('who', 'olivia');
  const [theme, setTheme] = useKept<View['theme']>('theme', dark ? 'dark' : 'light');
  const [side, setSide] = useKept<'slack' | 'teams'>('side', 'slack');
  const [trouble, setTrouble] = useState('');
  document.documentElement.dataset.theme = theme;
  const me = snapshot?.people.find(({ key }) => key === who) ?? snapshot?.people[0];
  if (!snapshot || !me) return <p className="waiting">Connecting to Milepost…</p>;
  const view: View = { snapshot, me, theme };
  return (
    <div className="app" data-side={side}>
      <Bar {...{ view, connected, setWho, setTheme, setTrouble }} />
      <Try view={view} />
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}{' '}
          <button type="button" onClick={() => setTrouble('')}>
            Dismiss
          </button>
        </p>
      )}
      <div className="sides" role="tablist" aria-label="Room">
        {(['slack', 'teams'] as const).map((one) => (
          <button
            type="button"
            key={one}
            role="tab"
            aria-selected={side === one}
            onClick={() => setSide(one)}
          >
            {one === 'slack' ? 'Slack' : 'Microsoft Teams'}
          </button>
        ))}
      </div>
      <main className="rooms">
        <SlackPane key={`slack-${me.key}`} view={view} setTrouble={setTrouble} />
        <TeamsPane key={`teams-${me.key}`} view={view} setTrouble={setTrouble} />
      </main>
    </div>
  );
}
