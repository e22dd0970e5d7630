import type { ChangedEvent } from '../../contract-kit.ts'
import type { LivePosition } from '../../module.ts'
import type { Pending } from './feed.ts'

/** Beyond this many names the page is told "anything in this topic". */
const mostEntities = 500

export interface TopicChange {
  readonly topic: string
  /** Empty: anything in the topic. */
  readonly entities: readonly string[]
}

export function pendingChanges(): Pending<TopicChange, ChangedEvent> {
  const topics = new Map<string, Set<string> | 'anything'>()
  return {
    add({ topic, entities }) {
      const known = topics.get(topic)
      if (known === 'anything') return
      if (entities.length === 0) return void topics.set(topic, 'anything')
      const names = known ?? new Set<string>()
      for (const entity of entities) names.add(entity)
      topics.set(topic, names.size > mostEntities ? 'anything' : names)
    },
    take() {
      if (topics.size === 0) return undefined
      const batch: Record<string, string[]> = {}
      for (const [topic, names] of topics) batch[topic] = names === 'anything' ? [] : [...names]
      topics.clear()
      return { topics: batch }
    },
  }
}

/** Newest wins per key, by the time of the fix: a late report never moves a marker back. */
export function pendingPositions(): Pending<LivePosition, LivePosition[]> {
  const newest = new Map<string, LivePosition>()
  return {
    add(position) {
      const known = newest.get(position.key)
      if (!known || known.at <= position.at) newest.set(position.key, position)
    },
    take() {
      if (newest.size === 0) return undefined
      const batch = [...newest.values()]
      newest.clear()
      return batch
    },
  }
}
