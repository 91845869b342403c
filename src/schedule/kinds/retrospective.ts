import { retrospectiveCard } from '../../../cards/views/launch/retrospective.ts';
import { lateNotice } from '../../../cards/views/rhythm/sections.ts';
import { loadPast } from '../../../db/queries/plan/past.ts';
import { retrospectiveOf } from '../../domain/launch/retrospective.ts';
import type { Kind } from '../define-kind.ts';
import { card, nothing, sentAt } from '../worded.ts';

/** The retrospective of a project in its rooms, once all is done. */
export const retrospective = {
  words: {
    async retrospective(tx, { slot, projectId }, now) {
      const past = projectId ? await loadPast(tx, projectId) : undefined;
      if (!past) return nothing('the channel has no project any more');
      const sent = sentAt(slot, now, past.project.zone);
      const said = retrospectiveOf(past, sent.today);
      if (!said.isFinished) return nothing('a milestone is open again');
      const drawn = retrospectiveCard(past, said, sent);
      return card({ ...drawn, blocks: [...drawn.blocks, ...lateNotice(sent)] });
    },
  },
} satisfies Kind;
