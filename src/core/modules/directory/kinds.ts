/** What a number of the directory belongs to. */
export const pointKinds = [
  ['radio', '电台'],
  ['group', '通话组'],
  ['phone', '电话'],
  ['satphone', '卫星电话'],
  ['beidou', '北斗卡'],
  ['amateur', '业余电台'],
  ['vehicle', '车载终端'],
] as const
export type PointKind = (typeof pointKinds)[number][0]
export const pointKindKeys = pointKinds.map(([key]) => key) as [PointKind, ...PointKind[]]

const words: ReadonlyMap<string, string> = new Map(pointKinds)
export const pointKindWord = (kind: PointKind): string => words.get(kind) ?? kind

/** Numbers of the 370 MHz net, which lists that leave the house do not show (domain §4). */
export const isNetNumber = (kind: PointKind): boolean => kind === 'radio' || kind === 'group'
