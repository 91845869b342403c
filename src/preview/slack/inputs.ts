type Part = Record<string, unknown>;

/**
 * What Slack's own client says at the fields of a modal before it sends anything, by block id: a
 * field that is needed is empty, a text has the wrong length, a number is none or out of range.
 */
export function inputProblems(blocks: unknown, filled: Record<string, string>): Record<string, string> {
  const inputs = Array.isArray(blocks) ? (blocks as Part[]).filter(({ type }) => type === 'input') : [];
  return Object.fromEntries(
    inputs.flatMap((block) => {
      const name = String(block.block_id);
      const element = block.element as Part;
      const typed = filled[name] ?? initialOf(element);
      const problem = typed === '' ? missing(block) : wrong(element, typed);
      return problem === undefined ? [] : [[name, problem]];
    }),
  );
}

const initialOf = (element: Part): string =>
  String(
    element.initial_value ??
      element.initial_date ??
      element.initial_user ??
      (element.initial_users as string[] | undefined)?.join(' ') ??
      (element.initial_option as Part | undefined)?.value ??
      '',
  );

const missing = ({ optional }: Part) =>
  optional === true ? undefined : 'Please complete this required field.';

function wrong(element: Part, typed: string): string | undefined {
  switch (element.type) {
    case 'plain_text_input': {
      const { min_length: least = 0, max_length: most = 3000 } = element;
      if (typed.length < Number(least)) return `Please enter at least ${least} characters.`;
      return typed.length > Number(most) ? `Please enter at most ${most} characters.` : undefined;
    }
    case 'number_input': {
      const { min_value: least, max_value: most, is_decimal_allowed: decimals } = element;
      if (!/^-?\d+(\.\d+)?$/.test(typed)) return 'Please enter a number.';
      if (decimals === false && typed.includes('.')) return 'Please enter a whole number.';
      if (least !== undefined && Number(typed) < Number(least))
        return `Please enter a number of at least ${least}.`;
      if (most !== undefined && Number(typed) > Number(most))
        return `Please enter a number of at most ${most}.`;
      return undefined;
    }
    default:
      return undefined;
  }
}
