/** Position and time of a photo, read from its EXIF with one kept library. */
import ExifReader from 'exifreader'
import { startOfBeijingDay } from '../../core/kernel/beijing-time.ts'
import type { PhotoData } from '../../core/module.ts'

/** `2026:04:05 14:02:30`, as EXIF writes a time. */
const exifTime = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/
const zone = /^([+-])(\d{2}):(\d{2})/

type Tags = Awaited<ReturnType<typeof readTags>>

function readTags(bytes: Uint8Array) {
  const view = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  return ExifReader.load(view as ArrayBuffer, {
    expanded: true,
    // XMP needs a document parser, and thumbnails and maker notes tell nothing that is needed.
    includeTags: { exif: true, gps: true },
  })
}

/** Raw text of an ASCII tag. */
function textOf(tag: unknown): string {
  const { value } = (tag ?? {}) as { value?: unknown }
  if (Array.isArray(value)) return String(value[0] ?? '')
  return typeof value === 'string' ? value : ''
}

function takenAt(exif: Tags['exif']): number | undefined {
  const [, ...numbers] = exifTime.exec(textOf(exif?.DateTimeOriginal)) ?? []
  const [year, month, day, hour, minute, second] = numbers.map(Number)
  if (year === undefined || month === undefined || day === undefined || year < 1990) {
    return undefined
  }
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const ofDay = ((hour ?? 0) * 60 + (minute ?? 0)) * 60 + (second ?? 0)
  const beijing = startOfBeijingDay({ year, month, day }) + ofDay * 1000
  const offset = zone.exec(textOf(exif?.OffsetTimeOriginal))
  if (!offset) return beijing
  const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1)
  return beijing + (8 * 60 - minutes) * 60_000
}

function pointOf(gps: Tags['gps']): PhotoData['point'] {
  const { Latitude: lat, Longitude: lon } = gps ?? {}
  if (lat === undefined || lon === undefined) return undefined
  const usable = Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) <= 90
  // A receiver without a fix writes zeros.
  return usable && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0) ? { lat, lon } : undefined
}

/** Never throws: a photo without readable data is a photo all the same. */
export function readPhotoData(bytes: Uint8Array): PhotoData {
  try {
    const { exif, gps } = readTags(bytes)
    const point = pointOf(gps)
    const at = takenAt(exif)
    return { ...(point ? { point } : {}), ...(at === undefined ? {} : { takenAt: at }) }
  } catch {
    // The library throws where there is no metadata at all; that is nothing to report.
    return {}
  }
}
