import type { ShownLadder } from '../../core/modules/outbox/contract.ts'
import { rungWords } from './words.ts'
import styles from './Outbox.module.css'

const mostShown = 4

/** By which means each would be tried, first to last, before Enter. */
export function LadderLine({
  ladders,
  narrow,
}: {
  readonly ladders: readonly ShownLadder[]
  readonly narrow: boolean
}) {
  if (ladders.length === 0 || (narrow && ladders.length > 1)) return null
  const sentence = ladders
    .slice(0, mostShown)
    .map(({ name, rungs }) => `${name}：${rungs.map(rungWords).join(' → ') || '没有能用的手段'}`)
    .join('；')
  const more = ladders.length > mostShown ? `；另 ${ladders.length - mostShown} 个` : ''
  const reasons = ladders.flatMap(({ name, rungs }) =>
    rungs.map((rung) => {
      const via = rung.gatewayName === null ? '' : `，经${rung.gatewayName}`
      return `${name} ${rungWords(rung)}${via}：${rung.reason}`
    }),
  )
  return (
    <div className={styles.body} title={reasons.join('\n')}>
      <span className={styles.note}>
        {sentence}
        {more}
      </span>
    </div>
  )
}
