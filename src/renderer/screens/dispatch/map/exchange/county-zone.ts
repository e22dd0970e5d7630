import type { CountyShown } from '../../../../../core/modules/places/contract.ts'

/** The 3° zone a county lies in: its middle meridians are three degrees apart. */
export function zoneOfCounty({ bbox }: Pick<CountyShown, 'bbox'>): number {
  return Math.round((bbox.west + bbox.east) / 2 / 3)
}
