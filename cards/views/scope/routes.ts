import type { NamedMilestone } from '../../../src/domain/plan/milestone.ts';
import type { LockBreach } from '../../../src/domain/scope/breach.ts';
import type { Route } from '../../../src/domain/scope/change-order.ts';
import { cut, excerpt } from '../../../src/domain/text/cut.ts';
import { plural } from '../../../src/domain/time/dates.ts';
import { type Action, type Card, heading, note, plain, strong, text } from '../../model.ts';
import { numberedName } from '../words.ts';

/** A route that the team offers for a change of a locked scope (SCP-2). */
export type OfferedRoute = Exclude<Route, 'here'>;

/** Button and explanation of each route. */
export const routeWords: Record<Route, { label: string; means: string }> = {
  here: { label: 'Here', means: 'The agreed scope itself changes.' },
  next: { label: 'Next milestone', means: 'The work joins the next milestone that has not started.' },
  phase: { label: 'New phase', means: 'The work becomes a milestone of its own after the others.' },
  project: {
    label: 'Separate project',
    means: 'The work is something else, with a plan and a price of its own.',
  },
  swap: { label: 'Swap', means: 'The work comes in now, and something of equal size leaves.' },
};

/** The routes in the order of their buttons. */
export const offeredRoutes = ['next', 'phase', 'project', 'swap'] as const satisfies readonly OfferedRoute[];

type Asked = Pick<LockBreach, 'milestone' | 'text' | 'days'>;

/** Says that a scope is locked, and offers the routes for the work that was asked for (SCP-1, SCP-2). */
export function scopeLocked({ milestone, others, text: work, days }: LockBreach): Card {
  const also = others > 0 ? ` and ${plural(others, 'other')}` : '';
  const verb = others > 0 ? 'keep their' : 'keeps its';
  const moves = days === 0 ? '' : ` It would move the end by ${plural(days, 'working day')}.`;
  const routes = offeredRoutes.map((route) => routeAction({ milestone, text: work, days }, route));
  return {
    ...note(
      `${numberedName(milestone)}${also} ${verb} scope, which was agreed at the start.`,
      [text(`Nothing changed.${moves} Where should ${work ? `“${excerpt(work, 100)}”` : 'the change'} go?`)],
      routes.slice(0, 3),
    ),
    more: routes.slice(3),
  };
}

const routeAction = (asked: Asked, route: OfferedRoute): Action => ({
  label: routeWords[route].label,
  command: 'route',
  input: askedInput(asked, route),
});

const askedInput = ({ milestone, text: work, days }: Asked, route: Route) => ({
  milestone: String(milestone.number),
  route,
  ...(work ? { text: cut(work, maxWork) } : {}),
  ...(days === 0 ? {} : { days: String(days) }),
});

/** The longest text of a change, in characters. */
const maxWork = 500;

/** Returns the input of a change order for what a locked scope did not take; without work it adds no deliverable. */
export function orderInput(asked: Asked, route: Route): Record<string, string> {
  const { text: work, days } = asked;
  if (work) return askedInput(asked, route);
  const more = plural(Math.abs(days), days > 0 ? 'more working day' : 'working day');
  const moves = days === 0 ? {} : { text: days > 0 ? more : `${more} less` };
  return { ...askedInput(asked, route), ...moves, deliverable: 'no' };
}

/** A milestone with what a reply to the client names. */
export type RouteFacts = Asked & {
  route: OfferedRoute;
  /** The next milestone that has not started. */
  next: NamedMilestone | null;
  /** The open deliverables of the milestone, which could leave it in a swap. */
  deliverables: { number: number; text: string }[];
};

/** Suggests an answer to the client for a route (SCP-2). */
export function suggestedReply({ milestone, text: work, route, next, deliverables }: RouteFacts): string {
  const what = work ? `“${excerpt(work, 300)}”` : 'this change';
  const outside = `Thank you for asking. ${what} is not in the scope that we agreed for “${milestone.name}”, which has started.`;
  const order = 'We will send you a change order with days and cost, so that you can decide.';
  switch (route) {
    case 'next':
      return `${outside} We can add it to ${next ? `“${next.name}”` : 'the next milestone'}, which has not started. ${order}`;
    case 'phase':
      return `${outside} It is large enough for a phase of its own after the agreed milestones. ${order}`;
    case 'project':
      return `${outside} It is different enough for a project of its own. We will send you a plan and a price for it.`;
    case 'swap':
      return `${outside} We can do it now if something of equal size leaves. ${leaving(deliverables)} ${order}`;
    default:
      return route satisfies never;
  }
}

const maxLeaving = 5;

function leaving(deliverables: RouteFacts['deliverables']): string {
  const names = deliverables.slice(0, maxLeaving).map(({ text: name }) => `“${excerpt(name, 60)}”`);
  return names.length === 0 ? 'Which part could wait?' : `Which of these could wait: ${names.join(', ')}?`;
}

/** Explains a route and shows the suggested answer, which can be edited and sent (SCP-2). */
export function routeCard(facts: RouteFacts): Card {
  const { milestone, text: work, route, next, deliverables } = facts;
  const { label, means } = routeWords[route];
  const swaps = deliverables.length > 0 && route === 'swap';
  return note(
    `${numberedName(milestone)}, ${label.toLowerCase()}`,
    [
      text([
        ...(work ? [strong(`“${excerpt(work, 200)}”: `)] : []),
        plain(means),
        ...(route === 'next' && next ? [plain(` That is ${numberedName(next)}.`)] : []),
      ]),
      ...(route === 'next' && !next ? [text('No later milestone is waiting to start.', 'quiet')] : []),
      ...(swaps
        ? [
            text(
              `Could leave: ${deliverables
                .slice(0, maxLeaving)
                .map((one) => `${milestone.number}.${one.number} ${excerpt(one.text, 60)}`)
                .join('; ')}`,
            ),
          ]
        : []),
      heading('Suggested answer to the customer'),
      text(suggestedReply(facts)),
    ],
    [
      {
        label: 'Propose a change order',
        command: 'change',
        input: orderInput(facts, route),
        style: 'primary',
      },
      {
        label: 'Edit and send the answer',
        command: 'reply',
        input: { milestone: String(milestone.number), route, text: work ?? 'this change' },
      },
    ],
  );
}
