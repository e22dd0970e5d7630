/** A vector pack from the county's own files. */
import { accept, refuse, type Result } from '../../../../core/kernel/result.ts'
import type { BadPack, BuildPlan, BuildStep } from '../../../../core/map-packs.ts'
import { PackProblem } from '../pack.ts'
import { problemSentence } from '../look.ts'
import { cutTiles, mostTiles, type CutTile } from './cut-tiles.ts'
import { boundsOfAll, readSource } from './read-source.ts'
import { layersOf, type LayerFeature } from './roles.ts'
import type { PackAbout } from './write-pmtiles.ts'

export interface Built {
  readonly tiles: number
  readonly features: number
  /** Features whose shape does not fit what they were said to be. */
  readonly leftOut: number
}

export type WritePack = (tiles: readonly CutTile[], about: PackAbout) => void

/** What a failure leaves behind is removed by the caller. */
export function buildPack(
  plan: BuildPlan,
  write: WritePack,
  onStep: (step: BuildStep) => void,
): Result<Built, BadPack> {
  try {
    const { features, leftOut } = readAll(plan, onStep)
    const bounds = boundsOfAll(features)
    if (!bounds)
      throw new PackProblem('选的文件里没有能画的内容，没有制作。请核对每个文件“是什么”。')
    const tiles: CutTile[] = []
    const count = cutTiles(features, {
      minZoom: plan.minZoom,
      maxZoom: plan.maxZoom,
      onTile: (tile) => void tiles.push(tile),
      onProgress: (done) => onStep({ step: 'cutting', done, total: 0 }),
    })
    if (count === undefined) {
      throw new PackProblem(
        `范围太大或级别太深，瓦片会超过 ${mostTiles / 10_000} 万块，没有制作。请把最大级别调小，或分开制作。`,
      )
    }
    onStep({ step: 'writing', done: 0, total: count })
    write(tiles, {
      minZoom: plan.minZoom,
      maxZoom: plan.maxZoom,
      bounds,
      metadata: metadataOf(plan, features),
    })
    return accept({ tiles: count, features: features.length, leftOut })
  } catch (error) {
    return refuse('bad-pack', problemSentence(error))
  }
}

function readAll(plan: BuildPlan, onStep: (step: BuildStep) => void) {
  const features: LayerFeature[] = []
  let leftOut = 0
  for (const [done, input] of plan.inputs.entries()) {
    onStep({ step: 'reading', done, total: plan.inputs.length })
    for (const feature of readSource(input, input.datum).features) {
      const layers = layersOf(feature, input)
      if (layers.length === 0) leftOut++
      features.push(...layers)
    }
  }
  return { features, leftOut }
}

function metadataOf(
  { name, attribution, minZoom, maxZoom }: BuildPlan,
  all: readonly LayerFeature[],
) {
  const layers = [...new Set(all.map(({ layer }) => layer))].toSorted()
  return {
    name,
    attribution,
    vector_layers: layers.map((id) => ({
      id,
      minzoom: minZoom,
      maxzoom: maxZoom,
      fields: Object.fromEntries(
        [
          ...new Set(
            all.filter(({ layer }) => layer === id).flatMap(({ tags }) => Object.keys(tags)),
          ),
        ].map((field) => [field, field === 'admin_level' ? 'Number' : 'String']),
      ),
    })),
  }
}
