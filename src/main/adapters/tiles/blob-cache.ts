/** The tiles that were asked for last, up to a number of bytes. */

export interface BlobCache<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value, bytes: number): void
  /** Everything whose key begins so. */
  forget(prefix: string): void
  readonly bytes: number
}

/** Bytes of book-keeping that an entry costs besides its own; an absent tile costs just these. */
const overheadBytes = 200

export function blobCache<Value>(limitBytes: number): BlobCache<Value> {
  // A Map keeps the order of insertion: the first is the one that was not used for longest.
  const entries = new Map<string, { readonly value: Value; readonly bytes: number }>()
  let held = 0
  const drop = (key: string) => {
    held -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, size) {
      const bytes = size + overheadBytes
      drop(key)
      if (bytes > limitBytes) return
      entries.set(key, { value, bytes })
      held += bytes
      for (const oldest of entries.keys()) {
        if (held <= limitBytes) break
        drop(oldest)
      }
    },
    forget(prefix) {
      for (const key of entries.keys()) if (key.startsWith(prefix)) drop(key)
    },
    get bytes() {
      return held
    },
  }
}
