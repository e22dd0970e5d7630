/**
 * What other modules have to say before an incident closes. Reports and review add their guards
 * in their `start`; whoever knows assignments takes over the teams with `keepUnits`.
 */
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import type { NewLine, NumberedDraft } from '../logbook/index.ts'
import { statusDraft, statusLine, unitList } from '../teams/index.ts'
import type { UnitOut } from './contract.ts'
import type { StatusSet } from './facts.ts'
import type { StepNeed } from './words.ts'

export type UnitFate = NonNullable<StatusSet['units']>[number]

/** A condition that another module knows about. */
export interface ClosingGuard {
  readonly need: Extract<StepNeed, 'final-report' | 'review'>
  /** The sentence what is missing and what to do, `null` where nothing is. */
  readonly missing: (incident: string) => string | null
}

export interface Release {
  readonly incident: string
  /** Where it is merged into. */
  readonly main: string | undefined
  readonly fates: readonly UnitFate[]
  readonly by: { readonly person: string; readonly name: string }
  readonly at: number
  /** Numbers a line within the same append. */
  readonly line: (line: NewLine) => NumberedDraft
}

/** Who knows which teams are on an incident and how they leave it. */
export interface UnitsKeeper {
  out(incident: string): readonly (UnitOut & { readonly emergency: boolean })[]
  /** Appended with the closing, lines included. */
  release(release: Release): readonly FactDraft[]
}

interface Hooks {
  readonly guards: ClosingGuard[]
  keeper: UnitsKeeper | undefined
}

const hooks = new WeakMap<CoreContext, Hooks>()

function hooksOf(context: CoreContext): Hooks {
  const known = hooks.get(context) ?? { guards: [], keeper: undefined }
  hooks.set(context, known)
  return known
}

export function addClosingGuard(context: CoreContext, guard: ClosingGuard): void {
  hooksOf(context).guards.push(guard)
}

export function keepUnits(context: CoreContext, keeper: UnitsKeeper): void {
  hooksOf(context).keeper = keeper
}

export function closingGuards(context: CoreContext): readonly ClosingGuard[] {
  return hooksOf(context).guards
}

export function unitsKeeper(context: CoreContext): UnitsKeeper {
  return hooksOf(context).keeper ?? teamsKeeper(context)
}

/** By the state of the teams alone. */
function teamsKeeper(context: CoreContext): UnitsKeeper {
  const units = () => unitList(context.db, context.county)
  return {
    out: (incident) =>
      units()
        .filter((unit) => unit.incident === incident)
        .map(({ id, callSign, name, state, over }) => ({
          unit: id,
          callSign,
          name,
          state: state.word,
          emergency: over?.row === true,
        })),
    release: ({ fates, by, at, line }) => {
      const known = new Map(units().map((unit) => [unit.id, unit]))
      return fates.flatMap(({ unit: id, fate, incident }) => {
        const unit = known.get(id)
        if (!unit) return []
        const status =
          fate === 'return' ? 'returning' : fate === 'stay' ? 'standby' : unit.state.key
        const to = fate === 'move' ? (incident ?? null) : null
        const body = { status, at, how: 'seat', incident: to, by: by.person } as const
        return [statusDraft(context, id, body), line(statusLine(context, unit, body))]
      })
    },
  }
}
