/** Where a post is asked for: in patterns, and on the sheets of months. */
import type { CoreContext } from '../../module.ts'
import type { ShiftPattern } from '../../roster/patterns.ts'
import { monthWord } from './months.ts'
import { monthRows } from './queries.ts'
import { patterns } from './settings.ts'

/** Keys of the posts that these patterns ask for. */
export function neededPosts(list: readonly ShiftPattern[]): ReadonlySet<string> {
  return new Set(
    list.flatMap(({ parts }) =>
      Object.values(parts).flatMap((day) =>
        day.flatMap(({ needs }) => needs.map(({ post }) => post)),
      ),
    ),
  )
}

/** By post: `班制“两班制”`, `2026年12月值班表`, `更早 3 个月`. */
export function postUses(
  context: Pick<CoreContext, 'db' | 'world'>,
): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>()
  const add = (keys: Iterable<string>, where: string) => {
    for (const key of new Set(keys)) uses.set(key, [...(uses.get(key) ?? []), where])
  }
  for (const pattern of patterns(context).patterns) {
    add(neededPosts([pattern]), `班制“${pattern.word}”`)
  }
  const sheets = new Map<string, string[]>()
  for (const { id, shifts, cells } of monthRows(context)) {
    const held = [
      ...shifts.flatMap(({ needs }) => needs.map(({ post }) => post)),
      ...cells.map(({ post }) => post),
    ]
    for (const post of new Set(held)) sheets.set(post, [...(sheets.get(post) ?? []), id])
  }
  for (const [post, [newest = '', ...earlier]] of sheets) {
    const more = earlier.length === 0 ? '' : `等 ${earlier.length + 1} 个月`
    add([post], `${monthWord(newest)}值班表${more}`)
  }
  return uses
}
