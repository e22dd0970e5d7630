/** Shapefiles in a ZIP: each `.shp` with what lies beside it under the same name is a part. */
import type { MapTextEncoding } from '../../../../core/map-files/model.ts'
import { readDbf, type Table } from './dbf.ts'
import { unreadable } from './fault.ts'
import { readPrj, type PrjSays } from './prj.ts'
import type { RawFeature, RawFile } from './raw.ts'
import { readShp } from './shp.ts'
import { notesName, renamedPattern } from '../write/shapefile.ts'
import { textOf } from './text.ts'
import { unzip, type Archive } from './zip.ts'

interface Layer {
  readonly name: string
  readonly shapes: readonly unknown[]
  readonly table: Table | undefined
  readonly prj: PrjSays
  readonly warnings: readonly string[]
}

function stemOf(path: string): string {
  return path.replace(/\.[^.]+$/, '')
}

/** Beside a shapefile, whatever the case of its ending. */
function besides(archive: Archive, stem: string, ending: string): Uint8Array | undefined {
  const wanted = `${stem}.${ending}`.toLowerCase()
  return [...archive].find(([path]) => path.toLowerCase() === wanted)?.[1]
}

function layerOf(archive: Archive, path: string, answer: MapTextEncoding | undefined): Layer {
  const stem = stemOf(path)
  const name = stem.split('/').at(-1) ?? stem
  const shp = archive.get(path)
  const [dbf, prj, cpg] = ['dbf', 'prj', 'cpg'].map((ending) => besides(archive, stem, ending))
  const shapes = readShp(shp ?? new Uint8Array())
  const table = dbf && readDbf(dbf, cpg && textOf(cpg).trim(), answer)
  const says = readPrj(prj && textOf(prj))
  const rows = table?.rows.length ?? 0
  return {
    name,
    shapes,
    table,
    prj: says,
    warnings: [
      ...says.warnings,
      ...(table ? [] : [`“${name}”没有属性表（.dbf），只有图形。`]),
      ...(table && rows !== shapes.length
        ? [`“${name}”有 ${shapes.length} 个图形、${rows} 行属性，数目不一致，请核对名称。`]
        : []),
      ...(prj ? [] : [`“${name}”没有坐标系说明（.prj），请核对坐标系和预览位置。`]),
    ],
  }
}

function featuresOf(
  { name, shapes, table }: Layer,
  several: boolean,
  names: ReadonlyMap<string, string> | undefined,
): RawFeature[] {
  return shapes.flatMap((geometry, index) => {
    const row = table?.rows[index]
    // The row was deleted in a table program: its shape is deleted with it.
    if (table && index < table.rows.length && row === undefined) return []
    return [
      {
        name: '',
        geometry,
        properties: withFullNames(row ?? {}, names),
        part: several ? name : '',
      },
    ]
  })
}

/** Names of columns that ten bytes were too few for, by layer, where our own writer noted them. */
function fullNames(archive: Archive): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const notes = archive.get(notesName)
  const names = new Map<string, Map<string, string>>()
  for (const line of notes ? textOf(notes).split('\r\n') : []) {
    const [, layer = '', full = '', short = ''] = renamedPattern.exec(line) ?? []
    const known = names.get(layer) ?? new Map<string, string>()
    names.set(layer, known.set(short, full))
  }
  return names
}

function withFullNames(
  row: Readonly<Record<string, unknown>>,
  names: ReadonlyMap<string, string> | undefined,
): Readonly<Record<string, unknown>> {
  if (!names) return row
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [names.get(key) ?? key, value]),
  )
}

/** Other programs join layers of different systems; one file is read in one. */
function sameSystem(layers: readonly Layer[]): void {
  const systems = new Set(layers.map(({ prj }) => `${prj.datum} ${prj.projection?.name}`))
  if (systems.size > 1) {
    throw unreadable('压缩包里几个图层的坐标系不一样，没有导入。请按坐标系分成几个压缩包。')
  }
}

/** Whether an archive looks like one of shapefiles, whole or not. */
export function hasShapefiles(names: readonly string[]): boolean {
  return names.some((name) => /\.(?:shp|shx|dbf)$/i.test(name))
}

/** @throws FileFault */
export function readShapefiles(bytes: Uint8Array, answer: MapTextEncoding | undefined): RawFile {
  const archive = unzip(bytes, (name) => /\.(?:shp|dbf|prj|cpg)$/i.test(name) || name === notesName)
  const paths = [...archive.keys()].filter((name) => /\.shp$/i.test(name))
  if (paths.length === 0) {
    throw unreadable('压缩包里没有图形文件（.shp），没有导入。请把 .shp、.dbf、.prj 一起打包。')
  }
  const layers = paths.map((path) => layerOf(archive, path, answer))
  sameSystem(layers)
  const names = fullNames(archive)
  const prj = layers[0]?.prj
  return {
    kind: 'shapefile',
    features: layers.flatMap((layer) =>
      featuresOf(layer, layers.length > 1, names.get(layer.name)),
    ),
    datumSaid: prj?.datum,
    projection: prj?.projection,
    encoding: layers.map(({ table }) => table?.encoding).find((one) => one !== undefined),
    warnings: layers.flatMap(({ warnings }) => warnings),
  }
}
