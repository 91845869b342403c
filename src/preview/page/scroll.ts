import { type RefObject, useEffect, useRef } from 'react';

/** Keeps a list of messages at its end when something new comes, as chats do. */
export function useEnd(of: string): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const count = of.split(',').length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new message moves the list, an edited one does not
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  return list;
}
