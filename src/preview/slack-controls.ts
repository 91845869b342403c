type Part = Record<string, unknown>;

/** The action that Slack sends when a control is used: a button, or an option of a menu. */
export function findControl(blocks: unknown[], control: string): Part {
  for (const block of blocks as Part[]) {
    const elements = [...listOf(block.elements), ...(isPart(block.accessory) ? [block.accessory] : [])];
    for (const element of elements) {
      const action = used(element, control);
      // Slack makes up a block id where a message gives none.
      if (action) return { ...action, block_id: block.block_id ?? 'b1' };
    }
  }
  throw new Error(`There is no control ${control} in ${labels(blocks)}`);
}

/** The labels of all controls, for whoever looks for one. */
export function labels(blocks: unknown[]): string {
  const found = JSON.stringify(blocks).matchAll(/"text":\{"type":"plain_text","text":"([^"]*)"/g);
  return [...found].map((match) => match[1]).join(', ');
}

function used(element: Part, control: string): Part | undefined {
  const { type, action_id } = element;
  if (type === 'button' && (words(element) === control || action_id === control)) {
    return { type, action_id, value: element.value, text: element.text };
  }
  const option = listOf(element.options).find((one) => words(one) === control);
  return option && { type, action_id, selected_option: option };
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
