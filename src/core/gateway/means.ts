/** The means of communication a county has, from the first to try to the last (domain §4). */
export const meansWords = [
  ['public', '公网'],
  ['landline', '固定电话'],
  ['radio370', '370M'],
  ['satphone', '天通'],
  ['shortwave', '短波'],
  ['beidou', '北斗'],
  ['amateur', '志愿电台'],
  ['runner', '通信员'],
] as const

export type Means = (typeof meansWords)[number][0]

export const meansKeys = meansWords.map(([key]) => key) as [Means, ...Means[]]

const words: ReadonlyMap<string, string> = new Map(meansWords)

export const meansWord = (means: Means): string => words.get(means) ?? means
