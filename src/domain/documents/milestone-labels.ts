/** A milestone of a tree; `parent` is the index of its parent, null at the top. */
type Named = { name: string; parent: number | null };

/**
 * Returns a text for each milestone that names it alone in its tree: its name, else the names on its path, else these
 * with a count. Depends on the order of the tree, parents first.
 */
export function labelsOf(tree: readonly Named[]): string[] {
  const paths: string[] = [];
  for (const { name, parent } of tree)
    paths.push(parent === null ? name : `${paths[parent] ?? ''} > ${name}`);
  const byName = Map.groupBy(tree, ({ name }) => keyOf(name));
  const taken = new Set<string>();
  return tree.map(({ name }, at) => {
    const first = byName.get(keyOf(name))?.length === 1 ? name : (paths[at] ?? name);
    let label = first;
    for (let count = 2; taken.has(keyOf(label)); count += 1) label = `${first} (${count})`;
    taken.add(keyOf(label));
    return label;
  });
}

const keyOf = (text: string) => text.toLowerCase().trim();

/** Returns a look-up of milestones by their labels; the first of several trees that knows a label counts. */
export function finderOf<M>(
  ...trees: readonly (readonly (Named & { of: M })[])[]
): (label: string) => M | undefined {
  const known = new Map<string, M>();
  for (const tree of trees) {
    const labels = labelsOf(tree);
    tree.forEach(({ of }, at) => {
      const key = keyOf(labels[at] ?? '');
      if (!known.has(key)) known.set(key, of);
    });
  }
  return (label) => known.get(keyOf(label));
}
