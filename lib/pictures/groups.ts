/** What lines connect. */
export interface Group<Node, Link> {
  readonly nodes: Node[];
  readonly links: Link[];
}

/** Nodes that lines connect, each group with its lines, in the order of their first nodes. */
export function groupsOf<Node extends { readonly id: string }, Link extends { readonly from: string; readonly to: string }>(
  nodes: readonly Node[],
  links: readonly Link[],
): readonly Group<Node, Link>[] {
  const parents = new Map(nodes.map(({ id }) => [id, id]));
  const root = (id: string): string => {
    let at = id;
    for (let up = parents.get(at) as string; up !== at; up = parents.get(at) as string) {
      parents.set(at, parents.get(up) as string);
      at = up;
    }
    return at;
  };
  for (const { from, to } of links) parents.set(root(from), root(to));
  const groups = new Map<string, Group<Node, Link>>();
  for (const node of nodes) {
    const key = root(node.id);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { nodes: [node], links: [] });
    else group.nodes.push(node);
  }
  for (const link of links) groups.get(root(link.from))?.links.push(link);
  return [...groups.values()];
}
