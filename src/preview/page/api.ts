/** How Milepost or the preview answered something that somebody did. */
export type Answered = { ok: true; [more: string]: unknown } | { ok: false; error: string };

/** Does something as somebody, over the preview's own routes. A server that is gone is an answer too. */
export async function post(path: string, body: object): Promise<Answered> {
  try {
    const answer = await fetch(`/preview/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Answered;
  } catch {
    return { ok: false, error: 'Milepost does not answer. Is it still running in the terminal?' };
  }
}
