/** Compares this computer's clock with what satellite receivers say. */
import type { GatewayEvent } from '../../gateway/events.ts'
import type { EpochMs } from '../../kernel/world.ts'
import type { CoreContext } from '../../module.ts'
import { clearDrafts, raiseDrafts, standingAlarm } from '../alarms/index.ts'
import { durationWords, keptAppends } from '../gateways/index.ts'
import { logLines } from '../logbook/index.ts'

export type ClockLevel = 'good' | 'amber' | 'alarm'
type ClockQuality = Extract<GatewayEvent, { kind: 'clockQuality' }>

export interface ClockReading {
  readonly offsetMs: number
  readonly at: EpochMs
  readonly source: string
  readonly level: ClockLevel
}

export interface ClockWatch {
  take(gateway: string, quality: ClockQuality): void
  reading(): ClockReading | undefined
}

const amberMs = 2000
const alarmMs = 60_000
const subject = 'console'
const sourceWords = { gps: 'GPS', beidou: '北斗', gnss: '卫星' } as const

function levelOf(offsetMs: number): ClockLevel {
  const off = Math.abs(offsetMs)
  if (off <= amberMs) return 'good'
  return off <= alarmMs ? 'amber' : 'alarm'
}

function systemLine(context: CoreContext, text: string) {
  return logLines(context)({ kind: 'system', source: { kind: 'text', text: '系统' }, text })
}

export function openClockWatch(context: CoreContext): ClockWatch {
  let reading: ClockReading | undefined

  function raise(gateway: string, { offsetMs, source }: ClockReading): void {
    const way = offsetMs > 0 ? '慢' : '快'
    const text = `本机时钟比${source}时间${way} ${durationWords(Math.abs(offsetMs))}，记录时间可能不准`
    keptAppends(context).put(gateway, () => {
      if (standingAlarm(context.db, 'clock-doubt', subject)?.state.startsWith('active')) return []
      const title = '本机时钟可疑'
      return [
        ...raiseDrafts(context, {
          kind: 'clock-doubt',
          subject,
          priority: 'high',
          title,
          detail: text,
        }),
        systemLine(context, text),
      ]
    })
  }
  function clear(gateway: string): void {
    const text = '本机时钟与卫星时间相符'
    keptAppends(context).put(gateway, () => {
      const drafts = clearDrafts(context, 'clock-doubt', subject, text)
      return drafts.length === 0 ? [] : [...drafts, systemLine(context, text)]
    })
  }
  return {
    reading: () => reading,
    take(gateway, { offsetMs, source }) {
      const before = reading?.level
      const level = levelOf(offsetMs)
      reading = { offsetMs, at: context.world.clock.nowMs(), source: sourceWords[source], level }
      context.changed('positions.clock', [])
      if (before === level) return
      if (level === 'alarm') raise(gateway, reading)
      else if (before === undefined || before === 'alarm') clear(gateway)
    },
  }
}
