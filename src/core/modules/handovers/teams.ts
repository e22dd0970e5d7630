/** Who hands over and who takes over: by the roster, and by what was handed over last. */
import type { CoreContext } from '../../module.ts'
import { dutyPeople } from '../onduty/index.ts'
import { nextShift, shiftAt, shiftsBetween, type DutyShift } from '../rosters/index.ts'
import type { Team } from './frozen.ts'
import { closedRows } from './stores.ts'

const hourMs = 3_600_000
/** A shift before this one ended at most so long ago. */
const lookedBackMs = 72 * hourMs
/** Without an earlier handover on record: so long after its start a shift is waiting to take over. */
const takingOverMs = 2 * hourMs

function team(context: CoreContext, shift: DutyShift | undefined): Team {
  if (!shift) return { word: '', people: [] }
  const people = dutyPeople(context, shift, context.world.clock.nowMs())
  return {
    shift: shift.id,
    word: shift.word,
    from: shift.from,
    to: shift.to,
    people: people
      .filter(({ signedOffAt }) => signedOffAt === null)
      .map(({ person, name, post, word }) => ({ person, name, post, word })),
  }
}

/** The one that ended last before a shift begins. */
function shiftBefore(context: CoreContext, { from, id }: DutyShift): DutyShift | undefined {
  return shiftsBetween(context, from - lookedBackMs, from)
    .filter((one) => one.id !== id && one.to <= from)
    .toSorted((one, other) => one.to - other.to)
    .at(-1)
}

/**
 * 未到不离岗: the roster's clock alone relieves nobody. A shift that has begun by the roster takes
 * over from the one before it until that one has handed over.
 */
function outAndIn(context: CoreContext): readonly (DutyShift | undefined)[] {
  const now = context.world.clock.nowMs()
  const current = shiftAt(context, now)
  if (!current) return [undefined, nextShift(context, now)]
  const next = nextShift(context, current.to - 1)
  const before = shiftBefore(context, current)
  const last = closedRows(context, 1)[0]?.sealed?.sheet
  if (!before || last?.in.shift === current.id) return [current, next]
  const owed = last?.in.shift === before.id || now - current.from < takingOverMs
  return owed ? [before, current] : [current, next]
}

export interface Teams {
  readonly out: Team
  readonly in: Team
}

/** Empty where no roster is published: the sheet then names the chiefs alone. */
export function teamsNow(context: CoreContext): Teams {
  const [out, coming] = outAndIn(context)
  return { out: team(context, out), in: team(context, coming) }
}

/** The chief of a team; of several the first of the roster. */
export function chiefOf({ people }: Team) {
  return (
    people.find(({ post }) => post === 'chief') ?? people.find(({ post }) => post === 'officer')
  )
}
