import type { Decision } from '../../change.ts';
import { type Outcome, ok, rule } from '../../outcome.ts';
import { type ProgrammeAnswer, type ProgrammeQuestion, takesAnswers } from './programme-question.ts';

type Asked = { question: ProgrammeQuestion; answer: ProgrammeAnswer };

/**
 * Chooses the question that a company answers: the one with that id, else the only one that takes answers. `now` is an
 * ISO instant.
 */
export function chooseQuestion<A extends Asked>(
  asked: readonly A[],
  id: string | undefined,
  now: string,
): Outcome<A> {
  const open = asked.filter(({ question }) => takesAnswers(question, now));
  if (id !== undefined) {
    const meant = asked.find(({ question }) => question.id === id);
    if (!meant)
      return rule('That question is not one to this company.', 'Answer it in the channel of that company.');
    return open.includes(meant)
      ? ok(meant)
      : rule(
          'The time for answers is over, and the coach has the summary.',
          'Write to your coach if something changed.',
        );
  }
  const [only, ...others] = open;
  if (!only)
    return rule('No coach waits for an answer of this company.', 'A question comes into this channel.');
  if (others.length > 0)
    return rule(
      `${open.length} questions wait for an answer of this company.`,
      'Press Answer on the one that you mean, or answer the latest.',
      { label: 'Answer the latest', command: 'programme-answer', input: { question: only.question.id } },
    );
  return ok(only);
}

/** Keeps the answer of a company. The last company that answers ends the question: its summary is due. */
export function answerQuestion(
  { question, answer, silent }: Asked & { silent: number },
  text: string,
  { personId, now }: { personId: string; now: string },
): Decision<ProgrammeAnswer> {
  const set = { text, answeredById: personId, answeredAt: now };
  const isLast = silent === 0 && question.state === 'open';
  return {
    changes: [
      { alter: 'programmeAnswer', id: answer.id, set },
      ...(isLast ? [{ alter: 'programmeQuestion' as const, id: question.id, set: { nextAt: now } }] : []),
    ],
    events: [{ type: 'programme_answered', after: { what: question.text } }],
    next: { ...answer, ...set },
  };
}
