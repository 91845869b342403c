/** The kinds of existing things that an input can name. */
export type NamedThing =
  | 'milestone'
  | 'item'
  | 'criterion'
  | 'blocker'
  | 'metric'
  | 'action'
  | 'risk'
  | 'cadence'
  | 'announcement'
  | 'standup'
  | 'decision'
  | 'contingency'
  | 'change order'
  | 'receipt'
  | 'blueprint';
