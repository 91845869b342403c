import { useState } from 'react';
import { Dialog } from '../dialog.tsx';
import { Options } from '../options.tsx';
import { Overflow } from './overflow.tsx';
import type { Wire } from './wire.ts';

/** What a press sends: the control, and its value or the option that was chosen. */
export type Pressed = { blockId: string; actionId: string; value?: string; selected?: string };

type Press = (action: Omit<Pressed, 'blockId'>) => void;
type Option = { text: { text: string }; value: string };
type Confirm = Record<'title' | 'text' | 'confirm' | 'deny', { text: string }>;

/** A row of buttons and menus. */
export function Controls({ elements, press }: { elements: Wire[]; press: Press }) {
  return (
    <div className="controls">
      {elements.map((element) => (
        <Control key={keyOf(element)} element={element} press={press} />
      ))}
    </div>
  );
}

/** Changes with what a checkbox shows, so that it is drawn anew. */
const keyOf = ({ action_id, initial_options }: Wire) => `${action_id} ${JSON.stringify(initial_options)}`;

function Control({ element, press }: { element: Wire; press: Press }) {
  if (element.type === 'button') return <Button element={element} press={press} />;
  if (element.type === 'checkboxes') return <Checkboxes element={element} press={press} />;
  return <Menu element={element} press={press} />;
}

const textOf = (part: unknown) => (part as { text?: string } | undefined)?.text ?? '';

function Button({ element, press }: { element: Wire; press: Press }) {
  const [asking, setAsking] = useState(false);
  const actionId = String(element.action_id);
  const confirm = element.confirm as Confirm | undefined;
  const go = () => {
    setAsking(false);
    press({ actionId, value: String(element.value ?? '') });
  };
  const label = textOf(element.text);
  if (typeof element.url === 'string')
    return (
      <a className="button" href={element.url} target="_blank" rel="noreferrer">
        {label}
      </a>
    );
  return (
    <>
      <button
        type="button"
        className={`button ${element.style ?? ''}`}
        aria-label={String(element.accessibility_label ?? label)}
        onClick={() => (confirm ? setAsking(true) : go())}
      >
        {label}
      </button>
      {asking && confirm && (
        <Dialog label={confirm.title.text} onClose={() => setAsking(false)}>
          <h4>{confirm.title.text}</h4>
          <p>{confirm.text.text}</p>
          <div className="controls">
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {confirm.deny.text}
            </button>
            <button type="button" className={`button ${element.style ?? 'primary'}`} onClick={go}>
              {confirm.confirm.text}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** Checkboxes, each sent at once; drawn anew as soon as the card is. */
function Checkboxes({ element, press }: { element: Wire; press: Press }) {
  const before = ((element.initial_options ?? []) as Option[]).map(({ value }) => value);
  return ((element.options ?? []) as Option[]).map(({ text, value }) => (
    <label className="checkbox" key={value}>
      <input
        type="checkbox"
        defaultChecked={before.includes(value)}
        onChange={() => press({ actionId: String(element.action_id), selected: value })}
      />{' '}
      {text.text}
    </label>
  ));
}

/** An overflow menu or a select: one choice, sent at once. */
function Menu({ element, press }: { element: Wire; press: Press }) {
  const options = (element.options ?? []) as Option[];
  const title = textOf(element.placeholder) || 'Choose';
  if (element.type === 'overflow') {
    return (
      <Overflow
        options={options.map(({ text, value }) => ({ label: text.text, value }))}
        choose={(selected) => press({ actionId: String(element.action_id), selected })}
      />
    );
  }
  return (
    <select
      className={`button ${element.type}`}
      aria-label={title}
      value=""
      onChange={(event) => press({ actionId: String(element.action_id), selected: event.target.value })}
    >
      <Options none={title} options={options.map(({ text, value }) => [value, text.text])} />
    </select>
  );
}
