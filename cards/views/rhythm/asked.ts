import type { Own } from '../../../src/domain/rhythm/personal.ts';
import { type Action, type Card, plain, strong, text } from '../../model.ts';
import { forward, ownWords, press, putOffs } from './own.ts';
import { late, type Sent } from './sections.ts';

/** Asks somebody for the progress of their milestones in a project (RMD-1). `work` is not empty. */
export function askedCard(project: string, work: readonly Own[], sent: Sent): Card {
  const title = [plain('How far is your work on '), strong(project), plain('?')];
  const [only, ...others] = work;
  if (only && others.length === 0) {
    const [first, second, ...more] = ways(only);
    return {
      title,
      blocks: [text(line(only, sent)), ...late(sent)],
      actions: [{ ...first, style: 'primary' }, second],
      more,
    };
  }
  return {
    title,
    blocks: [
      { is: 'list', items: work.map((own) => ({ spans: line(own, sent), actions: ways(own) })) },
      ...late(sent),
    ],
    actions: [],
    more: [],
  };
}

const line = (own: Own, sent: Sent) => {
  const { percent } = own.milestone;
  return ownWords(own, percent === null ? 'nothing said yet' : `${percent}%`, sent);
};

const ways = (own: Own): [Action, Action, Action] => [
  press(own, 'Progress', 'progress'),
  forward(own),
  putOffs(own).snooze('tomorrow'),
];
