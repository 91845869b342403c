import type { ScopeFacts } from '../domain/scope/scope.ts';
import type { ScopeSnapshot } from '../domain/scope/snapshot.ts';
import { milestoneRef, moneyOf, projectRef, type Resource } from './resource.ts';

/** What was agreed when a milestone started, null before that, and its present scope. */
export const scopeResource = ({ project, milestone, agreed, present }: ScopeFacts): Resource => {
  const scopeIn = (scope: Omit<ScopeSnapshot, 'at'>) => ({
    share: scope.share,
    amount: moneyOf(scope.amount, project.currency),
    startDate: scope.startDate,
    dueDate: scope.dueDate,
    items: scope.items.map(({ number, kind, text }) => ({
      number: `${milestone.number}.${number}`,
      kind,
      text,
    })),
  });
  return {
    project: projectRef(project),
    scope: {
      milestone: milestoneRef(milestone),
      agreedAt: agreed?.at ?? null,
      agreed: agreed && scopeIn(agreed),
      present: scopeIn(present),
    },
  };
};

/** A route for a change: the milestone, where the work would go, and the next milestone that could take it. */
export const routeResource = ({
  project,
  routed: { milestone, route, text, next },
}: {
  project: { id: string; name: string };
  routed: {
    milestone: { number: number; name: string };
    route: string;
    text: string | null;
    next: { number: number; name: string } | null;
  };
}): Resource => ({
  project: projectRef(project),
  route: { milestone: milestoneRef(milestone), route, text, next: next && milestoneRef(next) },
});
