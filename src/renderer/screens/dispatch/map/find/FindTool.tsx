import { askForPoint } from '../../../../map/pick.ts'
import { useMapDesk } from '../desk.ts'
import { placeThing } from '../map-things.ts'
import { PlaceFinder } from './PlaceFinder.tsx'
import { setFound, useFound } from './found.ts'
import { usePlacePoint } from './use-place-point.ts'

export function FindTool() {
  const { map, county, openTool } = useMapDesk()
  const found = useFound(({ place }) => place)
  const savePoint = usePlacePoint(found, setFound)
  return (
    <PlaceFinder
      found={found}
      onFound={(hit) => {
        setFound(hit)
        const at = hit && placeThing(hit, county)?.at
        if (at) map.setView([at.lat, at.lon], Math.max(map.getZoom(), 12))
      }}
      onPick={() => askForPoint(`“${found?.name ?? ''}”的位置`, savePoint)}
      onTakeBack={() => savePoint(undefined)}
      onClose={() => openTool(undefined)}
    />
  )
}
