import * as z from 'zod';
import { answerCard } from '../../../cards/views/rhythm/standup.ts';
import { type Answered, lastRound, loadRound } from '../../../db/queries/rhythm/project-cadences.ts';
import type { Change } from '../../domain/change.ts';
import { ok } from '../../domain/outcome.ts';
import { contributors, needs } from '../../domain/project/access.ts';
import { cadenceName, type KnownCadence, type StandupAnswer } from '../../domain/rhythm/project-cadence.ts';
import { textSlot } from '../../grammar/slot.ts';
import { answerResource } from '../../presenters/rhythm.ts';
import { defineCommand } from '../../runner/define.ts';
import { numberedSlot } from '../../runner/references/numbered.ts';
import { type Cadences, cadenceLetter, loadOneCadence } from './cadence-facts.ts';

type Answer = Pick<StandupAnswer, 'did' | 'next' | 'blocks'>;
type Facts = Cadences & {
  cadence: KnownCadence;
  /** The day of the stand-up, YYYY-MM-DD. */
  round: string;
  mine: Answered | undefined;
  answer: Answer;
};

/** Answers a stand-up; the last answer of a day counts (LCH-8). */
export const answer = defineCommand({
  name: 'answer',
  summary: 'Answer a standup.',
  title: 'Answer the standup',
  submit: 'Answer',
  examples: ['answer C1 Finished the login next:"Load test" blocks:"No key yet"'],
  input: z.object({
    standup: numberedSlot({ ...cadenceLetter, what: 'standup' }),
    did: textSlot('rest', 'What I did', { max: 1000 }),
    next: textSlot('key', 'What is next', { max: 1000 }).optional(),
    blocks: textSlot('key', 'What is blocking me', { max: 1000 }).optional(),
  }),
  async load(tx, { standup }, who, at) {
    const one = await loadOneCadence(tx, who, standup, 'standup');
    if (!one.ok) return one;
    const { cadence } = one.value;
    const asked = { cadenceId: cadence.id, personId: who.person.id, now: at.now };
    const round = (await lastRound(tx, asked)) ?? at.today;
    const { answers } = await loadRound(tx, cadence.id, round);
    const mine = answers.find(({ personId }) => personId === who.person.id);
    return ok<Facts>({
      ...one.value,
      round,
      mine,
      answer: mine ?? { did: null, next: null, blocks: null },
    });
  },
  permit: (who) => needs(who, contributors),
  subject: ({ cadence }) => cadenceName(cadence),
  opened: ({ round, mine }) => ({ on: [round, mine?.did, mine?.next, mine?.blocks] }),
  preset: ({ mine }) =>
    Object.fromEntries(
      (['did', 'next', 'blocks'] as const).flatMap((part) => (mine?.[part] ? [[part, mine[part]]] : [])),
    ),
  decide(facts, { did, next = null, blocks = null }, who, at) {
    const { project, cadence, round, mine } = facts;
    const said = { did, next, blocks };
    const of = { projectId: project.id, cadenceId: cadence.id, personId: who.person.id, round };
    const change: Change = mine
      ? { alter: 'standupAnswer', id: mine.id, set: { ...said, at: at.now } }
      : { add: 'standupAnswer', row: { id: at.newId(), ...of, ...said, at: at.now } };
    return ok({
      changes: [change],
      events: [{ type: 'answered', after: { what: cadenceName(cadence) } }],
      next: { ...facts, answer: said },
    });
  },
  view: ({ project, cadence, answer: said, round }) => answerCard(project, cadence, { answer: said, round }),
  resource: answerResource,
  done: () => 'Answer saved.',
});
