/** Brings shelved alarms back when their time is over, also when it passed while nothing ran. */
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordBySystem } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import type { Alarm } from './contract.ts'
import { alarmShelfEnded } from './facts.ts'
import { shelvedAlarms } from './queries.ts'

const retryMs = 10_000
/** A timer of more than this overflows; and the clock may be set meanwhile. */
const longestMs = 3_600_000

function endDrafts(context: CoreContext, ended: readonly Alarm[]): FactDraft[] {
  const line = logLines(context)
  return ended.flatMap(({ id, title, state, shelf, incident, unit }) => [
    { kind: alarmShelfEnded.kind, entity: id, body: { until: shelf?.until ?? 0 } },
    line({
      kind: 'alarm',
      source: { kind: 'text', text: '系统' },
      text:
        state === 'active-shelved'
          ? `告警搁置到时，仍未恢复，重新告警：${title}`
          : `告警搁置到时，期间已恢复：${title}`,
      ...(incident === null ? {} : { incident }),
      ...(unit === null ? {} : { unit }),
    }),
  ])
}

/** @returns the way out */
export function watchShelves(context: CoreContext): () => void {
  const { clock, timers } = context.world
  let cancel: (() => void) | undefined
  let working = false

  const over = () =>
    shelvedAlarms(context.db).filter(({ shelf }) => shelf && shelf.until <= clock.nowMs())
  function look(): void {
    cancel?.()
    cancel = undefined
    if (working) return
    working = true
    const done =
      over().length === 0 || recordBySystem(context, 'alarms', () => endDrafts(context, over())).ok
    working = false
    const [next] = shelvedAlarms(context.db)
    if (!done) cancel = timers.after(retryMs, look)
    else if (next?.shelf) {
      const waitMs = Math.min(longestMs, Math.max(0, next.shelf.until - clock.nowMs()))
      cancel = timers.after(waitMs, look)
    }
  }
  const stop = context.log.onChanged((changed) => {
    if (changed.has('alarms')) look()
  })
  look()
  return () => {
    stop()
    cancel?.()
  }
}
