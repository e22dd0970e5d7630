/**
 * A place that nothing gets through to any more raises an alarm; so does a team at work. One alarm
 * per loss: a new proof ends it, and the next loss is another one.
 */
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { keepAlarms, type Raise } from '../alarms/index.ts'
import { nextContact, whyLost } from './next-contact.ts'
import { isTried, standings, type Standing, type Standings } from './standing.ts'
import { watchUnproven } from './unproven.ts'

const tickMs = 30_000
const settleMs = 500
const kind = 'place-unreachable'

function isWatched(row: Standing): boolean {
  return row.kind !== 'team' || row.out
}

function wanted(all: Standings): Raise[] {
  return all.rows.filter(isWatched).flatMap((row): Raise[] => {
    const { level, key, name, provenAt } = row
    if (level !== 'lost' || !isTried(row)) return []
    const [next] = nextContact(row, all)
    const advice = next ? `；建议${next.text}（${next.why}）` : ''
    return [
      {
        kind,
        subject: `${key} ${provenAt} lost`,
        priority: 'high',
        title: `${name} 无可用联络手段`,
        detail: `${whyLost(row, all.now)}${advice}`.slice(0, 400),
        ...(row.kind === 'team' ? { unit: row.id } : {}),
      },
    ]
  })
}

function checkLost(context: CoreContext, all: Standings): void {
  keepAlarms(context, {
    source: 'reach',
    kinds: [kind],
    wanted: wanted(all),
    because: '已联络上或情况已变',
    inLog: true,
  })
}

const watched = new Set(['reach', 'reach.mode', 'rules'])

export function watchReach(context: CoreContext): () => void {
  const { timers } = context.world
  const lookAtUnproven = watchUnproven(context)
  const check = () => {
    const all = standings(context)
    checkLost(context, all)
    lookAtUnproven(all)
  }
  let cancelTick: CancelTimer | undefined
  let cancelSettle: CancelTimer | undefined
  const soon = () => {
    cancelSettle ??= timers.after(settleMs, () => {
      cancelSettle = undefined
      check()
    })
  }
  const tick = () => {
    cancelTick = timers.after(tickMs, tick)
    check()
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
