/**
 * A place that nothing gets through to any more raises an alarm; so does a team at work. One alarm
 * per loss: a new proof ends it, and the next loss is another one.
 */
import type { CancelTimer } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import {
  clearDrafts,
  everRaised,
  raiseDrafts,
  standingOfKind,
  type Raise,
} from '../alarms/index.ts'
import { logLines } from '../logbook/index.ts'
import { nextContact, whyLost } from './next-contact.ts'
import { recordSeen } from './record.ts'
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
  const raises = wanted(all)
  const still = new Set(raises.map(({ subject }) => subject))
  const fresh = raises.filter(({ subject }) => !everRaised(context.db, kind, subject))
  const over = standingOfKind(context.db, kind)
    .filter(({ state, subject }) => state.startsWith('active') && !still.has(subject))
    .map(({ subject }) => subject)
  if (fresh.length === 0 && over.length === 0) return
  recordSeen(context, () => {
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
