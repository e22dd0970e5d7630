import { newId } from '../../kernel/id.ts'
import type { CoreContext } from '../../module.ts'
import type { FactDraft, OpRef } from '../../oplog/types.ts'
import type { z } from 'zod'
import { openWrites } from './apply-state.ts'
import type { NewLine } from '../logbook/index.ts'
import type { newTeamSchema, Unit } from './contract.ts'
import {
  radioAssigned,
  radioReleased,
  teamFieldSet,
  teamRegistered,
  teamStatusSet,
  type TeamField,
  type TeamStatusSet,
} from './facts.ts'

export type TeamInput = z.output<typeof newTeamSchema>

function baseOf({ township, baseText, point }: TeamInput) {
  const base = {
    ...(baseText ? { text: baseText } : {}),
    ...(township ? { township } : {}),
    ...(point ? { lat: point.lat, lon: point.lon } : {}),
  }
  return Object.keys(base).length > 0 ? { base } : {}
}

/** One new team; its id is the draft's entity. Also used by the import. */
export function registerDraft(context: CoreContext, input: TeamInput, by: string): FactDraft {
  const { name, callSign, group, type, strength, leader, phone, radios } = input
  const body = {
    name: name.trim(),
    callSign: callSign.trim(),
    group,
    type,
    ...baseOf(input),
    ...(strength === null || strength === undefined ? {} : { strength }),
    ...(leader ? { leader } : {}),
    ...(phone ? { phone } : {}),
    radios: [...new Set(radios)],
    by,
  }
  const entity = newId(context.world.clock, context.world.random)
  return { kind: teamRegistered.kind, entity, body }
}

/** A field write names the newest write it replaces, so that two at once become visible. */
export function fieldDraft(
  context: CoreContext,
  team: string,
  field: TeamField,
  value: string | number | null,
  by: string,
): FactDraft {
  const earlier = context.log
    .factsOf(team)
    .filter(
      (fact) => fact.kind === teamFieldSet.kind && (fact.body as { field: string }).field === field,
    )
    .map(({ ref }) => ref)
  return { kind: teamFieldSet.kind, entity: team, base: earlier, body: { field, value, by } }
}

/** Replaces every state write that is still unanswered here: that is how a conflict is decided. */
export function statusDraft(context: CoreContext, team: string, body: TeamStatusSet): FactDraft {
  const base: OpRef[] = openWrites(context.db, team).map(({ origin, seq }) => ({ origin, seq }))
  return { kind: teamStatusSet.kind, entity: team, base, body }
}

/** The generated line that tells of a new state; append it with the state. */
export function statusLine(context: CoreContext, unit: Unit, body: TeamStatusSet): NewLine {
  const word =
    context.county.unitStatuses.find(({ key }) => key === body.status)?.word ?? body.status
  return {
    heardAt: body.at,
    kind: 'status',
    source: { kind: 'unit', id: unit.id, text: unit.callSign },
    text: `${unit.callSign} ${word}`,
    unit: unit.id,
    callSign: unit.callSign,
    ...(body.incident === null ? {} : { incident: body.incident }),
  }
}

/** A radio goes from one team to another, to nobody, or comes to its first one. */
export function radioDrafts(
  radio: string,
  from: string | null,
  to: string | null,
  by: string,
): FactDraft[] {
  if (from === to) return []
  const body = { radio, by }
  const released = { kind: radioReleased.kind, entity: from ?? '', body }
  return to === null
    ? from === null
      ? []
      : [released]
    : // The newest assignment wins over the team that held it.
      [{ kind: radioAssigned.kind, entity: to, body }]
}
