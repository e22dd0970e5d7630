/** What a position is good for, in the operator's words. */
export const positionQualities = ['good', 'no-fix', 'implausible', 'far', 'datum-unknown'] as const
export type PositionQuality = (typeof positionQualities)[number]

const words: Readonly<Record<PositionQuality, string>> = {
  good: '有效',
  'no-fix': '无有效定位',
  implausible: '坐标不合理',
  far: '远离本县，待核实',
  'datum-unknown': '坐标基准不明',
}

export function positionQualityWord(quality: PositionQuality): string {
  return words[quality]
}
