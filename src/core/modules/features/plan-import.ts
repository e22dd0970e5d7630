/** What an import would do, before anybody lets it: nothing is written here. */
import { verticesOf, type Geometry } from '../../kernel/geometry.ts'
import type { CoreContext } from '../../module.ts'
import type { FeatureShown } from './contract.ts'
import { featureLimits } from './limits.ts'
import { readProperties } from './properties.ts'
import { featureList, townshipAt, type LayerOf } from './queries.ts'
import type { FeatureDescribed } from './facts.ts'

/** One thing of a file, in WGS-84. */
export interface IncomingFeature {
  readonly name: string
  readonly geometry: Geometry | null
  readonly properties: Readonly<Record<string, string>>
}

export interface PlannedFeature {
  readonly action: 'add' | 'update' | 'same' | 'problem'
  readonly name: string
  /** Of `update` and `same`: which feature. */
  readonly feature?: string | undefined
  readonly described?: FeatureDescribed | undefined
  /** Why it cannot be taken, in words. */
  readonly problem?: string | undefined
  /** It is taken, and somebody should look at it. */
  readonly warning?: string | undefined
}

export interface ImportPlan {
  readonly rows: readonly PlannedFeature[]
  readonly counts: Readonly<Record<PlannedFeature['action'], number>>
}

const townshipHeadings = ['乡镇', '所属乡镇', '所在乡镇', '乡镇名称', '镇', 'township']

type Townships = CoreContext['county']['townships']

function saidTownship(
  townships: Townships,
  properties: Readonly<Record<string, string>>,
): { readonly code?: string; readonly heading?: string } {
  for (const heading of townshipHeadings) {
    const said = properties[heading]?.trim()
    const found = townships.find(
      ({ code, name }) => said !== undefined && (code === said || name === said),
    )
    if (found) return { code: found.code, heading }
  }
  return {}
}

function describe(
  context: CoreContext,
  layer: LayerOf,
  incoming: IncomingFeature,
  precision: 'surveyed' | 'approximate',
): { readonly described: FeatureDescribed; readonly warning: string | undefined } {
  const { geometry } = incoming
  const { code, heading } = saidTownship(context.county.townships, incoming.properties)
  const { [heading ?? '']: _said, ...given } = incoming.properties
  const { properties, doubtful } = readProperties(layer.kind, given)
  const first = geometry === null ? undefined : verticesOf(geometry)[0]
  const township = code ?? (first && townshipAt(context, { lon: first[0], lat: first[1] })?.code)
  const described = {
    name: incoming.name.trim().slice(0, featureLimits.name),
    precision: geometry === null ? ('township-only' as const) : precision,
    properties: Object.fromEntries(
      Object.entries(properties)
        .slice(0, featureLimits.properties)
        .map(([key, value]) => [
          key.slice(0, featureLimits.heading),
          value.slice(0, featureLimits.value),
        ]),
    ),
    ...(geometry === null ? {} : { geometry }),
    ...(township === undefined ? {} : { township }),
  }
  const warning = doubtful
    .map(({ field, value }) => `${field.label}“${value.slice(0, 20)}”看不懂，按原文保留`)
    .join('；')
  return { described, warning: warning === '' ? undefined : warning }
}

const signature = (described: FeatureDescribed): string =>
  JSON.stringify([
    described.name,
    described.geometry ?? null,
    described.township ?? null,
    Object.entries(described.properties).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ])

function describedAs(feature: FeatureShown): FeatureDescribed {
  const { name, geometry, precision, township, properties } = feature
  return {
    name,
    precision,
    properties,
    ...(geometry === null ? {} : { geometry }),
    ...(township === null ? {} : { township: township.code }),
  }
}

/** A column the file does not have takes nothing away; neither does a missing place. */
function mergedInto(known: FeatureDescribed, said: FeatureDescribed): FeatureDescribed {
  const { geometry, ...others } = said
  return {
    ...known,
    ...others,
    ...(geometry ? { geometry } : { precision: known.precision }),
    properties: { ...known.properties, ...said.properties },
  }
}

/**
 * The same thing again is `same`; one that has the only such name both in the file and in the
 * layer is `update`; everything else is `add`.
 */
export function planImport(
  context: CoreContext,
  layer: LayerOf,
  incoming: readonly IncomingFeature[],
  precision: 'surveyed' | 'approximate',
): ImportPlan {
  const known = featureList(context, { layer: layer.id })
  const bySignature = new Map(known.map((one) => [signature(describedAs(one)), one.id]))
  const byName = Map.groupBy(known, ({ name }) => name)
  const inFile = Map.groupBy(incoming, ({ name }) => name.trim())
  const rows = incoming.map((one): PlannedFeature => {
    const name = one.name.trim()
    if (name === '') return { action: 'problem', name, problem: '没有名称。' }
    const { described, warning } = describe(context, layer, one, precision)
    if (!described.geometry && described.township === undefined) {
      return { action: 'problem', name, problem: '没有位置，也没有写明所在乡镇。' }
    }
    const same = bySignature.get(signature(described))
    if (same !== undefined) return { action: 'same', name, feature: same }
    const [only, ...more] = byName.get(described.name) ?? []
    const isOnly = only !== undefined && more.length === 0 && inFile.get(name)?.length === 1
    if (!isOnly) return { action: 'add', name, described, warning }
    const merged = mergedInto(describedAs(only), described)
    return signature(merged) === signature(describedAs(only))
      ? { action: 'same', name, feature: only.id }
      : { action: 'update', name, feature: only.id, described: merged, warning }
  })
  const count = (action: PlannedFeature['action']) =>
    rows.filter((row) => row.action === action).length
  return {
    rows,
    counts: {
      add: count('add'),
      update: count('update'),
      same: count('same'),
      problem: count('problem'),
    },
  }
}
