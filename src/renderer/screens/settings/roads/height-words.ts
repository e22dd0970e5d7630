import type { Terrain } from '../../../../core/modules/terrain/contract.ts'

/** `218–1390 米，间隔 31 米` */
export function heightWords(
  shape: Pick<Terrain, 'lowestM' | 'highestM' | 'stepM' | 'missing'>,
): string {
  const { lowestM, highestM, stepM, missing } = shape
  const holes = missing > 0.001 ? `，缺 ${(missing * 100).toFixed(1)}%` : ''
  return `${lowestM}–${highestM} 米，间隔 ${Math.round(stepM)} 米${holes}`
}
