/** Alarm bits of a position report: told when they appear, not with every report (reference §2.4). */
import type { DriverIo } from '../../../core/gateway/driver.ts'
import { hasBit } from './location.ts'

/** Bit → code and Chinese words; 15 to 17 are of 2019. */
const alarmWords: readonly (readonly [code: string, words: string])[] = [
  ['sos', '紧急报警（SOS）'],
  ['overspeed', '超速'],
  ['fatigue', '疲劳驾驶'],
  ['danger', '危险预警'],
  ['gnss-module', '定位模块故障'],
  ['antenna-open', '定位天线未接或剪断'],
  ['antenna-short', '定位天线短路'],
  ['power-low', '主电源欠压'],
  ['power-lost', '主电源掉电'],
  ['display', '显示屏故障'],
  ['speech', '语音播报故障'],
  ['camera', '摄像头故障'],
  ['ic-card', 'IC 卡模块故障'],
  ['overspeed-warning', '超速预警'],
  ['fatigue-warning', '疲劳驾驶预警'],
  ['unlawful-driving', '违规行驶'],
  ['tyre-pressure', '胎压预警'],
  ['blind-area', '右转盲区异常'],
  ['day-driving', '当天累计驾驶超时'],
  ['parking', '超时停车'],
  ['area', '进出区域'],
  ['route', '进出路线'],
  ['segment-time', '路段行驶时间不足或过长'],
  ['off-route', '偏离路线'],
  ['vss', '车辆速度传感器故障'],
  ['fuel', '油量异常'],
  ['stolen', '车辆被盗'],
  ['ignition', '非法点火'],
  ['movement', '非法位移'],
  ['collision', '碰撞预警'],
  ['rollover', '侧翻预警'],
  ['door', '非法开门'],
]

export const alarmCauses: Readonly<Record<string, string>> = Object.fromEntries(alarmWords)

export const sosBit = 0

export interface AlarmWatch {
  /** The alarm word of a report of now. */
  take(alarm: number): void
  /** Of a point from a dead zone: what it adds is told as late, what stands is not touched. */
  takeLate(alarm: number): void
  readonly sos: boolean
}

export function alarmWatch(io: DriverIo, from: string, ignored: readonly number[]): AlarmWatch {
  let standing = 0
  let lateStanding = 0

  function tell(bit: number, state: 'raised' | 'cleared', late: boolean): void {
    const code = alarmWords[bit]?.[0]
    if (code === undefined || ignored.includes(bit)) return
    if (bit === sosBit && !late) io.emit({ kind: 'emergency', from, how: code, state })
    else io.emit({ kind: 'deviceAlarm', from, code, state, ...(late ? { late } : {}) })
  }
  return {
    take(alarm) {
      const before = standing
      standing = alarm
      for (let bit = 0; bit < 32; bit++) {
        const [was, is] = [hasBit(before, bit), hasBit(alarm, bit)]
        if (was !== is) tell(bit, is ? 'raised' : 'cleared', false)
      }
    },
    takeLate(alarm) {
      const known = (lateStanding | standing) >>> 0
      lateStanding = alarm
      for (let bit = 0; bit < 32; bit++) {
        if (hasBit(alarm, bit) && !hasBit(known, bit)) tell(bit, 'raised', true)
      }
    },
    get sos() {
      return hasBit(standing, sosBit)
    },
  }
}
