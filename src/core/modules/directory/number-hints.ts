/** What may stand for a number of each kind, in words. */
import type { PointKind } from './kinds.ts'

export const numberHints: Readonly<Record<PointKind, string>> = {
  radio: '电台号是 1 到 10 位数字。',
  group: '组号是 1 到 10 位数字。',
  phone: '电话写手机号，或带区号的座机号。',
  satphone: '卫星电话写 11 位号码，或 + 开头的国际号码。',
  beidou: '北斗卡号是 4 到 13 位数字。',
  amateur: '业余电台写呼号，如 BG5ABC 或 BG5ABC-9。',
  vehicle: '车载终端写终端手机号，最多 20 位数字。',
}
