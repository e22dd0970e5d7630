/** Casualties in the words of a report: 死亡、失踪、受伤分列, the others where there are any. */
import type { Casualties } from './record.ts'

const always = [
  ['dead', '死亡'],
  ['missing', '失踪'],
  ['injured', '受伤'],
] as const
const whereAny = [
  ['trapped', '被困'],
  ['atRisk', '涉险'],
  ['evacuated', '转移'],
] as const
const counted = [...always, ['serious', '重伤'], ...whereAny] as const

export function casualtyWords(count: Casualties): string {
  const said = always.map(([key, word]) => {
    const grave = key === 'injured' && count.serious > 0 ? `（其中重伤 ${count.serious} 人）` : ''
    return `${word} ${count[key]} 人${grave}`
  })
  const more = whereAny
    .filter(([key]) => count[key] > 0)
    .map(([key, word]) => `${word} ${count[key]} 人`)
  return [...said, ...more].join('、')
}

/** For a title: only who was harmed. */
export function harmWords(count: Casualties): string {
  const harmed = [...always, ['trapped', '被困'] as const].filter(([key]) => count[key] > 0)
  return harmed.length === 0
    ? '无人员伤亡'
    : harmed.map(([key, word]) => `${count[key]} 人${word}`).join('、')
}

/** What changed between two counts; empty where nothing did. */
export function casualtyChange(before: Casualties, after: Casualties): string {
  return counted
    .filter(([key]) => before[key] !== after[key])
    .map(([key, word]) => `${word}由 ${before[key]} 人变为 ${after[key]} 人`)
    .join('、')
}

/** Whether the law's count (dead, missing, injured) moved. */
export function harmMoved(before: Casualties, after: Casualties): boolean {
  return [...always, ['serious', '重伤'] as const].some(([key]) => before[key] !== after[key])
}
