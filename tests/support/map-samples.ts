/** What is in the files that others made, `../shared/maps/samples`: known from the files themselves. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export const samples = join(import.meta.dirname, '../../../shared/maps/samples')
/** Why a test on them is skipped here. */
export const samplesAbsent = existsSync(samples) ? undefined : `${samples} is not here`

/** Number of shapes, kinds of them, longitude and latitude of the first vertex, first name. */
export type KnownShapes = readonly [number, string, number, number, string]

export const goodShapes: Readonly<Record<string, KnownShapes>> = {
  'kml-gpx/addresses.kml': [7, 'LineString Point', 100.5513698, 13.7987389, 'Moving'],
  'kml-gpx/apple_watch_route.gpx': [
    1,
    'LineString',
    -81.097216,
    32.064999,
    'Route 2019-12-15 3:50pm',
  ],
  'kml-gpx/cdata.kml': [1, 'Point', -122.0822035425683, 37.42228990140251, ''],
  'kml-gpx/garmin_extensions.gpx': [4, 'LineString MultiLineString Point', 15, 14, 'track name'],
  'kml-gpx/gdal.gpx': [4, 'LineString MultiLineString Point', 15, 14, 'track name'],
  'kml-gpx/gxmultitrack.kml': [
    3,
    'MultiLineString Point',
    -71.324739,
    -40.139527,
    '12/04/2014 11:24 AM (départ)',
  ],
  'kml-gpx/linestring.kml': [2, 'LineString', -122.364383, 37.824664, 'unextruded'],
  'kml-gpx/multigeometry.kml': [
    1,
    'MultiLineString',
    -122.4425587930444,
    37.80666418607323,
    'SF Marina Harbor Master',
  ],
  'kml-gpx/multitrackgpx.gpx': [3, 'LineString', 8.1783223, 48.2805591, 'Tag 1'],
  'kml-gpx/osm.gpx': [3, 'LineString', -77.005867, 38.891148, 'dc.zip'],
  'kml-gpx/point.kml': [1, 'Point', -122.0822035425683, 37.42228990140251, 'Simple placemark'],
  'kml-gpx/polygon.kml': [1, 'Polygon', -122.366278, 37.818844, 'hollow box'],
  'kml-gpx/run.gpx': [1, 'LineString', -77.02016168273985, 38.92747367732, 'Untitled'],
  'kml-gpx/simpledata.kml': [2, 'Point', -122, 37.002, 'Easy trail'],
  'kml-gpx/tcx-courses.tcx': [1, 'LineString', -122.50564, 37.76683, 'Test TCX Route'],
  'kml-gpx/timespan.kml': [1, 'Polygon', 115.87726, 24.93583, '1'],
  'kml-gpx/twopoints.kml': [2, 'Point', -122.0822035425683, 37.42228990140251, 'Simple placemark'],
  'kml-gpx/wpt.gpx': [40, 'Point', 6.679844, 51.197953, ''],
  'kmz/globe.kmz': [3, 'LineString', 0, 0, 'Equatore'],
  'kmz/multigeometry.kmz': [1, 'MultiPolygon', 6.007789699999999, 41.4703658, ''],
  'kmz/regions.kmz': [40, 'Point Polygon', 13.919753, 42.892396, 'Abruzzo'],
  'kmz/test-encoding.kml': [3, 'LineString Point Polygon', -73.984939, 40.758874, 'Time Square'],
  'shp/counties.zip': [14, 'MultiPolygon Polygon', -71.255132, 42.736474, ''],
  'shp/empty-shp.zip': [2, 'Polygon', -0.703125, 19.642588, ''],
  'shp/export_multipointz.shp': [1, 'MultiPoint', -123, 48, ''],
  'shp/pandr.zip': [80, 'Point', -71.032527, 41.963337, ''],
  'shp/qgis.zip': [2, 'Polygon', 13.39262, 21.342669, ''],
  'shp/senate.zip': [40, 'MultiPolygon Polygon', -71.624702, 42.350465, ''],
  'shp/mixedcase.zip': [40, 'MultiPolygon Polygon', -71.624702, 42.350465, ''],
  'shp/train_stations.zip': [361, 'Point', -70.969767, 42.449798, ''],
  'shp/utf.zip': [2, 'Point', -108.632813, 41.244772, ''],
  'shp/zero-len-line.zip': [2, 'LineString', -110.67482, 31.648085, ''],
  'kml-gpx/inline_style_mini.kml': [
    1,
    'LineString',
    2.3101624,
    48.7301875,
    'With all inline styles',
  ],
  'kml-gpx/missing_hr.gpx': [1, 'MultiLineString', 13.8153798692, 47.8728961386, 'missing hr'],
  'kml-gpx/multigeometry_sibling.kml': [1, 'MultiLineString', 147.038241604, -36.04795368, ''],
  'kml-gpx/multitrack.kml': [3, 'LineString Point', 3.682555, 51.050362, '8/8/2013 17:20 (Start)'],
  'kml-gpx/noname.kml': [1, 'LineString', 2.3101624, 48.7301875, ''],
  'kml-gpx/north_core.gpx': [10, 'LineString MultiLineString', 2.665278, 10.228889, ''],
  'kml-gpx/opacity_override.kml': [1, 'LineString', 2.3101624, 48.7301875, ''],
  'kml-gpx/point_extra_coordinates.kml': [
    1,
    'Point',
    -122.0822035425683,
    37.42228990140251,
    'Simple placemark',
  ],
  'kml-gpx/point_id.kml': [1, 'Point', -122.0822035425683, 37.42228990140251, 'Simple placemark'],
  'kml-gpx/run_gpxtpx.gpx': [
    1,
    'LineString',
    -122.407225,
    37.783292,
    'Greeting SF with a dumb, dumb route',
  ],
  'kml-gpx/style.gpx': [21, 'LineString', -106.464803, 39.013446, 'Trail Double Track'],
  'kml-gpx/style.kml': [
    3,
    'Point',
    -122.0822035425683,
    37.42228990140251,
    'Google Earth - New Polygon',
  ],
  'kml-gpx/styles.kml': [
    2,
    'Point Polygon',
    21.00062301000721,
    48.77257131826958,
    'Untitled Placemark',
  ],
  'kml-gpx/trek.gpx': [1, 'LineString', 6.05487864642, 44.907783722, ''],
  'shp/SHP_Exclude.zip': [1, 'Polygon', 4.176121093595888, 50.933204489347595, ''],
  'shp/T8Th4_6n.zip': [1, 'LineString', -64.6435546875, 46.7248003746672, '1974.1004'],
  'shp/htmlcpg.shp': [2, 'Point', -108.6328125, 41.244772343082076, ''],
  'shp/htmlprj.shp': [2, 'Point', -108.6328125, 41.244772343082076, ''],
}

/** File → a part of its sentence. */
export const badShapes: Readonly<Record<string, string>> = {
  'kml-gpx/bad.gpx': '5 个点的经纬度读不出来',
  'kml-gpx/bad.kml': '3 个要素没有图形',
  'kml-gpx/ground_overlay.kml': '1 张贴图，不能导入',
  'kml-gpx/ground_overlay_quad.kml': '1 张贴图，不能导入',
  'kml-gpx/networklink.kml': '1 个网络链接，程序不联网',
  'kml-gpx/nogeomplacemark.kml': '没有图形',
  'kml-gpx/null_geometry.kml': '没有图形',
  'kml-gpx/selfclosing.kml': '没有图形',
  'kml-gpx/trek_no_rtept.gpx': '没有可以导入的点、线、面',
  'shp/noshp.zip': '没有图形文件（.shp）',
}

/** A loose Shapefile is chosen with what lies beside it: all of them, the first is the one named. */
export function pathsOf(file: string): string[] {
  const [folder = '', name = ''] = file.split('/')
  const all = name.endsWith('.shp')
    ? readdirSync(join(samples, folder)).filter((one) => one.startsWith(name.slice(0, -3)))
    : [name]
  return all.map((one) => join(samples, folder, one))
}

/** Every file of shapes that there is, without what belongs to another. */
export function shapeFiles(): string[] {
  if (samplesAbsent !== undefined) return []
  return ['kml-gpx', 'kmz', 'shp'].flatMap((folder) =>
    readdirSync(join(samples, folder))
      .filter((name) => !/\.(?:dbf|shx|prj|cpg)$/.test(name))
      .map((name) => `${folder}/${name}`),
  )
}
