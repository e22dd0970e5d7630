/** Who holds a radio, answered from memory: positions come in by the thousand. */
import type { CoreContext } from '../../module.ts'
import { unitOfRadio, type RadioUnit } from '../teams/index.ts'

interface Known {
  readonly unit: RadioUnit | undefined
}

const caches = new WeakMap<CoreContext, Map<string, Known>>()
/** A babbling line must not fill the memory. */
const maxKnown = 50_000

function cacheOf(context: CoreContext): Map<string, Known> {
  const known = caches.get(context)
  if (known) return known
  const made = new Map<string, Known>()
  caches.set(context, made)
  context.log.onChanged((changed) => {
    if ([...changed.keys()].some((topic) => topic.startsWith('teams'))) made.clear()
  })
  return made
}

/** The unit that holds a radio now. Radio numbers are the net's, whatever gateway heard them. */
export function holderOf(context: CoreContext, radio: string): RadioUnit | undefined {
  const cache = cacheOf(context)
  const known = cache.get(radio)
  if (known) return known.unit
  if (cache.size >= maxKnown) cache.clear()
  const unit = unitOfRadio(context.db, radio)
  cache.set(radio, { unit })
  return unit
}
