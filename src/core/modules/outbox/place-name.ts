import type { CoreContext } from '../../module.ts'
import { ownPlaces } from '../places/index.ts'

/** Of a division of the county profile or a place of the county's own. */
export function placeName({ county, db }: CoreContext, id: string): string | undefined {
  const division = [...county.townships, ...county.villages].find(({ code }) => code === id)
  return division?.name ?? ownPlaces(db).find((place) => place.id === id)?.name
}
