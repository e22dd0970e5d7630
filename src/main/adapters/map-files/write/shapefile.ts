/** Shapefiles in a ZIP: one set for each kind of shape, for a Shapefile holds only one. */
import { zipSync } from 'fflate'
import type { MapFileFeature } from '../../../../core/map-files/model.ts'
import { dbfOf, type DbfEncoding, type WrittenTable } from './dbf.ts'
import { shapeKindOf, shapeKinds, shpOf, type ShapeKind } from './shp.ts'

const kindWords: Readonly<Record<ShapeKind, string>> = {
  point: '点',
  multipoint: '多点',
  line: '线',
  area: '面',
}

/** As ESRI programs write WGS-84 degrees. */
const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'

function rowOf({ name, part, properties }: MapFileFeature): Record<string, string> {
  return {
    ...(name === '' ? {} : { 名称: name }),
    ...(part === '' ? {} : { 图层: part }),
    ...properties,
  }
}

/** Beside the sets; our own reader takes the full names from it. */
export const notesName = '说明.txt'
export const renamedPattern = /^(.+)：字段“(.+)”写作“(.+)”。$/

/** What the format made of the words, for whoever opens the files. */
function notes(tables: readonly { readonly word: string; readonly table: WrittenTable }[]): string {
  const lines = tables.flatMap(({ word, table }) => [
    ...[...table.renamed].map(([name, short]) => `${word}：字段“${name}”写作“${short}”。`),
    ...(table.cut > 0 ? [`${word}：${table.cut} 个值超过 254 字节，已截短。`] : []),
    ...(table.leftOut > 0 ? [`${word}：字段太多，${table.leftOut} 个没有写入。`] : []),
  ])
  return lines.length === 0
    ? ''
    : `Shapefile 的字段名最长 10 字节，值最长 254 字节：\r\n${lines.join('\r\n')}\r\n`
}

export function shapefilesOf(
  features: readonly MapFileFeature[],
  name: string,
  encoding: DbfEncoding,
): Uint8Array {
  const text = (words: string) => new TextEncoder().encode(words)
  const sets = shapeKinds.flatMap((kind) => {
    const held = features.filter(({ geometry }) => shapeKindOf(geometry) === kind)
    if (held.length === 0) return []
    const shapes = shpOf(
      kind,
      held.map(({ geometry }) => geometry),
    )
    return [{ word: `${name}_${kindWords[kind]}`, shapes, table: dbfOf(held.map(rowOf), encoding) }]
  })
  const files = sets.flatMap(({ word, shapes, table }): [string, Uint8Array][] => [
    [`${word}.shp`, shapes.shp],
    [`${word}.shx`, shapes.shx],
    [`${word}.dbf`, table.bytes],
    [`${word}.prj`, text(wgs84)],
    [`${word}.cpg`, text(table.cpg)],
  ])
  const said = notes(sets)
  return zipSync(
    Object.fromEntries(
      said === '' ? files : [...files, [notesName, text(`\ufeff${said}`)] as const],
    ),
  )
}
