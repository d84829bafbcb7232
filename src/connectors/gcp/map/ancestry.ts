/** Who is above whom, by what each says of its parent. */

/** `projects/<number>` or `folders/<number>` -> its parent */
export type Parents = ReadonlyMap<string, string>

/** Of each name what is above it up to the root, the nearest first; undefined where it does not lie under the root. */
export function chainsOf(parents: Parents, root: string): (name: string) => readonly string[] | undefined {
  const known = new Map<string, readonly string[] | undefined>()
  const chain = (name: string, seen: ReadonlySet<string>): readonly string[] | undefined => {
    if (known.has(name)) return known.get(name)
    const parent = parents.get(name)
    const above =
      parent === undefined || seen.has(parent)
        ? undefined
        : parent === root
          ? []
          : chain(parent, new Set([...seen, parent]))
    const found = above === undefined || parent === undefined ? undefined : [parent, ...above]
    known.set(name, found)
    return found
  }
  return (name) => chain(name, new Set([name]))
}
