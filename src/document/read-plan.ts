import type { DocumentMilestone } from '../domain/document.ts';
import { type Draft, dateIn, itemOf, type Place, pairsOf } from './draft.ts';
import { plain } from './inline.ts';
import { priorityOf, shareOf, statusOf } from './marks.ts';

/** A line of a list becomes an item of the milestone that it stands below. */
export function readItem(
  draft: Draft,
  milestone: DocumentMilestone,
  line: number,
  text: string,
  depth: number,
) {
  milestone.items.push(itemOf(draft, line, text, depth));
}

/** Prose says something of its milestone by a key, or is its description. */
export function readProse(draft: Draft, { milestone }: Place, line: number, text: string): void {
  const of = milestone === null ? undefined : draft.milestones[milestone];
  const pairs = pairsOf(text);
  if (of && pairs.length > 0 && pairs.every((pair) => tells(draft, of, line, pair))) return;
  (of ?? draft).description.push(plain(text));
}

/** Writes what a key says into the milestone; false when the key is none that it knows. */
function tells(
  draft: Draft,
  milestone: DocumentMilestone,
  line: number,
  { lead, rest }: { lead: string; rest: string },
): boolean {
  const dated = () => dateIn(draft, line, rest);
  switch (lead.toLowerCase()) {
    case 'owner':
    case 'lead':
    case 'assignee':
    case 'dri':
      milestone.owner = rest.replace(/^@/, '');
      return true;
    case 'due':
    case 'due date':
    case 'date':
    case 'dates':
    case 'deadline':
    case 'when':
    case 'target date':
    case 'timeline': {
      const found = dated();
      if (found?.rest !== '') return false;
      Object.assign(milestone, { due: found.due, start: found.start ?? milestone.start });
      return true;
    }
    case 'start':
    case 'start date': {
      const found = dated();
      if (found?.rest !== '') return false;
      milestone.start = found.due;
      return true;
    }
    case 'status': {
      const status = statusOf(rest);
      if (!status || rest.split(/\s+/).length > 4) return false;
      milestone.status = status;
      return true;
    }
    case 'priority': {
      const { priority } = priorityOf(`(${rest})`);
      if (!priority) return false;
      milestone.priority = priority;
      return true;
    }
    case 'share':
    case 'payment': {
      const { share } = shareOf(`(${rest})`);
      if (share === null) return false;
      milestone.share = share;
      return true;
    }
    default:
      return false;
  }
}
