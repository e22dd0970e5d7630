import type { MapDatum, MapFilePreview } from '../../../../../core/modules/map-files/contract.ts'

/** The county's zone first, its neighbours, then the 6° zone it lies in. */
export function zones(zone: number): MapDatum[] {
  const wide = Math.floor((zone * 3) / 6) + 1
  return [zone, zone - 1, zone + 1, wide].map((one): MapDatum => `cgcs2000-${one}`)
}

/** What this file's numbers can mean: metres are of a zone, degrees of a datum. */
export function datumChoices(preview: MapFilePreview, zone: number): MapDatum[] {
  const own: MapDatum[] = preview.projection === null ? [] : ['prj']
  const said = preview.datumSaid === null ? [] : [preview.datumSaid]
  const usual: MapDatum[] = preview.projected
    ? [...zones(zone), ...own]
    : ['wgs84', 'cgcs2000', 'gcj02', 'bd09']
  return [...new Set([...said, ...usual, preview.datum])]
}
