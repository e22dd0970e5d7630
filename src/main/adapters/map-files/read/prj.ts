/** What a `.prj` says: a datum of ours, or a projection that is read as it stands. It may lie. */
import proj4 from 'proj4'
import type { MapDatum } from '../../../../core/map-files/model.ts'
import { centralMeridian, isZone } from '../../../../core/kernel/projected.ts'
import type { Projection } from './raw.ts'

export interface PrjSays {
  readonly datum: MapDatum | undefined
  readonly projection?: Projection | undefined
  readonly warnings: readonly string[]
}

const oldDatums: readonly (readonly [RegExp, string])[] = [
  [/xian[_ ]?(?:19)?80/i, '西安 80'],
  [/beijing[_ ]?(?:19)?54/i, '北京 54'],
]

function numberOf(wkt: string, parameter: string): number | undefined {
  const found = new RegExp(`PARAMETER\\["${parameter}",\\s*([-\\d.eE+]+)`, 'i').exec(wkt)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** Zone of a Gauss-Krüger projection with 500 km before the middle, and a zone number or none. */
function zoneIn(wkt: string): number | undefined {
  const meridian = numberOf(wkt, 'central_meridian')
  const easting = numberOf(wkt, 'false_easting')
  const scale = numberOf(wkt, 'scale_factor') ?? 1
  if (meridian === undefined || easting === undefined || scale !== 1) return undefined
  const prefix = Math.floor(easting / 1e6)
  if (easting - prefix * 1e6 !== 500_000) return undefined
  const zone = prefix === 0 ? meridian / 3 : prefix
  return isZone(zone) && centralMeridian(zone) === meridian ? zone : undefined
}

function projectionOf(wkt: string, name: string): Projection | undefined {
  try {
    const converter = proj4(wkt)
    return {
      name,
      toDegrees: (x, y) => {
        const [lon = Number.NaN, lat = Number.NaN] = converter.inverse([x, y])
        return [lon, lat]
      },
    }
  } catch {
    // A projection nobody here knows, or no description at all (web pages are found in its place).
    return undefined
  }
}

const isCgcs2000 = (wkt: string) =>
  /cgcs[_ ]?2000|china[_ ]?(?:geodetic.*)?2000|china_2000/i.test(wkt)

/** `undefined` text: there is no `.prj`. */
export function readPrj(text: string | undefined): PrjSays {
  if (text === undefined || text.trim() === '') return { datum: undefined, warnings: [] }
  const wkt = text.trim()
  const name = /^(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS)\["([^"]+)"/i.exec(wkt)?.[1]
  if (name === undefined) {
    return {
      datum: undefined,
      warnings: ['坐标系说明（.prj）读不懂，已忽略。请核对坐标系和预览位置。'],
    }
  }
  const old = oldDatums.find(([pattern]) => pattern.test(wkt))?.[1]
  const warnings =
    old === undefined
      ? []
      : [`文件写明是${old}坐标系，没有转换参数，位置可能差几十到一百多米，请在图上核对。`]
  if (!/^PROJ/i.test(wkt)) {
    const datum = isCgcs2000(wkt)
      ? 'cgcs2000'
      : /wgs[_ ]?(?:19)?84/i.test(wkt)
        ? 'wgs84'
        : undefined
    return { datum, projection: { name, toDegrees: (x, y) => [x, y] }, warnings }
  }
  const zone = isCgcs2000(wkt) ? zoneIn(wkt) : undefined
  if (zone !== undefined)
    return { datum: `cgcs2000-${zone}`, warnings, projection: projectionOf(wkt, name) }
  const projection = projectionOf(wkt, name)
  return projection
    ? { datum: 'prj', projection, warnings }
    : {
        datum: undefined,
        warnings: [...warnings, `坐标系“${name}”不支持，请选择坐标系并核对预览位置。`],
      }
}
