/** Words of base maps on screen. */
import type {
  Basemap,
  BasemapDatum,
  BasemapJob,
  BasemapSource,
} from '../../../../core/modules/basemaps/contract.ts'

export const datumOptions: { value: BasemapDatum; label: string }[] = [
  { value: 'wgs84', label: 'WGS-84 / CGCS2000（天地图、GPS、国家数据）' },
  { value: 'gcj02', label: 'GCJ-02（高德、腾讯等，偏约 600 米）' },
]

type SourceDatum = NonNullable<BasemapSource['suggested']['datum']>

/** 石城 lies in zone 39; its neighbours are for files of a wider area. */
export const sourceDatumOptions: { value: SourceDatum; label: string }[] = [
  { value: 'wgs84', label: 'WGS-84 经纬度' },
  { value: 'cgcs2000', label: 'CGCS2000 经纬度' },
  { value: 'gcj02', label: 'GCJ-02（高德、腾讯）' },
  { value: 'bd09', label: 'BD-09（百度）' },
  { value: 'cgcs2000-39', label: 'CGCS2000 3° 带 39（米）' },
  { value: 'cgcs2000-38', label: 'CGCS2000 3° 带 38（米）' },
  { value: 'cgcs2000-40', label: 'CGCS2000 3° 带 40（米）' },
  { value: 'cgcs2000-20', label: 'CGCS2000 6° 带 20（米）' },
  { value: 'prj', label: '按文件自带的投影（.prj）' },
]

const schemaWords = {
  openmaptiles: 'OpenMapTiles',
  shortbread: 'Shortbread',
  protomaps: 'Protomaps',
  other: '自有结构',
} as const

type Kind = Pick<Basemap, 'kind' | 'schema' | 'format' | 'tileSize'>

/** `矢量 OpenMapTiles` or `栅格 PNG 512` */
export function kindWords({ kind, schema, format, tileSize }: Kind): string {
  if (kind === 'vector') return `矢量 ${schemaWords[schema ?? 'other']}`
  return `栅格 ${format.toUpperCase()}${tileSize === 256 ? '' : ` ${tileSize}`}`
}

export const datumWords: Readonly<Record<BasemapDatum, string>> = {
  wgs84: 'WGS-84',
  gcj02: 'GCJ-02',
}

export function sizeWords(bytes: number | null): string {
  if (bytes === null) return ''
  const megabytes = bytes / 1024 ** 2
  return megabytes >= 1024
    ? `${(megabytes / 1024).toFixed(1)} GB`
    : `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`
}

export const jobSteps: Readonly<Record<BasemapJob['step'], string>> = {
  reading: '读文件',
  cutting: '切瓦片',
  writing: '写入',
}

/** 0 … 100; nothing done of nothing is 0. */
export function percentOf({
  done,
  total,
}: {
  readonly done: number
  readonly total: number
}): number {
  return total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0
}
