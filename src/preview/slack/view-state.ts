type Part = Record<string, unknown>;

/**
 * `view.state.values` for what somebody filled in; fields without a word keep what they were opened
 * with. Files are named by their ids, parted by blanks; `fileOf` says what a payload has of each.
 */
export function stateOf(
  blocks: unknown,
  filled: Record<string, string>,
  fileOf: (id: string) => object,
): Record<string, Part> {
  const inputs = Array.isArray(blocks) ? (blocks as Part[]).filter(({ type }) => type === 'input') : [];
  return Object.fromEntries(
    inputs.map((block) => {
      const element = block.element as Part;
      return [
        String(block.block_id),
        { [String(element.action_id)]: value(element, filled[String(block.block_id)], fileOf) },
      ];
    }),
  );
}

/** Slack sends null for an empty single input. */
function value(element: Part, typed: string | undefined, fileOf: (id: string) => object): Part {
  const { type } = element;
  const given = typed === '' ? null : typed;
  switch (type) {
    case 'datepicker':
      return { type, selected_date: filled(given, element.initial_date) };
    case 'users_select':
      return { type, selected_user: filled(given, element.initial_user) };
    case 'static_select':
      return { type, selected_option: option(element, given) };
    case 'file_input':
      return { type, files: (given ?? '').split(' ').filter(Boolean).map(fileOf) };
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
