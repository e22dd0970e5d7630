import { implement, ORPCError } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { teamStateProjection } from './apply-state.ts'
import { teamProjection } from './apply-team.ts'
import { fieldDraft, registerDraft, statusDraft, statusLine } from './commands.ts'
import { teamsContract, type Unit } from './contract.ts'
import { radioAssigned, radioReleased, teamDisbanded, teamFacts } from './facts.ts'
import { teamByCallSign, unitList } from './queries.ts'

export { fieldDraft, radioDrafts, registerDraft, statusDraft, statusLine } from './commands.ts'
export { statusDanger } from './danger.ts'
export { memberAdded, type TeamField } from './facts.ts'
export type { Unit } from './contract.ts'
export { unitList, unitOfRadio, type RadioUnit } from './queries.ts'

/** What is read of teams changes with these. */
export const teamProjections = [teamProjection, teamStateProjection]

/** A clock of another room may run a little ahead. */
const futureGraceMs = 60_000

function unitOrRefuse(context: CoreContext, id: string): Unit {
  const unit = unitList(context.db, context.county).find((one) => one.id === id)
  if (!unit) throw new ORPCError('NOT_FOUND')
  return unit
}

function teamsRouter(context: CoreContext) {
  const os = implement(teamsContract).$context<SeatContext>()
  const { clock } = context.world
  const refuseTaken = (callSign: string, team?: string) => {
    const taken = teamByCallSign(context.db, callSign.trim())
    if (!taken || taken.id === team) return
    throw new ORPCError('CALL_SIGN_TAKEN', { data: { team: taken.name } })
  }
  const stored = (seat: SeatContext['seat'], draft: FactDraft) => {
    const { storedAt } = recordFor(context, seat, [draft])
    return { id: draft.entity, storedAt }
  }
  return {
    list: os.list.handler(() => unitList(context.db, context.county)),
    show: os.show.handler(({ input }) => unitOrRefuse(context, input.team)),
    register: os.register.handler(({ input, context: { seat } }) => {
      const { person } = requireRight(seat, 'directory.write')
      refuseTaken(input.callSign)
      return stored(seat, registerDraft(context, input, person))
    }),
    setField: os.setField.handler(({ input, context: { seat } }) => {
      const { person } = requireRight(seat, 'directory.write')
      unitOrRefuse(context, input.team)
      if (input.field === 'callSign' && typeof input.value === 'string') {
        refuseTaken(input.value, input.team)
      }
      return stored(seat, fieldDraft(context, input.team, input.field, input.value, person))
    }),
    setStatus: os.setStatus.handler(({ input, errors, context: { seat } }) => {
      const { person } = requireRight(seat, 'unit.status')
      const unit = unitOrRefuse(context, input.team)
      if (!context.county.unitStatuses.some(({ key }) => key === input.status)) {
        throw errors.UNKNOWN_STATUS()
      }
      const at = input.at ?? clock.nowMs()
      if (at > clock.nowMs() + futureGraceMs) throw errors.IN_FUTURE()
      const incident = input.incident === undefined ? unit.incident : input.incident
      const body = { status: input.status, at, how: 'seat', incident, by: person } as const
      const { storedAt } = recordFor(context, seat, () => [
        statusDraft(context, input.team, body),
        logLines(context)(statusLine(context, unit, body)),
      ])
      return { id: unit.id, storedAt }
    }),
    assignRadio: os.assignRadio.handler(({ input, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'directory.write')
      unitOrRefuse(context, input.team)
      const body = { radio: input.radio, by }
      return stored(seat, { kind: radioAssigned.kind, entity: input.team, body })
    }),
    releaseRadio: os.releaseRadio.handler(({ input, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'directory.write')
      unitOrRefuse(context, input.team)
      const body = { radio: input.radio, by }
      return stored(seat, { kind: radioReleased.kind, entity: input.team, body })
    }),
    disband: os.disband.handler(({ input, context: { seat } }) => {
      const { person: by } = requireRight(seat, 'directory.write')
      unitOrRefuse(context, input.team)
      const body = { reason: input.reason, by }
      return stored(seat, { kind: teamDisbanded.kind, entity: input.team, body })
    }),
  }
}

export const teamsModule: Module = {
  name: 'teams',
  facts: teamFacts,
  projections: teamProjections,
  router: teamsRouter,
}
