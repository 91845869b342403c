import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';

type Parts = { options: { label: string; value: string }[]; choose: (value: string) => void };

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => (at === last ? 0 : at + 1),
  ArrowUp: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** An overflow menu, with the keys of a menu button. */
export function Overflow({ options, choose }: Parts) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const shown = menu.current;
    const at = button.current?.getBoundingClientRect();
    shown?.showPopover();
    if (shown && at) {
      const isBelow = at.bottom + shown.offsetHeight + 8 < innerHeight;
      shown.style.top = `${isBelow ? at.bottom + 4 : Math.max(8, at.top - shown.offsetHeight - 4)}px`;
      shown.style.left = `${Math.max(8, Math.min(at.left, innerWidth - shown.offsetWidth - 8))}px`;
      shown.querySelector('button')?.focus();
    }
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entries = [...(menu.current?.querySelectorAll('button') ?? [])];
    const step = steps[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (step)
      entries[
        step(entries.indexOf(document.activeElement as HTMLButtonElement), entries.length - 1)
      ]?.focus();
    if (step || event.key === 'Escape') event.preventDefault();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button overflow"
        aria-label="More"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <div
          ref={menu}
          id={id}
          className="menu"
          role="menu"
          aria-label="More"
          popover="auto"
          onKeyDown={onKeyDown}
          onToggle={(event) => event.newState === 'closed' && setOpen(false)}
        >
          {options.map(({ label, value }) => (
            <button
              key={value}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                choose(value);
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
