/**
 * A place that nothing gets through to any more raises an alarm; so does one whose proofs have
 * grown old while the public net is not what it should be. One alarm per loss: a new proof ends
 * it, and the next loss is another one. Nothing was ever tried: that is on the board, no alarm.
 */
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'
import {
  clearDrafts,
  everRaised,
  raiseDrafts,
  standingOfKind,
  type Raise,
} from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { modeNow } from './mode.ts'
import { nextContact, whyLost } from './next-contact.ts'
import { standings, type Standing, type Standings } from './standing.ts'

const tickMs = 30_000
const settleMs = 500
const kind = 'place-unreachable'

function isWatched(row: Standing): boolean {
  return row.kind !== 'team' || row.out
}

function wanted(context: CoreContext, all: Standings): Raise[] {
  const strained = modeNow(context) !== 'normal'
  return all.rows.filter(isWatched).flatMap((row): Raise[] => {
    const { level, key, name, provenAt, cells } = row
    const tried = cells.some(({ proven, failed }) => proven !== null || failed !== null)
    const isLost = level === 'lost' && tried
    // Old proofs of a team are its contact clock's business.
    const isOld = strained && tried && row.kind !== 'team' && level !== 'good' && level !== 'none'
    if (!isLost && !isOld) return []
    const [next] = nextContact(row, all)
    const advice = next ? `；建议${next.text}（${next.why}）` : ''
    return [
      {
        kind,
        subject: `${key} ${provenAt}${isLost ? ' lost' : ''}`,
        priority: isLost ? 'high' : 'normal',
        title: isLost ? `${name} 无可用联络手段` : `${name} 联络待试通`,
        detail: `${whyLost(row, all.now)}${advice}`.slice(0, 400),
        ...(row.kind === 'team' ? { unit: row.id } : {}),
      },
    ]
  })
}

export function checkReach(context: CoreContext): void {
  const raises = wanted(context, standings(context))
  const still = new Set(raises.map(({ subject }) => subject))
  const fresh = raises.filter(({ subject }) => !everRaised(context.db, kind, subject))
  const over = standingOfKind(context.db, kind)
    .filter(({ state, subject }) => state.startsWith('active') && !still.has(subject))
    .map(({ subject }) => subject)
  if (fresh.length === 0 && over.length === 0) return
  const result = recordBySystem(context, 'reach', () => {
    const write = logLines(context)
    return [
      ...[...new Set(over)].flatMap((subject) =>
        clearDrafts(context, kind, subject, '已联络上或情况已变'),
      ),
      ...fresh.flatMap((raise) => [
        ...raiseDrafts(context, raise),
        write({
          kind: 'alarm',
          source: { kind: 'text', text: '系统' },
          text: `${raise.title}：${raise.detail}`,
        }),
      ]),
    ]
  })
  // Tried again at the next tick; the disk's own alarm says why.
  if (!result.ok) context.logger.warn('reach.alarm-not-recorded', { code: result.code })
}

const watched = new Set(['reach', 'reach.mode', 'rules'])

export function watchReach(context: CoreContext): () => void {
  const { timers } = context.world
  let cancelTick: CancelTimer | undefined
  let cancelSettle: CancelTimer | undefined
  const soon = () => {
    cancelSettle ??= timers.after(settleMs, () => {
      cancelSettle = undefined
      checkReach(context)
    })
  }
  const tick = () => {
    cancelTick = timers.after(tickMs, tick)
    checkReach(context)
  }
  cancelTick = timers.after(tickMs, tick)
  const stops = [
    context.log.onChanged((changed) => {
      if ([...changed.keys()].some((topic) => watched.has(topic))) soon()
    }),
    context.gateways.onHealth(() => {
      // The board shows what is down.
      context.changed('reach', [])
      soon()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    cancelTick?.()
    cancelSettle?.()
  }
}
