import { useEffect } from 'react';

const isTyping = (element: Element | null): boolean =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches('input, textarea, select'));

/** The composer of the client that has the focus, else of the first that is visible. */
function composer(): HTMLElement | undefined {
  const near = document.activeElement?.closest('.pane')?.querySelector<HTMLElement>('.composer input');
  const all = [...document.querySelectorAll<HTMLElement>('.composer input')];
  return near ?? all.find((one) => one.offsetParent !== null);
}

/** Lets "/" go to where one types, as in Slack, GitHub and Gmail. */
export function useSlashKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isPlain || isTyping(document.activeElement) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      composer()?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/**
 * Keeps the focus in a message whose pressed button is drawn away: without it, the keyboard would start again at the
 * top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    const onFocusIn = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target.closest<HTMLElement>('article') : null;
    };
    const keep = () => {
      if (document.activeElement !== document.body || !last?.isConnected) return;
      last.tabIndex = -1;
      last.focus({ preventScroll: true });
    };
    const onFocusOut = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget) return;
      // a removed button is no longer connected; one that somebody left is
      setTimeout(() => (target instanceof Element && target.isConnected ? forget() : keep()));
    };
    const forget = () => {
      if (document.activeElement === document.body) last = null;
    };
    const drawn = new MutationObserver(keep);
    drawn.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    return () => {
      drawn.disconnect();
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
    };
  }, []);
}
