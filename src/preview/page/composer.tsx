import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Snapshot } from '../snapshot.ts';

type Commands = Snapshot['commands'];

type Parts = {
  label: string;
  placeholder: string;
  commands: Commands;
  /** What stands before the command here: "/milestone " in Slack, nothing in Teams. */
  before: string;
  /** A line that is put here to be sent. */
  draft?: string | undefined;
  send: (text: string) => Promise<void>;
};

/** A line to type, which offers the commands and, once one is chosen, says how it is used. */
export function Composer({ label, placeholder, commands, before, draft, send }: Parts) {
  const [text, setText] = useState(draft ?? '');
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (draft !== undefined) line.current?.focus();
  }, [draft]);
  const [at, setAt] = useState(0);
  const [sent, setSent] = useState<string[]>([]);
  const underway = useRef(Promise.resolve());
  const list = useId();
  const { offers, usage } = offered(text, before, commands);

  const choose = (name: string) => {
    setText(`${before}${name} `);
    setAt(0);
  };
  const submit = () => {
    const typed = text.trim();
    if (typed === '') return;
    setText('');
    setSent([typed, ...sent]);
    // a line that is typed while another is on its way follows it
    underway.current = underway.current.then(() => send(typed));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const offer = offers[Math.min(at, offers.length - 1)];
    if (event.key === 'ArrowUp' && text === '' && sent[0]) setText(sent[0]);
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, offers.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Tab' && offer) choose(offer.name);
    else if (event.key === 'Enter' && offer && !isWhole(text, before, commands)) choose(offer.name);
    else if (event.key === 'Enter') submit();
    else return;
    event.preventDefault();
  };

  return (
    <div className="composer">
      {offers.length > 0 && (
        <div id={list} className="offers" role="listbox" aria-label="Commands">
          {offers.map(({ name, summary }, index) => (
            <div
              key={name}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(name);
              }}
            >
              <b>{name}</b> <span>{summary}</span>
            </div>
          ))}
        </div>
      )}
      {usage && <p className="usage">{usage}</p>}
      <input
        ref={line}
        role="combobox"
        aria-label={label}
        aria-expanded={offers.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        {...(offers.length > 0 ? { 'aria-activedescendant': `${list}-${at}` } : {})}
        placeholder={placeholder}
        value={text}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="send" onClick={submit} disabled={text.trim() === ''}>
        Send
      </button>
    </div>
  );
}

const mostOffers = 8;

/** The commands that the first words may become; the usage of the one that is there. */
function offered(text: string, before: string, commands: Commands): { offers: Commands; usage: string } {
  const slash = before.trim();
  if (slash !== '' && text !== '' && slash.startsWith(text) && text.startsWith('/'))
    return { offers: commands.slice(0, mostOffers), usage: '' };
  if (text === '' || !text.startsWith(before)) return { offers: [], usage: '' };
  const typed = text.slice(before.length).trimStart().replaceAll(/\s+/g, ' ').toLowerCase();
  const offers = commands.filter(({ name }) => name.startsWith(typed));
  const known = commands.filter(({ name }) => typed.startsWith(`${name} `));
  // `metric set` is a command, and so is `metric`
  const usage = known.toSorted((one, other) => other.name.length - one.name.length)[0]?.usage ?? '';
  return { offers: offers.slice(0, mostOffers), usage };
}

/** The line can be sent as it is: Enter must not replace what somebody has typed out. */
const isWhole = (text: string, before: string, commands: Commands) =>
  text.startsWith(before) &&
  commands.some(({ name }) => name === text.slice(before.length).trim().toLowerCase());
