/** What the terminal says of itself, told when it changed, in the operator's words. */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import type { Card } from './heard.ts'
import { charactersIn, maxBitsOf, type SendingWay } from './limits.ts'
import type { BeidouSettings } from './settings.ts'

type Facts = Record<string, string | number>

export interface DeviceFacts {
  card(card: Card | undefined, way: SendingWay, settings: BeidouSettings): void
  signal(levels: readonly number[], db: number | undefined): void
  supply(batteryPercent: number, suppressed: boolean): void
  queue(waiting: number, nextAtMs: number | undefined): void
}

const wayWords: Readonly<Record<SendingWay, string>> = {
  TXA: '北斗二号短报文（2.1 协议）',
  TCQ: '北斗三号短报文（TCQ）',
  TXSQ: '4.0 二进制协议',
}

function beijingClock(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(11, 19)
}

export function deviceFacts(io: DriverIo): DeviceFacts {
  let last = ''
  let facts: Facts = {}
  function tell(more: Facts): void {
    facts = { ...facts, ...more }
    const now = JSON.stringify(facts)
    if (now === last) return
    last = now
    io.emit({ kind: 'device', facts })
  }
  return {
    card(card, way, settings) {
      if (!card) return tell({ 北斗卡: '未插卡或读不到' })
      tell({
        北斗卡: '正常',
        卡号: card.number,
        协议: wayWords[way],
        通信等级: card.level ?? '未知',
        服务频度: `${settings.intervalS ?? card.intervalS ?? 60} 秒一次`,
        每条最长: `${charactersIn(maxBitsOf(card, way, settings))} 个汉字`,
      })
    },
    signal(levels, db) {
      const beams = levels.map((level, i) => `波束${i + 1} ${level}`)
      tell({ 信号: db === undefined ? beams.join('，') : `${db} dB` })
    },
    supply(batteryPercent, suppressed) {
      tell({ 电量: `${batteryPercent}%`, 发射许可: suppressed ? '被抑制或静默' : '正常' })
    },
    queue(waiting, nextAtMs) {
      tell({
        待发: waiting === 0 ? '无' : `${waiting} 条`,
        最早可发: nextAtMs === undefined ? '随时' : beijingClock(nextAtMs),
      })
    },
  }
}
