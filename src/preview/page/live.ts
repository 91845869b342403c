import { useEffect, useState } from 'react';
import type { Snapshot } from '../snapshot.ts';

/** The state of both rooms, and whether the line to the server is up. */
export type Live = { snapshot: Snapshot | undefined; connected: boolean };

const retryMs = 1_000;

/** Follows the server, and connects again after a restart. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ snapshot: undefined, connected: false });
  useEffect(() => {
    let source: EventSource;
    let timer: number | undefined;
    const connect = () => {
      source = new EventSource('/preview/events');
      source.addEventListener('state', (event) =>
        setLive({ snapshot: JSON.parse((event as MessageEvent<string>).data), connected: true }),
      );
      source.addEventListener('error', () => {
        setLive((before) => ({ ...before, connected: false }));
        // the browser tries again by itself, except after an answer that is an error
        if (source.readyState === EventSource.CLOSED) timer = window.setTimeout(connect, retryMs);
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, []);
  return live;
}

/** Remembers a choice of the reader over a reload. */
export function useKept<T extends string>(name: string, first: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (localStorage.getItem(`milepost.${name}`) as T) ?? first);
  return [
    value,
    (next) => {
      localStorage.setItem(`milepost.${name}`, next);
      setValue(next);
    },
  ];
}

/** A number that changes when `of` does, so that the eye is led to what has just been redrawn. */
export function useFlash(of: string | number): string {
  const [seen, setSeen] = useState(of);
  const [flash, setFlash] = useState(false);
  useEffect(() => {
    if (seen === of) return;
    setSeen(of);
    setFlash(true);
    const timer = setTimeout(() => setFlash(false), 1_600);
    return () => clearTimeout(timer);
  }, [of, seen]);
  return flash ? 'flash' : '';
}
