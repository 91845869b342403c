import { readSearch } from '../../../cards/render/teams/inputs.ts';
import type { Run } from '../../../src/ports/intent.ts';
import { actorOf, roomOf } from '../inbound/origin.ts';
import { type Activity, searchSchema } from '../inbound/schemas.ts';
import type { Answer } from './answer.ts';

/** Answers `application/search`: the choices of a field that the typed text finds. */
export async function answerSearch(activity: Activity, tenant: string, run: Run): Promise<Answer> {
  const query = searchSchema.safeParse(activity.value).data;
  const search = query && readSearch(query.dataset);
  if (!search) return results([]);
  const { command, field, given, about } = search;
  const reply = await run({
    actor: actorOf(activity, tenant),
    room: roomOf(activity, tenant),
    surface: 'form',
    ask: { command, input: given, ...(about ? { about } : {}) },
    form: { is: 'search', field, text: query.queryText },
  });
  const [found] = reply.is === 'form' ? reply.form.fields : [];
  return results(found?.is === 'choice' ? found.choices : []);
}

const results = (choices: readonly { label: string; value: string }[]): Answer => ({
  status: 200,
  body: {
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: choices.map(({ label, value }) => ({ title: label, value })) },
  },
});
