import { blockerKey, blockerName } from '../../../src/domain/health/blocker.ts';
import type { Project } from '../../../src/domain/project/project.ts';
import { excerpt } from '../../../src/domain/text/cut.ts';
import type { NamedMessage } from '../../../src/domain/thread/message.ts';
import type { Outreach } from '../../../src/domain/thread/outreach.ts';
import { type Action, type Block, type Card, plain, strong, text } from '../../model.ts';
import { lateNotice, type SendTime } from '../rhythm/sections.ts';
import { excerptOf } from './excerpt.ts';
import { writeAbout } from './outreach.ts';
import { authorWords } from './words.ts';

const maxCharacters = { name: 100, words: 300 };

/** Reminds the team of a customer who waits for an answer (CUS-4). */
export const unansweredCard = (
  { name }: Pick<Project, 'name'>,
  message: NamedMessage,
  sent: SendTime,
): Card => ({
  title: [strong(name), plain(': the customer waits for an answer')],
  blocks: [...written(message), ...lateNotice(sent)],
  actions: [
    {
      label: 'Answer',
      command: 'say',
      input: message.blocker === null ? {} : { blocker: String(message.blocker) },
      style: 'primary',
    },
    { label: 'All messages', command: 'messages', input: {} },
  ],
  more: [],
});

/** Tells whoever wrote to the customer about a blocker that they have not answered (CUS-5). */
export function noResponseCard(
  { project, message, blocker }: Outreach & { project: Project; message: NamedMessage },
  sent: SendTime,
): Card {
  const about = { project: project.id, anywhere: true };
  const show: Action = { label: 'Show', command: 'outreach', input: { blocker: blockerKey(blocker) }, about };
  return {
    title: [
      strong(project.name),
      plain(`: no answer about ${excerpt(blockerName(blocker), maxCharacters.name)}`),
    ],
    blocks: [...written(message), ...lateNotice(sent)],
    actions: [{ ...writeAbout(blocker.number), label: 'Write again', style: 'primary', about }, show],
    more: [],
  };
}

const written = (message: NamedMessage): Block[] => [
  text([strong(authorWords(message)), plain(': '), ...excerptOf(message, maxCharacters.words)]),
  text([plain('Written '), { is: 'instant', at: message.at, past: true }, plain('.')], 'quiet'),
];
