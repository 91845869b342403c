import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A modal dialog of the browser's own: it keeps the focus, and Escape closes it. Afterwards the focus is where it
 * was, or in the composer where that is gone.
 */
export function Dialog({
  label,
  onClose,
  children,
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    const pane = shown?.closest('.pane');
    if (!shown?.open) shown?.showModal();
    shown?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus();
    return () => {
      shown?.close();
      const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
      const target = isThere ? opener : pane?.querySelector<HTMLElement>('.composer input');
      target?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
