import type { RosterMonth } from '../../../../core/modules/rosters/contract.ts'
import type { Carried, spotContent } from './plan-grid.ts'
import { marksOf } from './plan-marks.ts'
import type { Plan } from './use-plan.ts'
import styles from './Roster.module.css'

/** What is carried, what was stored, or what is wrong with the spot. */
export function StatusLine({
  plan,
  carried,
  month,
  here,
  placeWords,
}: {
  readonly plan: Plan
  readonly carried: Carried | undefined
  readonly month: RosterMonth
  readonly here:
    | {
        readonly shift: string
        readonly post: string
        readonly content: ReturnType<typeof spotContent>
      }
    | undefined
  readonly placeWords: (shift: string, post: string) => string
}) {
  const keys = '方向键移动 · 回车拿起放下 · 字母填人 · 删除键清空'
  const words = () => {
    if (carried) {
      const onto =
        here?.content.kind === 'person' && here.content.id !== carried.person
          ? carried.from
            ? `与 ${here.content.name} 对调`
            : `换下 ${here.content.name}`
          : '放在这里'
      return `拿着 ${carried.name} → ${here ? placeWords(here.shift, here.post) : ''}：回车${onto}，Esc 放回`
    }
    if (plan.busy) return '正在保存'
    if (plan.said !== '') return plan.said
    if (!here) return keys
    const wrong = marksOf(month.violations)
      .at(here.shift, here.post, here.content)
      .map((violation) => violation.words)
    return wrong.length > 0 ? wrong.join('；') : keys
  }
  const shown = words()
  return (
    <span className={styles.status} role="status" title={shown}>
      {shown}
    </span>
  )
}
