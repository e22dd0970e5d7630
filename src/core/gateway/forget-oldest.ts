/** What it needs of a `Map` or a `Set`: their keys stand in the order they were put in. */
interface Held<Key> {
  readonly size: number
  keys(): Iterable<Key>
  delete(key: Key): boolean
}

/** A babbling line must not fill the memory: what was put in first goes first. */
export function forgetOldest<Key>(held: Held<Key>, most: number): void {
  for (const key of held.keys()) {
    if (held.size <= most) return
    held.delete(key)
  }
}
