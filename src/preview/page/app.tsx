import { useRef, useState } from 'react';
import { post } from './api.ts';
import { Bar } from './bar.tsx';
import { useKeptFocus, useSlashKey } from './keys.ts';
import { useKept, useLive } from './live.ts';
import { SlackPane } from './slack/pane.tsx';
import { TeamsPane } from './teams/pane.tsx';
import { Try, type TryActs } from './try.tsx';
import { createReads, ownRooms } from './unread.ts';
import { lightOf, type OpenRoom, type PaneParts, type Person, type Side, type Theme } from './view.ts';

const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
const sides = [
  ['slack', 'Slack'],
  ['teams', 'Microsoft Teams'],
] as const;

/** The whole page: a bar, what to try, and both clients side by side; one of them on a narrow screen. */
export function App() {
  const { snapshot, connected } = useLive();
  const [who, setWho] = useKept<string>('who', 'olivia');
  const [theme, setTheme] = useKept<Theme>('theme', isDark ? 'dark' : 'light');
  const [side, setSide] = useKept<Side>('side', 'slack');
  const [open, setOpen] = useState<Partial<Record<Side, OpenRoom>>>({});
  const [drafts, setDrafts] = useState<Partial<Record<Side, PaneParts['draft']>>>({});
  const [trouble, setTrouble] = useState('');
  const [reads] = useState(createReads);
  const turn = useRef(0);
  useSlashKey();
  useKeptFocus();
  document.documentElement.dataset.theme = lightOf(theme, 'page');
  // menus of a card are drawn beside the page, and take the colours of Teams from there
  document.body.dataset.teams = lightOf(theme, 'teams');
  const me = snapshot?.people.find(({ key }) => key === who) ?? snapshot?.people[0];
  if (!snapshot || !me) return <p className="waiting">Connecting to Milepost…</p>;
  reads.take(snapshot);
  const ask = async (path: string, body: object) => {
    const answer = await post(path, body);
    setTrouble(answer.ok ? '' : answer.error);
  };
  const become = (key: string) => {
    setWho(key);
    setDrafts({});
  };
  const suggest = (one: Side, text: string) => {
    turn.current += 1;
    setDrafts((all) => ({ ...all, [one]: { text, turn: turn.current } }));
  };
  const acts: TryActs = {
    look(key, rooms, at) {
      become(key);
      setOpen({ ...open, ...rooms });
      setSide(at);
    },
    type: (text) => suggest('slack', text),
    move: (at) => ask('clock', { at }),
  };
  const paneOf = (one: Side): PaneParts => ({
    view: { snapshot, me, theme: lightOf(theme, one) },
    open: open[one],
    choose: (room) => setOpen({ ...open, [one]: room }),
    unread: (room) => reads.unread(one, me, room),
    read: (room) => reads.read(one, me, room),
    draft: drafts[one],
    suggest: (text) => suggest(one, text),
    setTrouble,
  });
  const waiting = (person: Person) =>
    person === me
      ? 0
      : ownRooms(snapshot, person).reduce((sum, [at, room]) => sum + reads.unread(at, person, room), 0);
  return (
    <div className="app" data-side={side}>
      <nav className="skip" aria-label="Skip">
        {sides.map(([one, name]) => (
          <a key={one} href={`#${one}`} onClick={() => setSide(one)}>
            Skip to {name}
          </a>
        ))}
      </nav>
      <Bar {...{ snapshot, me, theme, connected, setWho: become, setTheme, ask, waiting }} />
      <Try acts={acts} />
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}{' '}
          <button type="button" onClick={() => setTrouble('')}>
            Dismiss
          </button>
        </p>
      )}
      <main>
        <fieldset className="sides">
          <legend className="unseen">Client</legend>
          {sides.map(([one, name]) => (
            <button type="button" key={one} aria-pressed={side === one} onClick={() => setSide(one)}>
              {name}
            </button>
          ))}
        </fieldset>
        <div className="rooms">
          <SlackPane key={`slack-${me.key}`} {...paneOf('slack')} />
          <TeamsPane key={`teams-${me.key}`} {...paneOf('teams')} />
        </div>
      </main>
    </div>
  );
}
