import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Snapshot } from '../../snapshot.ts';
import { Dialog } from '../dialog.tsx';
import type { View } from '../view.ts';
import { SlackBlocks } from './blocks.tsx';
import { Input } from './input.tsx';
import type { Wire } from './wire.ts';

type Parts = {
  view: View;
  modal: Snapshot['slack']['views'][number];
  submit: (values: Record<string, string>) => Promise<void>;
  close: () => void;
};

type Shape = { title: { text: string }; submit?: { text: string }; close?: { text: string }; blocks: Wire[] };

/** A modal with its inputs; what was wrong stands under the field that it is about. */
export function SlackModal({ view, modal, submit, close }: Parts) {
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
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    await submit(values);
    setBusy(false);
  };
  return (
    <Dialog label={shape.title.text} onClose={close}>
      <form ref={form} onSubmit={send} noValidate>
        <h4>{shape.title.text}</h4>
        <div className="fields">
          {shape.blocks.map((block, index) =>
            block.type === 'input' ? (
              <Input
                key={block.block_id ?? index}
                block={block}
                people={view.snapshot.people}
                {...(modal.errors[block.block_id ?? ''] ? { error: modal.errors[block.block_id ?? ''] } : {})}
              />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name and keep their order
              <SlackBlocks key={index} view={view} blocks={[block]} press={() => {}} />
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
