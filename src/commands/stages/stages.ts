import * as z from 'zod';
import { stagesCard } from '../../../cards/views/stages/stages.ts';
import { ok } from '../../domain/outcome.ts';
import { needs } from '../../domain/project/access.ts';
import { requireStages } from '../../domain/stages/decide.ts';
import { stageViewers } from '../../domain/stages/roles.ts';
import { choiceSlot } from '../../grammar/slot.ts';
import { companyResource } from '../../presenters/stages.ts';
import { defineCommand } from '../../runner/define.ts';
import { companyOf } from './company-facts.ts';

/** Shows the stages of a company with their criteria (STG-1), or posts them into the room as a live card. */
export const stages = defineCommand({
  name: 'stages',
  summary: 'Show the stages of the company, and what speaks for each criterion.',
  examples: ['stages', 'stages post'],
  input: z.object({
    action: choiceSlot('place', 'Post', ['post'], {
      hint: 'post it here for everybody, kept up to date',
    }).optional(),
  }),
  async load(tx, { action }, who) {
    const found = await companyOf(tx, who, action === 'post' ? 'changing' : 'reading');
    if (!found.ok) return found;
    const has = requireStages(found.value);
    return has.ok ? ok({ company: found.value, isPosted: action === 'post' }) : has;
  },
  permit: (who) => needs(who, stageViewers),
  view: ({ company }, _who, at) => stagesCard(company, at),
  resource: ({ company }, _who, at) => companyResource(company, at),
  done: ({ company }) => `Posting the stages of ${company.project.name}.`,
  posts: ({ company, isPosted }) => (isPosted ? { kind: 'company', id: company.project.id } : undefined),
});
