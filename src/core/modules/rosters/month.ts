/** One month as the planner shows it. */
import type { CoreContext } from '../../module.ts'
import {
  addDays,
  daysBetween,
  rosterDay,
  startOfDay,
  unannouncedSentence,
} from '../../roster/calendar.ts'
import { decidedBy } from '../people/index.ts'
import { shiftWord, shownChange, type Names } from './change-words.ts'
import { namesIn } from './names.ts'
import type { RosterDay, RosterMember, RosterMonth } from './contract.ts'
import { monthDays } from './months.ts'
import {
  balanceUpTo,
  overridesAround,
  shownViolations,
  standingSheet,
  violationsOf,
} from './rulebook.ts'
import { leaveRows, members, shownLeave, shownWish, wishRows, type Member } from './members.ts'
import { changeRows, monthRow } from './queries.ts'
import { corrections, posts } from './settings.ts'
import { shiftShower } from './shown.ts'
import type { MonthRow } from './tables.ts'
import { weekdayWord } from './words.ts'

type ReadingContext = Pick<CoreContext, 'db' | 'world'>

function shownDay(day: string, corrected: ReturnType<typeof corrections>): RosterDay {
  const { kind, name, makeUp, corrected: own } = rosterDay(day, corrected)
  return {
    day,
    weekday: weekdayWord(day),
    word: kind === 'holiday' ? (name ?? '节假日') : makeUp ? '调休上班' : '',
    holiday: kind === 'holiday' ? (name ?? '节假日') : null,
    workday: kind === 'workday',
    corrected: own,
  }
}

/** With their leave and wishes in these days. */
export function shownMembers(
  context: ReadingContext,
  who: readonly Member[],
  from: string,
  to: string,
): RosterMember[] {
  const names = new Map(who.map(({ id, name }) => [id, name]))
  const leave = leaveRows(context, startOfDay(from), startOfDay(addDays(to, 2)))
  const wishes = wishRows(context, from, to)
  return who.map((one) => ({
    id: one.id,
    name: one.name,
    phone: one.phone,
    callSign: one.callSign,
    title: one.title,
    share: one.share,
    serves: one.serves,
    posts: [...one.posts],
    leave: leave.filter(({ person }) => person === one.id).map((row) => shownLeave(row, names)),
    wishes: wishes.filter(({ person }) => person === one.id).map((row) => shownWish(row, names)),
  }))
}

function conflictsOf(row: MonthRow, names: Names): RosterMonth['conflicts'] {
  const keys = new Map(
    row.conflicts.map(({ shift, post }) => [`${shift} ${post}`, { shift, post }]),
  )
  return [...keys.values()].map(({ shift, post }) => {
    const spec = row.shifts.find(({ id }) => id === shift)
    return {
      shift,
      post,
      words: `${spec ? shiftWord(spec) : shift} ${names.post(post)}`,
      others: row.conflicts
        .filter((one) => one.shift === shift && one.post === post)
        .map(({ people, name, at }) => ({
          names: people.length === 0 ? '空缺' : people.map(names.person).join('、'),
          by: name,
          at,
        })),
    }
  })
}

export function shownMonth(context: ReadingContext, month: string): RosterMonth {
  const { from, to } = monthDays(month)
  const row = monthRow(context, month)
  const everybody = members(context)
  const order = posts(context)
  const corrected = corrections(context)
  const names = namesIn(context, row?.shifts)
  const changes = changeRows(context, month).map((change) => shownChange(change, names))
  const published = row?.publishedAt != null
  const show = shiftShower(context)
  const standing = new Set(row?.cells.flatMap(({ people }) => people))
  return {
    month,
    state: !row ? 'none' : published ? 'published' : 'draft',
    published:
      row?.publishedAt != null && row.decision
        ? {
            at: row.publishedAt,
            by: row.publishedBy ?? '',
            decided: decidedBy(row.decision),
            changedSince: changes.filter(({ afterPublishing }) => afterPublishing).length,
          }
        : null,
    days: daysBetween(from, to).map((day) => shownDay(day, corrected)),
    calendarNote: unannouncedSentence(from, to) ?? null,
    posts: order.map((post) => ({ ...post })),
    shifts: (row?.shifts ?? []).map((shift) =>
      show({
        shift,
        cells: (row?.cells ?? []).filter((cell) => cell.shift === shift.id),
        published,
      }),
    ),
    people: shownMembers(
      context,
      everybody.filter(({ id, serves }) => serves || standing.has(id)),
      from,
      to,
    ),
    violations: row
      ? shownViolations(
          violationsOf(context, new Map([[month, row]])),
          overridesAround(context, month),
        )
      : [],
    ...balanceUpTo(context, month, standingSheet(context, month)),
    changes,
    conflicts: row ? conflictsOf(row, names) : [],
    seen: [...(row?.seen ?? [])],
  }
}
