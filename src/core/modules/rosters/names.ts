/** Words for people, posts and shifts, looked up once. */
import type { CoreContext } from '../../module.ts'
import { dayWord, shiftWord, type Names } from './change-words.ts'
import type { StoredShift } from './facts.ts'
import { members } from './members.ts'
import { shiftRow } from './queries.ts'
import { posts } from './settings.ts'

/** @param shifts those at hand; others are looked up */
export function namesIn(
  context: Pick<CoreContext, 'db'>,
  shifts: readonly StoredShift[] = [],
): Names {
  const people = new Map(members(context).map(({ id, name }) => [id, name]))
  const words = new Map<string, string>(posts(context).map(({ key, word }) => [key, word]))
  const known = new Map(shifts.map((shift) => [shift.id, shift]))
  return {
    person: (id) => people.get(id) ?? '（名册外）',
    post: (key) => words.get(key) ?? key,
    shift: (id) => {
      const shift = known.get(id) ?? shiftRow(context, id)?.shift
      return shift ? shiftWord(shift) : dayWord(id.slice(0, 10))
    },
  }
}
