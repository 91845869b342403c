import { type RefObject, useEffect, useRef } from 'react';

/** A message as far as scrolling goes: `edits` grows when it changes; an aside is for one person only. */
type Listed = { key: string; edits: number; isAside: boolean };

/** Edits within this time come from one command. */
const sameCommandMs = 2_000;

const isStill = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Shows what is new in a list of messages: its end when a message comes, else the last message that was edited. Each
 * message is an `article`.
 */
export function useNewsInView(messages: readonly Listed[]): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const shown = useRef({ index: 0, at: -sameCommandMs });
  const known = useRef<Map<string, number> | undefined>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = new Map(messages.map(({ key, edits }) => [key, edits]));
    const box = list.current;
    if (!box) return;
    const behavior = before && !isStill() ? 'smooth' : 'auto';
    const news = before ? messages.filter(({ key }) => !before.has(key)) : messages;
    if (!before || news.length > 0) {
      // what a command posts is worth more than what it edits, and an answer to one person less
      if (before && news.some(({ isAside }) => !isAside)) {
        shown.current = { index: messages.length, at: performance.now() };
      }
      box.scrollTo({ top: box.scrollHeight, behavior });
      return;
    }
    const edited = messages.findLastIndex(({ key, edits }) => before.get(key) !== edits);
    // of the cards that one command changes, the last one says most
    const isSoon = performance.now() - shown.current.at < sameCommandMs;
    if (edited < 0 || (isSoon && edited < shown.current.index)) return;
    shown.current = { index: edited, at: performance.now() };
    box.querySelectorAll('article')[edited]?.scrollIntoView({ block: 'nearest', behavior });
  });
  useEffect(() => {
    const box = list.current;
    // a picture that is drawn late must not push the end out of view
    const onLoad = ({ target }: Event) => {
      const grown = target instanceof HTMLImageElement ? target.offsetHeight : 0;
      if (box && box.scrollHeight - box.scrollTop - box.clientHeight <= grown + 40)
        box.scrollTo({ top: box.scrollHeight });
    };
    box?.addEventListener('load', onLoad, true);
    return () => box?.removeEventListener('load', onLoad, true);
  }, []);
  return list;
}
