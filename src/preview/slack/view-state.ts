import type { OpenView } from './world.ts';

type Part = Record<string, unknown>;

/**
 * `view.state.values` for what somebody filled in; fields without a word keep what they were opened
 * with. Several people or files are named by their ids, with blanks between; `fileOf` says what a payload has of a
 * file, `suggested` which options a select was answered with.
 */
export function stateOf(
  { view: { blocks }, suggested }: Pick<OpenView, 'view' | 'suggested'>,
  filled: Record<string, string>,
  fileOf: (id: string) => object,
): Record<string, Part> {
  const inputs = Array.isArray(blocks) ? (blocks as Part[]).filter(({ type }) => type === 'input') : [];
  return Object.fromEntries(
    inputs.map((block) => {
      const id = String(block.block_id);
      const element = block.element as Part;
      const known = element.type === 'external_select' ? { ...element, options: suggested[id] } : element;
      return [id, { [String(element.action_id)]: value(known, filled[id], fileOf) }];
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
    case 'multi_users_select': {
      const users = given === undefined ? (element.initial_users ?? []) : wordsIn(given);
      return { type, selected_users: users };
    }
    case 'static_select':
    case 'external_select':
      return { type, selected_option: option(element, given) };
    case 'file_input':
      return { type, files: wordsIn(given).map(fileOf) };
    default:
      return { type, value: filled(given, element.initial_value) };
  }
}

const wordsIn = (given: string | null | undefined) => (given ?? '').split(/[\s,]+/).filter(Boolean);

const filled = (given: string | null | undefined, initial: unknown) =>
  given === undefined ? (initial ?? null) : given;

function option(element: Part, given: string | null | undefined): unknown {
  const initial = element.initial_option as Part | undefined;
  const options = [...(initial ? [initial] : []), ...((element.options as Part[] | undefined) ?? [])];
  return given === undefined
    ? (element.initial_option ?? null)
    : (options.find((one) => one.value === given) ?? null);
}
