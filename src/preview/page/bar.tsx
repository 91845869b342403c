import type { Snapshot } from '../snapshot.ts';
import { Options } from './options.tsx';
import { Count } from './rooms-list.tsx';
import type { Person, Theme } from './view.ts';

const shortcuts = [
  { label: '+1 hour', body: { forward: { hours: 1 } } },
  { label: 'Tomorrow 09:00', body: { at: 'tomorrow 09:00' } },
  { label: 'Friday 09:00', body: { at: 'friday 09:00' } },
  { label: '+1 week', body: { forward: { weeks: 1 } } },
];

type Parts = {
  snapshot: Snapshot;
  me: Person;
  theme: Theme;
  connected: boolean;
  setWho: (key: string) => void;
  setTheme: (theme: Theme) => void;
  ask: (path: string, body: object) => Promise<void>;
  /** How many messages a person has not read in their own chats. */
  waiting: (person: Person) => number;
};

const themes: [Theme, string][] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['teams-dark', 'Teams dark'],
];

/** Who looks, what time it is for the product, and how well Slack works today. */
export function Bar({ snapshot, me, theme, connected, setWho, setTheme, ask, waiting }: Parts) {
  return (
    <header className="bar">
      <h1>
        Milepost <span>preview</span>
      </h1>
      <fieldset className="people">
        <legend>You are</legend>
        {snapshot.people.map((person) => (
          <button
            type="button"
            key={person.key}
            aria-pressed={person.key === me.key}
            onClick={() => setWho(person.key)}
          >
            {person.name} <small>{person.role}</small> <Count of={waiting(person)} />
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
      <select
        aria-label="Colours"
        value={theme}
        onChange={(event) => setTheme(themes.find(([one]) => one === event.target.value)?.[0] ?? 'light')}
      >
        {themes.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
      <a
        className="mailbox"
        href="/preview/mail"
        target="_blank"
        rel="noreferrer"
        aria-label={`Mailbox ${snapshot.mails === 1 ? '1 mail' : `${snapshot.mails} mails`}`}
      >
        Mailbox <small>{snapshot.mails}</small>
      </a>
      <span className="line" role="status">
        {connected ? '' : 'Reconnecting…'}
      </span>
    </header>
  );
}

/** "Tue 8 Dec, 09:00", in the zone of the people. */
function inWords(now: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(now));
}
