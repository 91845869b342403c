import * as z from 'zod';
import { lostNews } from '../../../cards/views/endings/closed.ts';
import { projectCard } from '../../../cards/views/project/project.ts';
import { lostReasons } from '../../domain/endings/ending.ts';
import { alterProject } from '../../domain/facts.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { choiceSlot, textSlot } from '../../grammar/slot.ts';
import { projectResource } from '../../presenters/project.ts';
import { defineCommand } from '../../runner/define.ts';
import { loadToEnd } from './ending-facts.ts';

/** Closes a project as lost, for good unless an owner reopens it (CUS-7). */
export const closeLost = defineCommand({
  name: 'close-lost',
  summary: 'Close the project as lost: reminders stop, and late fees with them.',
  title: 'Close as lost',
  submit: 'Close',
  examples: ['close lost reason:mutual "They no longer need it"'],
  input: z.object({
    reason: choiceSlot('key', 'Reason', lostReasons),
    note: textSlot('rest', 'What happened, for the team', { max: 500 }, 'They no longer need it'),
  }),
  load: (tx, _input, who) => loadToEnd(tx, who),
  permit: (who, { project }) => needs(who, governors(project)),
  decide(facts, { reason, note }) {
    const { project } = facts;
    if (project.status === 'lost')
      return rule(`${project.name} is closed as lost already.`, 'An owner can reopen it.', reopenStep);
    if (project.status === 'delivered')
      return rule(
        `${project.name} is delivered: all is done and paid, so it is not lost.`,
        'Archive it instead.',
        { label: 'Archive', command: 'archive', input: {} },
      );
    const lost = { reason, note, was: project.status };
    return ok(
      alterProject(facts, { type: 'project_lost', note: `${reason}: ${note}` }, { status: 'lost', lost }),
    );
  },
  view: (facts, _who, at) => projectCard(facts, at),
  resource: (facts, _who, at) => projectResource(facts, at),
  news: ({ project }, { person }) => lostNews(project, person.name),
  done: ({ project }) => `${project.name} is closed as lost.`,
});

const reopenStep = { label: 'Reopen', command: 'reopen-project', input: {} };
