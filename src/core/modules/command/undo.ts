/** Taking back what stayed here: never by removing, always by a new fact that says so. */
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { dispatchContract } from '../dispatch/contract.ts'
import { takeBack } from '../dispatch/index.ts'
import { incidentsContract } from '../incidents/contract.ts'
import { reportCasualties } from '../incidents/index.ts'
import { logbookContract } from '../logbook/contract.ts'
import { logLines, strikeEntry } from '../logbook/index.ts'
import { statusDraft, statusLine, unitList } from '../teams/index.ts'
import type { Undo } from './contract.ts'
import { orRefuse, Refused } from './refusal.ts'

const reason = '刚写就撤消'

function strike(context: CoreContext, seat: Seat, entry: string) {
  return orRefuse(strikeEntry(context, seat, { entry, reason }), logbookContract.strike)
}

/** @throws Refused */
export function undo(
  context: CoreContext,
  seat: Seat,
  token: Undo,
): { readonly said: string; readonly storedAt: number } {
  switch (token.kind) {
    case 'line':
      return { said: '已撤消，原文划改保留', storedAt: strike(context, seat, token.entry).storedAt }
    case 'step': {
      const input = { assignment: token.assignment, reason }
      const { storedAt } = orRefuse(takeBack(context, seat, input), dispatchContract.takeBack)
      if (token.entry !== null) strike(context, seat, token.entry)
      return { said: '已撤消，上一状态仍有效，两条都保留', storedAt }
    }
    case 'unitState':
      return unitState(context, seat, token)
    case 'casualties': {
      const { incident, before } = token
      const input = incidentsContract.reportCasualties['~orpc'].inputSchema?.safeParse({
        ...before,
        incident,
        source: '更正',
        reason,
      })
      if (!input?.success) throw new Refused('不能撤消了，请在事件页更正伤亡。')
      const done = reportCasualties(context, seat, input.data)
      const { storedAt } = orRefuse(done, incidentsContract.reportCasualties)
      return { said: '已撤消，伤亡恢复为原来的数字，两次都保留', storedAt }
    }
    default:
      return assertNever(token)
  }
}

function unitState(context: CoreContext, seat: Seat, token: Extract<Undo, { kind: 'unitState' }>) {
  const { name } = requireRight(seat, 'unit.status')
  const unit = unitList(context.db, context.county).find(({ id }) => id === token.unit)
  if (!unit || unit.state.key !== token.from) {
    throw new Refused('状态已被再次更改，没有撤消；请按现在的情况改。')
  }
  const at = context.world.clock.nowMs()
  const body = {
    status: token.status,
    at,
    how: 'seat',
    incident: token.incident,
    by: name,
  } as const
  const { storedAt } = recordFor(context, seat, () => {
    const generated = statusLine(context, unit, body)
    const text = `更正 ${generated.text}（${reason}）`
    return [
      statusDraft(context, unit.id, body),
      logLines(context)({ ...generated, text, kind: 'change', recorder: name }),
    ]
  })
  return { said: `已撤消，${unit.callSign} 恢复为原来的状态，两条都保留`, storedAt }
}
