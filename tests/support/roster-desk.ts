/** A desk with a county's people and a roster that keeps to every rule. */
import type { OpStatus } from '../../src/core/oplog/types.ts'
import { createRouterClient, type AnyRouter } from '@orpc/server'
import type { Seat } from '../../src/core/module.ts'
import { addDays } from '../../src/core/roster/calendar.ts'
import { logbookModule } from '../../src/core/modules/logbook/index.ts'
import { peopleModule, rightsOf } from '../../src/core/modules/people/index.ts'
import type { RosterMonth } from '../../src/core/modules/rosters/contract.ts'
import { monthDays } from '../../src/core/modules/rosters/months.ts'
import { rostersModule } from '../../src/core/modules/rosters/index.ts'
import { openBench, type Bench } from './module-bench.ts'

export const rosterModules = [logbookModule, peopleModule, rostersModule]

const staff = [
  ...['李文斌', '陈志强', '黄建国', '赵卫东'].map(
    (name) => [name, 'duty_leader', '副局长'] as const,
  ),
  ...['王海燕', '张伟', '刘洋', '周敏'].map((name) => [name, 'shift_chief', '股长'] as const),
  ...['李静', '吴磊', '郑浩', '孙丽'].map((name) => [name, 'duty_officer', '科员'] as const),
  ...['马超', '林涛', '何军', '罗斌'].map((name) => [name, 'standby', '科员'] as const),
]
const roleOfPost = [
  ['leader', 0],
  ['chief', 4],
  ['officer', 8],
  ['standby', 12],
] as const

export interface RosterDesk extends Bench {
  /** Person by name. */
  readonly id: (name: string) => string
  /** The same console, used by another person with the rights of their role. */
  readonly as: (name: string) => Bench['api']
  /** Lays the month out in shifts of 24 hours and fills it by turns. */
  readonly fill: (month: string) => Promise<RosterMonth>
  readonly publish: (month: string) => Promise<RosterMonth>
}

export async function openRosterDesk(status: OpStatus = 'actual'): Promise<RosterDesk> {
  const bench = openBench(rosterModules, undefined, status)
  const { api } = bench
  const ids = new Map<string, string>()
  for (const [name, role, post] of staff) {
    const phones = [`1390000${String(1000 + ids.size)}`]
    const { id } = await api.people.register({ name, post, roles: [role], phones })
    ids.set(name, id)
  }
  const id = (name: string) => {
    const found = ids.get(name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  const router = Object.fromEntries(
    rosterModules.map((module) => [module.name, module.router(bench.context)]),
  ) as AnyRouter
  const { patterns } = await api.rosters.settings()
  const uses = [{ pattern: 'full-day', from: '2025-01-01', to: '2028-12-31' }]
  // As many at every day, so that a rotation by fours keeps to every rule.
  const level = patterns.map((pattern) => ({
    ...pattern,
    parts: { ...pattern.parts, holiday: pattern.parts.weekend },
  }))
  await api.rosters.setPatterns({ patterns: level, uses })
  const fill = async (month: string) => {
    await api.rosters.lay({ month })
    const { shifts, seen } = await api.rosters.month({ month })
    const cells = shifts.flatMap((shift) => {
      const turn = Math.round(Date.parse(`${shift.day}T00:00:00Z`) / 86_400_000) % 4
      return roleOfPost.map(([post, first]) => ({
        shift: shift.id,
        post,
        people: [id(staff[first + turn]?.[0] ?? '')],
      }))
    })
    await api.rosters.edit({ month, seen, cells })
    return api.rosters.month({ month })
  }
  return {
    ...bench,
    id,
    fill,
    as(name) {
      const role = staff.find(([own]) => own === name)?.[1] ?? 'viewer'
      const seat: Seat = {
        id: `seat-${name}`,
        name: '值班台2',
        session: { person: id(name), name, rights: rightsOf([role]), signedInAt: 0 },
      }
      return createRouterClient(router, { context: { seat } }) as unknown as Bench['api']
    },
    async publish(month) {
      const { seen } = await fill(month)
      const authority = { person: id('李文斌'), how: 'phone' as const }
      await api.rosters.publish({ month, seen, authority })
      return api.rosters.month({ month })
    },
  }
}

/** Who stands at a post of a duty day, by the month as shown. */
export function standing(month: RosterMonth, day: string, post: string): readonly string[] {
  const shift = month.shifts.find((one) => one.day === day)
  return shift?.posts.find((one) => one.post === post)?.people.map(({ name }) => name) ?? []
}

/** The next day somebody stands at a post, at or after a day of the month. */
export function dutyOf(month: RosterMonth, name: string, post: string, from: string): string {
  const { to } = monthDays(month.month)
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (standing(month, day, post).includes(name)) return day
  }
  throw new Error(`${name} has no duty`)
}
