/** Words of map files: kinds, shapes, what numbers may mean. */
import type { Geometry } from '../../kernel/geometry.ts'
import { centralMeridian } from '../../kernel/projected.ts'
import type { MapDatum, MapFileFormat, MapFileKind } from '../../map-files/model.ts'

export const mapFileWords: Readonly<Record<MapFileKind, string>> = {
  geojson: 'GeoJSON',
  kml: 'KML',
  kmz: 'KMZ',
  gpx: 'GPX',
  tcx: 'TCX',
  shapefile: 'Shapefile',
}

/** What each format is good for, beside its name in the export dialog. */
export const formatNotes: Readonly<Record<MapFileFormat, string>> = {
  geojson: '点、线、面和全部属性；QGIS 等软件',
  kml: '点、线、面和全部属性；奥维、谷歌地球等软件',
  kmz: '压缩的 KML',
  gpx: '点和航迹；手持机、车载导航（面只写边界，属性并入说明）',
  shapefile: '点、线、面分开的 ZIP；ArcGIS、自然资源部门软件（字段名最长 10 字节）',
}

const datumWords: Readonly<Record<string, string>> = {
  wgs84: 'WGS-84 经纬度',
  cgcs2000: 'CGCS2000 经纬度（同 WGS-84）',
  gcj02: 'GCJ-02 经纬度（高德、腾讯）',
  bd09: 'BD-09 经纬度（百度）',
  prj: '文件自带的投影说明',
}

export function datumWord(datum: MapDatum): string {
  const zone = Number(/^cgcs2000-(\d+)$/.exec(datum)?.[1])
  if (Number.isNaN(zone)) return datumWords[datum] ?? datum
  return `CGCS2000 ${zone >= 25 ? 3 : 6}° 带 ${zone}（中央经线 ${centralMeridian(zone)}°，单位米）`
}

const shapeWords: Readonly<Record<Geometry['type'], string>> = {
  Point: '点',
  MultiPoint: '多点',
  LineString: '线',
  MultiLineString: '线',
  Polygon: '面',
  MultiPolygon: '面',
}

export function shapeWord({ type }: Pick<Geometry, 'type'>): string {
  return shapeWords[type]
}
