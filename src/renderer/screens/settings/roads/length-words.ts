interface Length {
  readonly word: string
  readonly km: number
}

/** `国道 31.2 公里、县道 80.4 公里` */
export function lengthWords(lengths: readonly Length[]): string {
  return lengths.map(({ word, km }) => `${word} ${km} 公里`).join('、')
}
