/** Shifts as seats see them. */
import type { CoreContext } from '../../module.ts'
import type { ShownShift } from './contract.ts'
import type { StoredCell, StoredShift } from './facts.ts'
import { members, type Member } from './members.ts'
import { posts } from './settings.ts'
import type { ShiftState } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

export function shiftState(
  shift: Pick<StoredShift, 'from' | 'to'>,
  published: boolean,
  nowMs: number,
): ShiftState {
  if (!published) return 'planned'
  if (nowMs < shift.from) return 'published'
  return nowMs < shift.to ? 'on_duty' : 'closed'
}

export interface StoredSlot {
  readonly shift: StoredShift
  readonly cells: readonly StoredCell[]
  readonly published: boolean
}

/** Words and people looked up once for many shifts. */
export function shiftShower(context: ReadingContext): (slot: StoredSlot) => ShownShift {
  const now = context.world.clock.nowMs()
  const order = posts(context)
  const people = new Map(members(context).map((one) => [one.id, one]))
  const dutyPerson = (id: string) => {
    const { name = '—', phone = '', callSign = '' }: Partial<Member> = people.get(id) ?? {}
    return { id, name, phone, callSign }
  }
  return ({ shift, cells, published }) => {
    const needs = new Map(shift.needs.map(({ post, count }) => [post, count]))
    const held = new Map(cells.map(({ post, people: ids }) => [post, ids]))
    const keys = [
      ...order.map(({ key }) => key),
      ...[...needs.keys(), ...held.keys()].filter((key) => !order.some((post) => post.key === key)),
    ]
    const { id, day, word, from, to, night, weekend, holiday } = shift
    return {
      id,
      day,
      word,
      from,
      to,
      night,
      weekend,
      holiday,
      status: shiftState(shift, published, now),
      posts: [...new Set(keys)]
        .filter((key) => needs.has(key) || held.has(key))
        .map((key) => ({
          post: key,
          word: order.find((post) => post.key === key)?.word ?? key,
          count: needs.get(key) ?? 0,
          people: (held.get(key) ?? []).map(dutyPerson),
        })),
    }
  }
}
