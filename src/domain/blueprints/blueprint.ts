import type { ItemKind, MilestoneType, Party, Priority } from '../plan/milestone.ts';
import type { Kind, Policies } from '../project/policies.ts';
import type { StageKey } from '../stages/stage.ts';

/** A checklist item of a blueprint. */
export type BlueprintItem = { kind: ItemKind; text: string };

/** A risk of a blueprint and what lessens it. */
export type BlueprintRisk = { text: string; mitigation: string };

/** A milestone of a blueprint. It has days instead of dates and keys instead of ids. */
export type BlueprintMilestone = {
  /** Unique in the blueprint; milestones refer to each other by it. */
  key: string;
  name: string;
  /** The label that customers see; null: the name. */
  outcome: string | null;
  description: string | null;
  /** The key of its parent; null at the top. */
  parent: string | null;
  /** Keys of the milestones that must be done before it starts. */
  requires: readonly string[];
  /** Working days from its start to its due date, both included; 0: a due date alone; null: no dates. */
  workingDays: number | null;
  /** The earliest start, in working days after the first day; null: right after what it requires. */
  startsAfter: number | null;
  /** Whole percent of the price (MODEL-5); null where there is no money. */
  share: number | null;
  /** Risk left once it is done, 0 to 100; null if unknown (HLT-5). */
  riskAfter: number | null;
  type: MilestoneType;
  priority: Priority;
  ownerParty: Party;
  blocksGoLive: boolean;
  /** The key of the placeholder for its assignee. */
  assignee: string | null;
  items: readonly BlueprintItem[];
  risks: readonly BlueprintRisk[];
  /** The stage of a company that it is, in a coached project (STG-1); absent: none. */
  stage?: StageKey;
};

/** A person that the blueprint leaves open and `apply` asks for. */
export type BlueprintPerson = { key: string; label: string };

/** A plan that can be applied to any project (BLU-8). */
export type Blueprint = {
  title: string;
  /** One line for lists. */
  summary: string;
  /** The kind of project that it is meant for. */
  kind: Kind;
  /** The policies that it sets; others stay. */
  policies: Partial<Policies>;
  people: readonly BlueprintPerson[];
  /** Parents before their children, requirements before what they enable. */
  milestones: readonly BlueprintMilestone[];
  /** Risks of the whole project. */
  risks: readonly BlueprintRisk[];
};

type MilestoneText = Pick<BlueprintMilestone, 'key' | 'name'> &
  Partial<Omit<BlueprintMilestone, 'items'>> & {
    deliverables?: readonly string[];
    criteria?: readonly string[];
    tasks?: readonly string[];
    demo?: readonly string[];
  };

/** Returns a milestone of a blueprint with the defaults of MODEL-2. */
export function blueprintMilestone(of: MilestoneText): BlueprintMilestone {
  const { deliverables = [], criteria = [], tasks = [], demo = [], ...own } = of;
  const items = (kind: ItemKind, texts: readonly string[]) => texts.map((text) => ({ kind, text }));
  return {
    outcome: null,
    description: null,
    parent: null,
    requires: [],
    workingDays: null,
    startsAfter: null,
    share: null,
    riskAfter: null,
    type: 'time',
    priority: 'p2',
    ownerParty: 'expert',
    blocksGoLive: false,
    assignee: null,
    risks: [],
    ...own,
    items: [
      ...items('deliverable', deliverables),
      ...items('criterion', criteria),
      ...items('task', tasks),
      ...items('demo_step', demo),
    ],
  };
}

/** Lets each milestone require the one before it. */
export const inSequence = (milestones: readonly BlueprintMilestone[]): BlueprintMilestone[] =>
  milestones.map((one, index) => {
    const before = milestones[index - 1];
    return before === undefined ? one : { ...one, requires: [before.key] };
  });
