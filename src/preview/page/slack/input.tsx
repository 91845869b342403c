import { type ReactNode, useId, useState } from 'react';
import { Options } from '../options.tsx';
import type { Person } from '../view.ts';
import type { Wire } from './wire.ts';

type Option = { text: { text: string }; value: string };
/** An option that Milepost finds for a select. */
export type Found = { label: string; value: string };
type Parts = {
  block: Wire;
  people: Person[];
  find: (text: string) => Promise<Found[]>;
  error?: string | undefined;
};

/** One input block of a modal, as the browser's own field, named by its block id. */
export function Input({ block, people, find, error }: Parts) {
  const id = useId();
  const element = block.element as Wire;
  const hint = (block.hint as { text: string } | undefined)?.text;
  const common = {
    id,
    name: String(block.block_id),
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-more`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {(block.label as { text: string }).text} {block.optional ? <small>(optional)</small> : null}
      </label>
      {element.type === 'external_select' ? (
        <Search common={common} first={element.initial_option as Option | undefined} find={find} />
      ) : (
        control(element, common, people)
      )}
      <div id={`${id}-more`}>
        {hint && <p className="hint">{hint}</p>}
        {error && (
          <p className="error" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

type SearchParts = {
  common: { id: string; name: string };
  first: Option | undefined;
  find: Parts['find'];
};

/** A select whose options Milepost finds: some when it opens, others while somebody types. */
function Search({ common, first, find }: SearchParts) {
  const [found, setFound] = useState<Found[]>([]);
  const [chosen, setChosen] = useState(first?.value ?? '');
  const own = first ? [{ label: first.text.text, value: first.value }] : [];
  const options = [...own, ...found.filter(({ value }) => value !== first?.value)];
  const search = async (text: string) => setFound(await find(text));
  return (
    <>
      <input
        type="search"
        aria-label="Type to find more"
        placeholder="Type to find"
        autoComplete="off"
        onFocus={() => void search('')}
        onChange={(event) => void search(event.target.value)}
      />
      <select {...common} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <Options none="Select an option" options={options.map(({ value, label }) => [value, label])} />
      </select>
    </>
  );
}

function control(element: Wire, common: { id: string; name: string }, people: Person[]): ReactNode {
  const initial = String(element.initial_value ?? '');
  switch (element.type) {
    case 'number_input':
      return <input {...common} inputMode="numeric" defaultValue={initial} />;
    case 'datepicker':
      return <input {...common} type="date" defaultValue={String(element.initial_date ?? '')} />;
    case 'static_select': {
      const first = (element.initial_option as Option | undefined)?.value ?? '';
      return (
        <select {...common} defaultValue={first}>
          <Options
            none="Select an option"
            options={(element.options as Option[]).map(({ text, value }) => [value, text.text])}
          />
        </select>
      );
    }
    case 'users_select':
      return (
        <select {...common} defaultValue={String(element.initial_user ?? '')}>
          <Options none="Select a person" options={people.map(({ slack, name }) => [slack, name])} />
        </select>
      );
    case 'multi_users_select':
      return (
        <select {...common} multiple defaultValue={(element.initial_users as string[] | undefined) ?? []}>
          {people.map(({ slack, name }) => (
            <option key={slack} value={slack}>
              {name}
            </option>
          ))}
        </select>
      );
    case 'file_input':
      return <p className="hint">The preview takes no files: paste the text, or import one at a terminal.</p>;
    default:
      return element.multiline ? (
        <textarea {...common} rows={4} defaultValue={initial} />
      ) : (
        <input {...common} defaultValue={initial} autoComplete="off" />
      );
  }
}
