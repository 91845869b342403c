type Part = Record<string, unknown>;

/** `view.state.values` for what somebody filled in; fields without a word keep what they were opened with. */
export function stateOf(blocks: unknown, filled: Record<string, string>): Record<string, Part> {
  const inputs = Array.isArray(blocks) ? (blocks as Part[]).filter(({ type }) => type === 'input') : [];
  return Object.fromEntries(
    inputs.map((block) => {
      const element = block.element as Part;
      return [
        String(block.block_id),
        { [String(element.action_id)]: value(element, filled[String(block.block_id)]) },
      ];
    }),
  );
}

/** Slack sends null for an empty single input. */
function value(element: Part, given: string | undefined): Part {
  const { type } = element;
  switch (type) {
    case 'datepicker':
      return { type, selected_date: given ?? element.initial_date ?? null };
    case 'users_select':
      return { type, selected_user: given ?? element.initial_user ?? null };
    case 'static_select':
      return { type, selected_option: option(element, given) };
    default:
      return { type, value: given ?? element.initial_value ?? null };
  }
}

function option(element: Part, given: string | undefined): unknown {
  const options = Array.isArray(element.options) ? (element.options as Part[]) : [];
  return options.find((one) => one.value === given) ?? element.initial_option ?? null;
}
