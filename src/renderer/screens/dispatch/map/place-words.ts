import { fields, type SpriteStore } from '../../../map/sprite-store.ts'
import { ageInWords } from '../../../ui/age.ts'
import { coreNow } from '../../../ui/now.ts'
import { fixedAt, type PlacedThing } from './map-things.ts'

/** How well it is known where a thing is, in words. */
export function placeWords(store: SpriteStore, { thing }: PlacedThing): string {
  if (thing.townshipOnly) return '位置仅到乡镇'
  const index = store.index(thing.key)
  const at = index === undefined ? Number.NaN : store.value(index, fields.at)
  if (Number.isNaN(at)) return '无定位'
  return at === fixedAt ? '固定位置' : `${ageInWords(coreNow() - at)}前定位`
}
