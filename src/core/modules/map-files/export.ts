/** What stands on the map as features of a file. */
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import { statusPrefix } from '../../documents/model.ts'
import { assertNever } from '../../kernel/assert-never.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { MapFileFeature, MapFileFormat } from '../../map-files/model.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { drawingList } from '../drawings/index.ts'
import type { DrawingShown } from '../drawings/contract.ts'
import { featureList, featureOf, layersOf } from '../features/index.ts'
import { propertyWords, type FeatureShown } from '../features/contract.ts'
import { logLines } from '../logbook/index.ts'
import { latestPositions, recordedTrack, type HeldPosition } from '../positions/index.ts'
import { unitList, type Unit } from '../teams/index.ts'
import type { ExportedPart } from './contract.ts'
import { mapFileWords } from './words.ts'

const mostExported = 100_000
const mostFixes = 20_000
/** A gap longer than this is a new line: nobody knows the way between. */
const gapMs = 30 * 60_000

export interface ExportOrder {
  readonly format: MapFileFormat
  readonly encoding: 'utf-8' | 'gbk'
  readonly name: string
  readonly what: readonly ExportedPart[]
}

function filled(properties: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''))
}

function ofDrawing(drawing: DrawingShown): MapFileFeature {
  const { name, word, geometry, incidentNumber, note, size, by, at } = drawing
  return {
    name: name === '' ? word : name,
    geometry,
    part: '标绘',
    properties: filled({
      标绘: word,
      事件: incidentNumber ?? '',
      大小: size,
      备注: note,
      标绘人: by,
      标绘时间: beijingDateTime(at),
    }),
  }
}

/** Known only to its township: it has no shape, and none is invented for it. */
function ofFeature(feature: FeatureShown, part: string): MapFileFeature[] {
  const { name, kind, geometry, properties, township } = feature
  if (!geometry) return []
  const words = propertyWords(kind, properties).map(({ label, words: value }) => [label, value])
  return [
    {
      name,
      geometry,
      part,
      properties: filled({ 乡镇: township?.name ?? '', ...Object.fromEntries(words) }),
    },
  ]
}

function ofUnit(unit: Unit, { lat, lon, at }: HeldPosition): MapFileFeature {
  return {
    name: unit.callSign,
    geometry: { type: 'Point', coordinates: [lon, lat] },
    part: '队伍位置',
    properties: filled({
      队伍: unit.name,
      类型: unit.typeWord,
      状态: `${unit.state.digit} ${unit.state.word}`,
      定位时间: beijingDateTime(at),
    }),
  }
}

/** One line for each stretch without a gap; a single fix is a point. */
function ofTrack(unit: Unit, positions: readonly HeldPosition[]): MapFileFeature[] {
  const stretches: HeldPosition[][] = []
  let last: HeldPosition | undefined
  for (const position of positions) {
    const held = stretches.at(-1)
    if (held && last && position.at - last.at <= gapMs) held.push(position)
    else stretches.push([position])
    last = position
  }
  return stretches.map((stretch) => {
    const line = stretch.map(({ lat, lon }): [number, number] => [lon, lat])
    const [first, ...rest] = line
    const [from, to] = [stretch[0]?.at ?? 0, stretch.at(-1)?.at ?? 0]
    const named = {
      name: unit.callSign,
      part: '轨迹',
      properties: { 队伍: unit.name, 开始: beijingDateTime(from), 结束: beijingDateTime(to) },
    }
    return rest.length === 0 && first
      ? { ...named, geometry: { type: 'Point', coordinates: first } }
      : {
          ...named,
          geometry: { type: 'LineString', coordinates: line },
          times: stretch.map(({ at }) => at),
        }
  })
}

function unitsNow(context: CoreContext, isWanted: (unit: Unit) => boolean): MapFileFeature[] {
  const at = new Map(latestPositions(context).map((position) => [position.key, position]))
  return unitList(context.db, context.county)
    .filter(isWanted)
    .flatMap((unit) => {
      const position = at.get(`unit:${unit.id}`)
      return position ? [ofUnit(unit, position)] : []
    })
}

function selected(context: CoreContext, key: string): MapFileFeature[] {
  const id = key.slice(key.indexOf(':') + 1)
  if (key.startsWith('drawing:')) {
    return drawingList(context, {})
      .filter((drawing) => drawing.id === id)
      .map(ofDrawing)
  }
  if (key.startsWith('feature:')) {
    const feature = featureOf(context, id)
    return feature ? ofFeature(feature, '') : []
  }
  return key.startsWith('unit:') ? unitsNow(context, (unit) => unit.id === id) : []
}

function featuresOf(context: CoreContext, what: ExportedPart): MapFileFeature[] {
  switch (what.kind) {
    case 'drawings':
      return drawingList(context, { incident: what.incident }).map(ofDrawing)
    case 'layer': {
      const layer = layersOf(context).find(({ id }) => id === what.layer)
      return featureList(context, { layer: what.layer }).flatMap((feature) =>
        ofFeature(feature, layer?.name ?? ''),
      )
    }
    case 'tracks': {
      const wanted = new Set(what.units)
      return unitList(context.db, context.county)
        .filter(({ id }) => wanted.has(id))
        .flatMap((unit) =>
          ofTrack(unit, recordedTrack(context, `unit:${unit.id}`, what, mostFixes)),
        )
    }
    case 'units':
      return unitsNow(context, () => true)
    case 'selection':
      return selected(context, what.key)
    default:
      return assertNever(what)
  }
}

/** What no file system takes in a name. */
const notInNames = /[\\/:*?"<>|\r\n\t]/g

/**
 * Writes the file, says so in the log, and hands out where to fetch it. An exercise says so in
 * the file's name and inside.
 */
export async function exportMapFile(
  context: CoreContext,
  seat: Seat,
  order: ExportOrder,
): Promise<
  Result<
    { readonly path: string; readonly name: string; readonly count: number },
    Refusal<'nothing', undefined> | Refusal<'too-many', undefined>
  >
> {
  const { name: by, person } = requireRight(seat, 'export')
  const features = order.what.flatMap((what) => featuresOf(context, what))
  if (features.length === 0) return refuse<'nothing'>('nothing')
  if (features.length > mostExported) return refuse<'too-many'>('too-many')
  const plain = order.name.replaceAll(notInNames, '_').trim()
  const name = `${statusPrefix(context.status)}${plain}`
  const file = await context.writeMapFile(order.format, features, {
    name,
    encoding: order.encoding,
  })
  recordFor(context, seat, () => [
    logLines(context)({
      kind: 'system',
      source: { kind: 'person', id: person, text: by },
      text: `导出地图文件「${file.name}」（${mapFileWords[order.format]}），${features.length} 个对象`,
      recorder: by,
    }),
  ])
  return accept({ path: context.files.offer(file), name: file.name, count: features.length })
}
