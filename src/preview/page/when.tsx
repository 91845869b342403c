import { Fragment, type ReactNode } from 'react';

/** Returns the time of the product's clock: "09:00". `at`: milliseconds. */
export const timeOf = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);

/** Returns a day of the product's clock: "Today", or "Fri 4 Dec". */
export function dayOf(at: number, zone: string, now: string): string {
  const day = (moment: number) =>
    new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone })
      .format(moment)
      .replace(',', '');
  return day(at) === day(Date.parse(now)) ? 'Today' : day(at);
}

type Parts<M> = {
  messages: readonly M[];
  /** When a message came, in milliseconds. */
  at(message: M): number;
  zone: string;
  now: string;
  draw(message: M): ReactNode;
  keyOf(message: M): string;
};

/** Messages with a line where a day begins. A thread stays with what it answers. */
export function ByDay<M extends { inThread: boolean }>({ messages, at, zone, now, draw, keyOf }: Parts<M>) {
  let day = '';
  return messages.map((message) => {
    const its = dayOf(at(message), zone, now);
    const begins = its !== day && !message.inThread;
    if (begins) day = its;
    return (
      <Fragment key={keyOf(message)}>
        {begins && (
          <p className="day">
            <span>{its}</span>
          </p>
        )}
        {draw(message)}
      </Fragment>
    );
  });
}
