type Part = Record<string, unknown>;

/** A control by its ids, and what was chosen in it: an option's value, a date, a person. */
export type ControlAt = { blockId: string; actionId: string; selected?: string | undefined };

/** The blocks with an id each: Slack makes one up where a message gives none. */
export const withIds = (blocks: unknown[]): Part[] =>
  (blocks as Part[]).map((block, index) => ({ ...block, block_id: block.block_id ?? `b${index + 1}` }));

/** The action that Slack sends when a control is used; it is found by its label or action id, or by its ids. */
export function findControl(blocks: unknown[], control: string | ControlAt): Part {
  for (const block of withIds(blocks)) {
    for (const element of controlsOf(block)) {
      const action = typeof control === 'string' ? used(element, control) : usedAt(block, element, control);
      if (action) return { ...action, block_id: block.block_id };
    }
  }
  const name = typeof control === 'string' ? control : `${control.actionId} of ${control.blockId}`;
  throw new Error(`There is no control ${name} in ${labels(blocks)}`);
}

/** The labels of all buttons and options, for error messages. */
export function labels(blocks: unknown[]): string {
  const found = withIds(blocks)
    .flatMap(controlsOf)
    .flatMap((control) => [control, ...listOf(control.options)])
    .map(words);
  return found.filter((label) => label !== undefined).join(', ');
}

const controlsOf = ({ elements, accessory }: Part): Part[] => [
  ...listOf(elements),
  ...(isPart(accessory) ? [accessory] : []),
];

function used(element: Part, control: string): Part | undefined {
  const { type, action_id } = element;
  if (type === 'button' && (words(element) === control || action_id === control)) {
    return { type, action_id, value: element.value, text: element.text };
  }
  const option = listOf(element.options).find((one) => words(one) === control);
  if (type === 'checkboxes') return option && ticked(element, option);
  return option && { type, action_id, selected_option: option };
}

/** Slack sends all options that are selected after the press. */
function ticked({ type, action_id, options, initial_options }: Part, pressed: Part): Part {
  const before = listOf(initial_options).map(({ value }) => value);
  const isSelected = ({ value }: Part) => before.includes(value) !== (value === pressed.value);
  return { type, action_id, selected_options: listOf(options).filter(isSelected) };
}

function usedAt(block: Part, element: Part, { blockId, actionId, selected }: ControlAt): Part | undefined {
  const { type, action_id } = element;
  if (block.block_id !== blockId || action_id !== actionId) return undefined;
  switch (type) {
    case 'button':
      return { type, action_id, value: element.value, text: element.text };
    case 'datepicker':
      return { type, action_id, selected_date: selected };
    case 'users_select':
      return { type, action_id, selected_user: selected };
    case 'checkboxes': {
      const pressed = listOf(element.options).find(({ value }) => value === selected);
      return pressed && ticked(element, pressed);
    }
    default: {
      const option = listOf(element.options).find(({ value }) => value === selected);
      return option && { type, action_id, selected_option: option };
    }
  }
}

function words(part: Part): unknown {
  return isPart(part.text) ? part.text.text : undefined;
}

function listOf(value: unknown): Part[] {
  return Array.isArray(value) ? value.filter(isPart) : [];
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null;
}
