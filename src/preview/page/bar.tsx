import { post } from './api.ts';
import { Options } from './options.tsx';
import type { View } from './view.ts';

const shortcuts = [
  { label: '+1 hour', body: { forward: { hours: 1 } } },
  { label: 'Tomorrow 09:00', body: { at: 'tomorrow 09:00' } },
  { label: 'Friday 09:00', body: { at: 'friday 09:00' } },
  { label: '+1 week', body: { forward: { weeks: 1 } } },
];

type Parts = {
  view: View;
  connected: boolean;
  setWho: (key: string) => void;
  setTheme: (theme: View['theme']) => void;
  setTrouble: (words: string) => void;
};

/** Who looks, what time it is for the product, and how well Slack works today. */
export function Bar({ view, connected, setWho, setTheme, setTrouble }: Parts) {
  const { snapshot, me, theme } = view;
  const ask = async (path: string, body: object) => {
    const answer = await post(path, body);
    setTrouble(answer.ok ? '' : answer.error);
  };
  return (
    <header className="bar">
      <h1>
        Milepost <span>preview</span>
      </h1>
      <fieldset className="people">
        <legend>You are</legend>
        {snapshot.people.map(({ key, name, role }) => (
          <button type="button" key={key} aria-pressed={key === me.key} onClick={() => setWho(key)}>
            {name} <small>{role}</small>
          </button>
        ))}
      </fieldset>
      <div className="clock">
        <time dateTime={snapshot.now} data-testid="clock">
          {inWords(snapshot.now, snapshot.zone)}
        </time>
        <select
          aria-label="Move the clock"
          value=""
          onChange={(event) => {
            const chosen = shortcuts[Number(event.target.value)];
            if (chosen) ask('clock', chosen.body);
          }}
        >
          <Options
            none="Move the clock…"
            options={shortcuts.map(({ label }, index) => [`${index}`, label])}
          />
        </select>
      </div>
      <label className="switch">
        <input
          type="checkbox"
          checked={snapshot.slow}
          onChange={(event) => ask('slow', { slack: event.target.checked })}
        />
        Slow Slack
      </label>
      <button type="button" className="light" onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>
        {theme === 'dark' ? 'Light' : 'Dark'}
      </button>
      <span className="line" role="status">
        {connected ? '' : 'Reconnecting…'}
      </span>
    </header>
  );
}

/** "Tue 8 Dec 2026, 09:00", in the zone of the people. */
function inWords(now: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(now));
}
