/** What the stand-in connector does in place of its answer. */
export type Fault = { method?: string; path?: string } & (
  | { does: 'answer'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Takes the call and never answers. */
  | { does: 'hang' }
  /** Carries the call out, then answers 200 with something that is no JSON. */
  | { does: 'garbage' }
  /** Closes the connection without an answer. */
  | { does: 'drop' }
);

/** Failures waiting to happen, first come first served among those that fit a call. */
export class Faults {
  readonly #waiting: Fault[] = [];

  /** The next call that fits fails this way, once. */
  add(...faults: Fault[]): void {
    this.#waiting.push(...faults);
  }

  take(method: string, path: string): Fault | undefined {
    const place = this.#waiting.findIndex(
      (fault) => (fault.method ?? method) === method && path.includes(fault.path ?? ''),
    );
    return place === -1 ? undefined : this.#waiting.splice(place, 1)[0];
  }
}

/** An error body of the connector, in its usual shape. */
export const connectorError = (code: string) => ({ error: { code, message: code } });

/** The body of a blocked person's chat, which has another shape than all the others. */
export const blockedBody = {
  errorCode: 209,
  message: '{"subCode":"MessageWritesBlocked","details":"Thread is not accessible.","errorCode":null}',
};
