import * as z from 'zod';
import { pagesCard } from '../../../cards/views/page/invitation.ts';
import { type OpenPage, openPages } from '../../../db/queries/page/pages.ts';
import { lockProject } from '../../../db/queries/plan/milestones.ts';
import type { Change } from '../../domain/change.ts';
import { ok, rule } from '../../domain/outcome.ts';
import { governors, needs } from '../../domain/project/access.ts';
import { fold } from '../../domain/text/fold.ts';
import { textSlot } from '../../grammar/slot.ts';
import { pagesResource } from '../../presenters/page.ts';
import { defineCommand } from '../../runner/define.ts';

type Facts = { pages: OpenPage[]; meant: OpenPage | undefined };

/** Lists the customers' pages of a project, or closes one: its link, its sessions and its room at once (CUS-8). */
export const revoke = defineCommand({
  name: 'revoke',
  summary: 'Show the customers’ pages, or close one at once.',
  title: 'Close a page',
  submit: 'Close',
  examples: ['revoke', 'revoke clara@example.com'],
  input: z.object({
    address: textSlot('rest', 'E-mail address', { max: 254, rephrased: true }).optional(),
  }),
  async load(tx, { address }, who) {
    if (address) await lockProject(tx, who.project.id);
    const pages = await openPages(tx, who.project.id);
    const typed = fold(address?.trim() ?? '');
    const meant = pages.find((one) => one.address === typed || fold(one.name) === typed);
    return ok<Facts>({ pages, meant });
  },
  permit: (who) => needs(who, governors(who.project)),
  decide({ pages, meant }, { address }, who, at) {
    if (!address) return ok({ changes: [], events: [], next: { pages, meant } });
    if (!meant)
      return rule(`${address} has no page of ${who.project.name}.`, 'Type “revoke” to see the pages.');
    const leaves: Change[] =
      meant.memberId && meant.isOnlyHere
        ? [{ alter: 'member', id: meant.memberId, set: { role: 'none', byRoom: false } }]
        : [];
    return ok({
      changes: [
        { alter: 'page', id: meant.id, set: { revokedAt: at.now } },
        { alter: 'room', id: meant.roomId, set: { projectId: null } },
        ...leaves,
      ],
      events: [{ type: 'page_revoked', before: { person: meant.name, address: meant.address } }],
      next: { pages: pages.filter(({ id }) => id !== meant.id), meant },
    });
  },
  view: ({ pages }, who) => pagesCard(who.project.name, pages),
  resource: ({ pages }) => pagesResource(pages),
  done: ({ meant }) => `Closed the page of ${meant?.name ?? 'the customer'}.`,
});
