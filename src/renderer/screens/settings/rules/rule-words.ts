import { ruleUnitWords, type ShownRule } from '../../../../core/modules/rules/contract.ts'
import type { Tone } from '../../../ui/Tag.tsx'

/** In the order of a shift's work; a group that is not named here comes last under its key. */
const groups: Readonly<Record<string, string>> = {
  duty: '值班',
  incident: '事件',
  dispatch: '调派和联络',
  reach: '点名和联络保障',
  report: '信息报送',
  alarm: '告警',
  radio: '通信',
  review: '复盘',
}

export function groupWord(group: string): string {
  return groups[group] ?? group
}

export const basisWords: Readonly<Record<ShownRule['basis'], readonly [string, Tone]>> = {
  law: ['法定', 'red'],
  county: ['县设', 'blue'],
  assumed: ['假定', 'yellow'],
}

/** Where a value comes from, for the marks that are not words themselves. */
const sources: Readonly<Record<string, string>> = {
  DESIGN: '本程序的初值',
  'DUTY-MIX': '各县值班制度（参考）',
  SEED: '县建设需求',
  'CTY-RPT': '外县报送时限（参考）',
  'R-RADIO art.41': '无线电管理条例第 41 条（录音限制使用）',
  'RADIO-PROC': '无线通联惯例',
  'R-708/19': '国务院令第 708 号第 19 条',
  'IEC 62682': '国际标准 62682（告警管理）',
}

export function sourceWords(source: string): string {
  return sources[source] ?? source
}

export function valueWords({ value, unit }: Pick<ShownRule, 'value' | 'unit'>): string {
  return `${value} ${ruleUnitWords[unit]}`
}

export function byGroup(rules: readonly ShownRule[]): readonly ShownRule[] {
  const order = Object.keys(groups)
  const place = ({ group }: ShownRule) => {
    const at = order.indexOf(group)
    return at < 0 ? order.length : at
  }
  return rules.toSorted((a, b) => place(a) - place(b))
}

/** A number as it is typed, with a Chinese input method's digits and point; `undefined` for none. */
export function typedNumber(typed: string): number | undefined {
  const text = typed.normalize('NFKC').trim().replace('。', '.')
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}
