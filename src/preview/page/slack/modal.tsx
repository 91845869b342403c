import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../snapshot.ts';
import { post } from '../api.ts';
import { Dialog } from '../dialog.tsx';
import type { View } from '../view.ts';
import { SlackBlocks } from './blocks.tsx';
import type { Pressed } from './controls.tsx';
import { type Found, Input } from './input.tsx';
import type { Wire } from './wire.ts';

type Parts = {
  view: View;
  modal: Snapshot['slack']['views'][number];
  submit: (values: Record<string, string>) => Promise<void>;
  press: (action: Pressed, values: Record<string, string>) => Promise<void>;
  close: () => void;
};

/** What is filled in, by field; several people with blanks between. */
function valuesIn(form: HTMLFormElement): Record<string, string> {
  const data = new FormData(form);
  return Object.fromEntries([...data.keys()].map((name) => [name, data.getAll(name).join(' ')]));
}

/** Asks Milepost for the options of a select. */
async function optionsFor(view: View, modal: string, block: string, text: string): Promise<Found[]> {
  const answer = await post('slack/suggest', { as: view.me.slack, view: modal, block, text, values: {} });
  return answer.ok ? (answer.options as Found[]) : [];
}

type Shape = { title: { text: string }; submit?: { text: string }; close?: { text: string }; blocks: Wire[] };

/** A modal with its inputs; what was wrong stands under the field that it is about. */
export function SlackModal({ view, modal, submit, press, close }: Parts) {
  const [busy, setBusy] = useState(false);
  const shape = modal.view as unknown as Shape;
  const form = useRef<HTMLFormElement>(null);
  const wrong = JSON.stringify(modal.errors);
  useEffect(() => {
    if (wrong !== '{}') form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    await submit(valuesIn(event.currentTarget));
    setBusy(false);
  };
  return (
    <Dialog label={shape.title.text} onClose={close}>
      <form ref={form} onSubmit={send} noValidate>
        <h4>{shape.title.text}</h4>
        <div className="fields">
          {shape.blocks.map((block) =>
            block.type === 'input' ? (
              <Input
                key={block.block_id ?? JSON.stringify(block)}
                block={block}
                find={(text) => optionsFor(view, modal.id, String(block.block_id), text)}
                people={view.snapshot.people}
                {...(modal.errors[block.block_id ?? ''] ? { error: modal.errors[block.block_id ?? ''] } : {})}
              />
            ) : (
              <SlackBlocks
                key={JSON.stringify(block)}
                view={view}
                blocks={[block]}
                press={(action) => form.current && press(action, valuesIn(form.current))}
              />
            ),
          )}
        </div>
        <div className="controls">
          <button type="button" className="button" onClick={close}>
            {shape.close?.text ?? 'Cancel'}
          </button>
          {shape.submit && (
            <button type="submit" className="button primary" disabled={busy}>
              {shape.submit.text}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
