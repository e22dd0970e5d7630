/** What a swap would make of the roster, and why it cannot be. */
import type { CoreContext } from '../../module.ts'
import { cellKey, withCells, type Sheets } from './cells.ts'
import type { StoredCell, SwapPlace } from './facts.ts'
import { namesIn } from './names.ts'
import { monthRow, shiftRow } from './queries.ts'
import { newBreaches, standingSheet, type Judged } from './rulebook.ts'
import type { SwapKind } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

/** Who gives which duty to whom. */
export interface Exchange {
  readonly from: string
  readonly to: string | null
  readonly place: SwapPlace
  readonly inReturn: SwapPlace | null
}

export interface Trouble {
  readonly code: 'not-on-shift' | 'not-published' | 'too-late' | 'same-shift'
  readonly sentence: string
}

/** Undefined where no such shift is published. */
export function placeOf(
  context: Pick<CoreContext, 'db'>,
  at: { readonly shift: string; readonly post: string },
): SwapPlace | undefined {
  const row = shiftRow(context, at.shift)
  return row?.published ? { month: row.month, shift: at.shift, post: at.post } : undefined
}

function standing(context: Pick<CoreContext, 'db'>, place: SwapPlace): readonly StoredCell[] {
  return shiftRow(context, place.shift)?.cells ?? []
}

const holds = (cells: readonly StoredCell[], post: string, person: string) =>
  cells.some((cell) => cell.post === post && cell.people.includes(person))

/** Why the exchange cannot be made as the roster stands now. */
export function troubleOf(context: ReadingContext, asked: Exchange): Trouble | undefined {
  const { from, to, place, inReturn } = asked
  const now = context.world.clock.nowMs()
  const places = [place, ...(inReturn ? [inReturn] : [])]
  const rows = places.map((one) => shiftRow(context, one.shift))
  if (rows.some((row) => !row?.published)) {
    return { code: 'not-published', sentence: '班次已取消或没有印发，请撤回后重新申请。' }
  }
  if (rows.some((row) => row && row.from <= now)) {
    return { code: 'too-late', sentence: '班已经开始，不能再换。临时替班请带班领导改值班表。' }
  }
  const here = standing(context, place)
  const there = inReturn ? standing(context, inReturn) : []
  if (
    !holds(here, place.post, from) ||
    (inReturn && to !== null && !holds(there, inReturn.post, to))
  ) {
    return {
      code: 'not-on-shift',
      sentence: '值班表已经改动，当事人不在原来的班上，请撤回后重新申请。',
    }
  }
  const elsewhereHere = here.some(
    ({ post, people }) =>
      to !== null &&
      people.includes(to) &&
      !(inReturn?.shift === place.shift && inReturn.post === post),
  )
  if (elsewhereHere) return { code: 'same-shift', sentence: '对方已经在这个班上，请另选一个人。' }
  return undefined
}

export interface SwapSheets {
  readonly before: Sheets
  readonly after: Sheets
  /** Changed cells by month. */
  readonly cells: ReadonlyMap<string, readonly StoredCell[]>
}

export function swapSheets(context: Pick<CoreContext, 'db'>, asked: Exchange): SwapSheets {
  const { from, to, place, inReturn } = asked
  const months = [...new Set([place.month, ...(inReturn ? [inReturn.month] : [])])]
  const before = new Map(months.map((month) => [month, standingSheet(context, month)]))
  const moves = [
    { ...place, out: from, into: to },
    ...(inReturn && to !== null ? [{ ...inReturn, out: to, into: from }] : []),
  ]
  const cells = new Map<string, StoredCell[]>()
  for (const { month, shift, post, out, into } of moves) {
    const held = before.get(month)?.cells.find((cell) => cellKey(cell) === cellKey({ shift, post }))
    const people = (held?.people ?? []).flatMap((one) => {
      if (one !== out) return [one]
      return into === null ? [] : [into]
    })
    cells.set(month, [...(cells.get(month) ?? []), { shift, post, people }])
  }
  const after = new Map(
    [...before].map(([month, sheet]) => [month, withCells(sheet, cells.get(month) ?? [])]),
  )
  return { before, after, cells }
}

/** Nothing while nobody is named: whoever takes it is judged then. */
export function swapBreaches(context: ReadingContext, asked: Exchange): Judged {
  if (asked.to === null) return { hard: [], soft: [] }
  const { before, after } = swapSheets(context, asked)
  return newBreaches(context, before, after)
}

/** `张伟 与 李静 换班：12月3日 夜班 主班 换 12月5日 夜班 主班` */
export function swapWords(
  context: Pick<CoreContext, 'db'>,
  asked: Exchange & { readonly kind: SwapKind },
): string {
  const { kind, from, to, place, inReturn } = asked
  const names = namesIn(context, monthRow(context, place.month)?.shifts)
  const say = ({ shift, post }: SwapPlace) => `${names.shift(shift)} ${names.post(post)}`
  const other = to === null ? '待定' : names.person(to)
  return kind === 'swap' && inReturn
    ? `换班：${names.person(from)} ${say(place)} 与 ${other} ${say(inReturn)} 对换`
    : `顶班：${names.person(from)} ${say(place)} 由 ${other} 顶班`
}
