/** How each meaning looks: colour, line, hatching and a sign, so that none is told by colour alone. */
import type { Meaning } from '../../../../../core/modules/drawings/contract.ts'

export type Hatch = 'slash' | 'backslash' | 'cross' | 'level'

export interface DrawingLook {
  /** CSS custom property, without `--`. */
  readonly token: string
  /** One character on its plate. */
  readonly sign: string
  /** Pixels on and off; empty is solid. */
  readonly dash: readonly number[]
  readonly widthPx: number
  readonly arrow?: boolean
  readonly hatch?: Hatch
}

const solid = { dash: [], widthPx: 3 } as const

const looks: Readonly<Record<Meaning, DrawingLook>> = {
  'fire-line': { token: 'warn-red', sign: '火', dash: [], widthPx: 4 },
  'controlled-line': { token: 'st-out', sign: '控', dash: [10, 6], widthPx: 4 },
  firebreak: { token: 'st-route', sign: '隔', dash: [2, 5], widthPx: 6 },
  'burnt-area': { token: 'st-out', sign: '烧', ...solid, hatch: 'cross' },
  attack: { token: 'accent', sign: '攻', dash: [], widthPx: 5, arrow: true },
  route: { token: 'st-free', sign: '行', dash: [12, 4], widthPx: 3, arrow: true },
  evacuation: { token: 'warn-orange', sign: '撤', dash: [10, 7], widthPx: 3, hatch: 'slash' },
  'evacuation-route': { token: 'st-free', sign: '转', dash: [2, 7], widthPx: 4, arrow: true },
  cordon: { token: 'warn-yellow', sign: '警', dash: [14, 5, 3, 5], widthPx: 3, hatch: 'backslash' },
  hazard: { token: 'warn-red', sign: '危', dash: [4, 4], widthPx: 3, hatch: 'cross' },
  flood: { token: 'warn-blue', sign: '淹', ...solid, hatch: 'level' },
  search: { token: 'st-talk', sign: '搜', dash: [6, 4], widthPx: 3 },
  trapped: { token: 'warn-red', sign: '困', ...solid },
  'road-block': { token: 'warn-red', sign: '障', dash: [3, 3], widthPx: 7 },
  'command-post': { token: 'st-muster', sign: '指', ...solid },
  muster: { token: 'st-muster', sign: '集', dash: [4, 4], widthPx: 2 },
  helipad: { token: 'st-free', sign: 'H', ...solid },
  water: { token: 'warn-blue', sign: '水', dash: [3, 3], widthPx: 2, hatch: 'level' },
  medical: { token: 'st-scene', sign: '医', ...solid },
  settlement: { token: 'st-free', sign: '安', ...solid },
  note: { token: 'st-rest', sign: '注', dash: [], widthPx: 2 },
}

/** What a newer console knows and this one does not looks like a note. */
export function lookOf(meaning: string): DrawingLook {
  return Object.hasOwn(looks, meaning) ? looks[meaning as Meaning] : looks.note
}
