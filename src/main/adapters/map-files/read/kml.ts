/** KML (OGC 07-147r2) and its ZIP, KMZ. Folders become parts; pictures and links are not fetched. */
import { kmlWithFolders, type F, type Folder } from '@tmcw/togeojson'
import type { Document } from '@xmldom/xmldom'
import type { MapFileKind } from '../../../../core/map-files/model.ts'
import { unreadable } from './fault.ts'
import { withoutLooks } from './properties.ts'
import type { RawFeature, RawFile } from './raw.ts'
import { xmlTextOf } from './text.ts'
import { parseXml, rootName } from './xml.ts'
import { unzip } from './zip.ts'

function nameOf({ meta }: Folder): string {
  const name = meta['name']
  return typeof name === 'string' ? name.trim() : ''
}

function isFolder(one: Folder | F): one is Folder {
  return one.type === 'folder'
}

/** A picture laid over the ground, or the region of a link: named so by the reader. */
function isNoShape({ properties }: F): boolean {
  return properties?.['@geometry-type'] !== undefined
}

function featuresOf(children: readonly (Folder | F)[], part: string): RawFeature[] {
  return children.flatMap((one) => {
    if (isFolder(one)) {
      return featuresOf(one.children, [part, nameOf(one)].filter((name) => name !== '').join('/'))
    }
    if (isNoShape(one)) return []
    const properties = one.properties ?? {}
    const { name, coordinateProperties, ...rest } = properties
    const times = (coordinateProperties as { readonly times?: unknown } | undefined)?.times
    return [
      {
        name: typeof name === 'string' ? name.trim() : '',
        geometry: one.geometry,
        properties: withoutLooks(rest),
        part,
        times,
      },
    ]
  })
}

function countOf(document: Document, element: string): number {
  return document.getElementsByTagNameNS('*', element).length
}

function warningsOf(document: Document): string[] {
  const links = countOf(document, 'NetworkLink')
  const pictures = countOf(document, 'GroundOverlay') + countOf(document, 'ScreenOverlay')
  return [
    ...(links > 0 ? [`文件里有 ${links} 个网络链接，程序不联网，链接的内容没有读取。`] : []),
    ...(pictures > 0 ? [`文件里有 ${pictures} 张贴图，不能导入，已跳过。`] : []),
  ]
}

export function kmlFile(document: Document, kind: MapFileKind): RawFile {
  return {
    kind,
    features: featuresOf(kmlWithFolders(document).children, ''),
    // By its specification; many Chinese ones are GCJ-02 all the same, which the preview asks.
    datumSaid: 'wgs84',
    warnings: warningsOf(document),
  }
}

/** The first KML in the archive is the map; it need not be called `doc.kml`. */
export function readKmz(bytes: Uint8Array): RawFile {
  const held = [...unzip(bytes, (name) => /\.kml$/i.test(name))]
  const [, main] = held.find(([name]) => /(?:^|\/)doc\.kml$/i.test(name)) ?? held[0] ?? []
  if (!main) throw unreadable('压缩包里没有 KML 文件，没有导入。请核对选的文件。')
  const document = parseXml(xmlTextOf(main))
  if (rootName(document) !== 'kml') throw unreadable('压缩包里的文件不是 KML，没有导入。')
  const file = kmlFile(document, 'kmz')
  return held.length < 2
    ? file
    : {
        ...file,
        warnings: [...file.warnings, `压缩包里有 ${held.length} 个 KML，只读取了主文件。`],
      }
}
