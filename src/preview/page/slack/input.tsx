import { type ReactNode, useId } from 'react';
import { Options } from '../options.tsx';
import type { Person } from '../view.ts';
import type { Wire } from './wire.ts';

type Option = { text: { text: string }; value: string };
type Parts = { block: Wire; people: Person[]; error?: string | undefined };

/** One input block of a modal, as the browser's own field, named by its block id. */
export function Input({ block, people, error }: Parts) {
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
      {control(element, common, people)}
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
