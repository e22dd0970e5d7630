import { and, eq, inArray } from 'drizzle-orm'
import type { GeoPoint } from '../../kernel/geo.ts'
import { contains, verticesOf, type Geometry } from '../../kernel/geometry.ts'
import type { CoreContext } from '../../module.ts'
import type { FeatureLayer, FeatureShown } from './contract.ts'
import { featureKinds, standingLayers, type FeatureKind } from './kinds.ts'
import {
  featureChangeTable,
  featureLayerTable,
  featureOriginTable,
  type FeatureLayerRow,
} from './tables.ts'

export interface LayerOf {
  readonly id: string
  readonly name: string
  readonly kind: FeatureKind
  readonly colour: string
  readonly standing: boolean
}

/** The county's own layers, by name. */
function ownLayers(rows: readonly FeatureLayerRow[], withdrawn: boolean): LayerOf[] {
  return rows
    .flatMap((row): LayerOf[] => {
      const { id, name, kind, colour } = row
      if (row.withdrawn !== withdrawn || standingLayers.some((standing) => standing === id))
        return []
      // Withdrawn on another console before its description came here.
      if (name === null || kind === null || colour === null) return []
      return [{ id, name, kind, colour, standing: false }]
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
}

/** Own layers that were taken off the map and can be brought back. */
export function withdrawnLayers({ db }: Pick<CoreContext, 'db'>): LayerOf[] {
  return ownLayers(db.tables.select().from(featureLayerTable).all(), true)
}

/** Layers that stand, without their counts. */
export function layersOf({ db }: Pick<CoreContext, 'db'>): LayerOf[] {
  const rows = db.tables.select().from(featureLayerTable).all()
  const standing = standingLayers.map((kind) => {
    const row = rows.find(({ id }) => id === kind)
    const { word, colour } = featureKinds[kind]
    return { id: kind, name: word, kind, colour: row?.colour ?? colour, standing: true }
  })
  return [...standing, ...ownLayers(rows, false)]
}

export interface FeatureFilter {
  readonly id?: string | undefined
  readonly layer?: string | undefined
  readonly kinds?: readonly FeatureKind[] | undefined
}

/** Features that stand, by name. */
export function featureList(
  context: Pick<CoreContext, 'db' | 'county'>,
  { id: only, layer, kinds }: FeatureFilter = {},
): FeatureShown[] {
  const layers = new Map(
    layersOf(context)
      .filter(({ id, kind }) => (layer ?? id) === id && (kinds?.includes(kind) ?? true))
      .map((one) => [one.id, one.kind]),
  )
  if (layers.size === 0) return []
  const townships = new Map(context.county.townships.map(({ code, name }) => [code, name]))
  return context.db.tables
    .select({ origin: featureOriginTable, change: featureChangeTable })
    .from(featureOriginTable)
    .leftJoin(featureChangeTable, eq(featureChangeTable.id, featureOriginTable.id))
    .where(
      and(
        eq(featureOriginTable.withdrawn, false),
        only === undefined ? undefined : eq(featureOriginTable.id, only),
        inArray(featureOriginTable.layer, [...layers.keys()]),
      ),
    )
    .all()
    .flatMap(({ origin, change }) => {
      const kind = layers.get(origin.layer)
      if (kind === undefined || change?.withdrawn === true) return []
      const { name, geometry, precision, township, properties, by, at } = change?.changed ?? origin
      const townshipName = township === null ? undefined : townships.get(township)
      const shown: FeatureShown = {
        id: origin.id,
        layer: origin.layer,
        kind,
        name,
        geometry,
        precision,
        properties,
        township: township === null ? null : { code: township, name: townshipName ?? township },
        occupancy: change?.occupancy ?? null,
        source: origin.source,
        at,
        by,
      }
      return [shown]
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
}

export function featureOf(
  context: Pick<CoreContext, 'db' | 'county'>,
  feature: string,
): FeatureShown | undefined {
  return featureList(context, { id: feature })[0]
}

export function layerList(context: Pick<CoreContext, 'db' | 'county'>): FeatureLayer[] {
  const features = Map.groupBy(featureList(context), ({ layer }) => layer)
  return layersOf(context).map((layer) => {
    const own = features.get(layer.id) ?? []
    return {
      ...layer,
      count: own.length,
      townshipOnly: own.filter(({ geometry }) => geometry === null).length,
    }
  })
}

/** The township whose imported area holds the point; `undefined` where no area does. */
export function townshipAt(
  context: Pick<CoreContext, 'db' | 'county'>,
  point: GeoPoint,
): { readonly code: string; readonly name: string } | undefined {
  const area = featureList(context, { kinds: ['township'] }).find(
    ({ geometry }) => geometry !== null && contains(geometry, point),
  )
  if (!area) return undefined
  const said = area.properties['code']
  return context.county.townships.find(
    ({ code, name }) => (said !== undefined && said === code) || name === area.name,
  )
}

/** Features with any vertex inside the area; those known only to their township are never in it. */
export function featuresInside(
  context: Pick<CoreContext, 'db' | 'county'>,
  area: Geometry,
): FeatureShown[] {
  return featureList(context).filter(
    ({ geometry }) =>
      geometry !== null && verticesOf(geometry).some(([lon, lat]) => contains(area, { lat, lon })),
  )
}
