/** The options of a `select` as value and text, after one that stands for no choice. */
export function Options({ none, options }: { none: string; options: [value: string, text: string][] }) {
  return [['', none] as const, ...options].map(([value, text]) => (
    <option key={value} value={value}>
      {text}
    </option>
  ));
}
