import { fields } from '../../../map/sprite-store.ts'
import { useMapDesk } from './desk.ts'
import { useDrawn } from './drawn.ts'

export interface NamedPoint {
  readonly label: string
  readonly lat: number
  readonly lon: number
}

/** What is selected, where it has a point; a place known only to its township has none. */
export function useSelectedPoint(): NamedPoint | undefined {
  const {
    sprites: { store },
    selected,
  } = useMapDesk()
  const thing = useDrawn().find((one) => one.thing.key === selected)?.thing
  const index = selected === undefined ? undefined : store.index(selected)
  if (!thing || thing.townshipOnly || index === undefined) return undefined
  const [lat, lon] = [store.value(index, fields.lat), store.value(index, fields.lon)]
  return Number.isNaN(lat) ? undefined : { label: thing.label, lat, lon }
}
