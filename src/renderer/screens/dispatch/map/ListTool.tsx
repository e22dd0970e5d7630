import { ageInWords } from '../../../ui/age.ts'
import { coreNow } from '../../../ui/now.ts'
import { fields, type SpriteStore } from '../../../map/sprite-store.ts'
import { useMapDesk } from './desk.ts'
import { fixedAt } from './map-things.ts'
import { ThingList } from './ThingList.tsx'
import { useDrawn } from './drawn.ts'

/** Everything on the map as a list; choosing a line selects it and brings it into view. */
export function ListTool() {
  const { sprites, selected, select, goTo } = useMapDesk()
  const placed = useDrawn()
  const things = placed.map(({ thing, kind, state }) => ({
    thing,
    kind,
    state: state ?? '',
    where: whereText(sprites.store, thing.key, thing.townshipOnly),
  }))
  return (
    <ThingList
      things={things}
      selected={selected}
      onSelect={({ key }) => {
        select(key)
        goTo(key)
      }}
    />
  )
}

function whereText(store: SpriteStore, key: string, townshipOnly: boolean): string {
  if (townshipOnly) return '位置仅到乡镇'
  const index = store.index(key)
  const at = index === undefined ? Number.NaN : store.value(index, fields.at)
  if (Number.isNaN(at)) return '无定位'
  return at === fixedAt ? '固定位置' : `${ageInWords(coreNow() - at)}前定位`
}
