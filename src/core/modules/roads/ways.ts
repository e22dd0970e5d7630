/** Ways in answer to the screens and to other modules: the best there is, and which it is. */
import { bearingDeg, distanceM, type GeoPoint } from '../../kernel/geo.ts'
import type { CoreContext } from '../../module.ts'
import type { Way } from './contract.ts'
import { obstaclesNow } from './obstacles.ts'
import { roadNetwork } from './network.ts'
import { noRoadsWords, refusalWords, speedWords } from './words.ts'

export async function wayBetween(context: CoreContext, from: GeoPoint, to: GeoPoint): Promise<Way> {
  const straight = { straightM: distanceM(from, to), bearingDeg: bearingDeg(from, to) }
  const none = { ...straight, road: null, avoided: [] }
  if (!roadNetwork(context).shown()) return { ...none, words: noRoadsWords }
  const { names } = obstaclesNow(context)
  const found = await context.roads.route(from, to)
  if (typeof found === 'string') return { ...none, avoided: [...names], words: refusalWords(found) }
  const { metres, seconds, line, steps, offFromM, offToM } = found
  return {
    ...straight,
    road: {
      metres,
      seconds,
      line: line.map(([lon, lat]): [number, number] => [lon, lat]),
      steps: steps.map((step) => ({ name: step.name, metres: step.metres })),
      offFromM,
      offToM,
    },
    words: speedWords,
    avoided: [...names],
  }
}

/** Roads within the longest time, each in the band of its far end. */
export async function reachFrom(context: CoreContext, from: GeoPoint, minutes: readonly number[]) {
  const bands = [...new Set(minutes)].toSorted((a, b) => a - b)
  const empty = bands.map((band) => ({ minutes: band, lines: [] as [number, number][][] }))
  if (!roadNetwork(context).shown()) return { bands: empty, words: noRoadsWords, avoided: [] }
  const { names } = obstaclesNow(context)
  const found = await context.roads.reach(from, (bands.at(-1) ?? 0) * 60)
  if (typeof found === 'string') {
    return { bands: empty, words: refusalWords(found), avoided: [...names] }
  }
  for (const { line, seconds } of found) {
    const band = empty.find(({ minutes: most }) => seconds <= most * 60)
    band?.lines.push(line.map(([lon, lat]): [number, number] => [lon, lat]))
  }
  return { bands: empty, words: speedWords, avoided: [...names] }
}
