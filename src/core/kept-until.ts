/** What is read from tables with every letter somebody types: made once, and again only after they changed. */
import type { CoreContext } from './module.ts'

/**
 * A reader whose value stays the same until one of these projections changes.
 * @param topics names of projections; one that is left out makes the value stale without a word
 */
export function keptUntil<Value extends object>(
  topics: readonly string[],
  make: (context: CoreContext) => Value,
): (context: CoreContext) => Value {
  const readers = new WeakMap<CoreContext, () => Value>()
  return (context) => {
    const known = readers.get(context) ?? readerOf(context, topics, make)
    readers.set(context, known)
    return known()
  }
}

function readerOf<Value extends object>(
  context: CoreContext,
  topics: readonly string[],
  make: (context: CoreContext) => Value,
): () => Value {
  let kept: Value | undefined
  context.log.onChanged((changed) => {
    if (topics.some((topic) => changed.has(topic))) kept = undefined
  })
  return () => {
    kept ??= make(context)
    return kept
  }
}
