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
function value(element: Part, typed: string | undefined): Part {
  const { type } = element;
  const given = typed === '' ? null : typed;
  switch (type) {
    case 'datepicker':
      return { type, selected_date: filled(given, element.initial_date) };
    case 'users_select':
      return { type, selected_user: filled(given, element.initial_user) };
    case 'static_select':
      return { type, selected_option: option(element, given) };
    default:
      return { type, value: filled(given, element.initial_value) };
  }
}

const filled = (given: string | null | undefined, initial: unknown) =>
  given === undefined ? (initial ?? null) : given;

function option(element: Part, given: string | null | undefined): unknown {
  const options = Array.isArray(element.options) ? (element.options as Part[]) : [];
  return given === undefined
    ? (element.initial_option ?? null)
    : (options.find((one) => one.value === given) ?? null);
}
