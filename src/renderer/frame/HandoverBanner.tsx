import { SwapOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { classes } from '../ui/classes.ts'
import { useNavigation } from './navigation.ts'
import styles from './Banner.module.css'

const clock = (ms: number) => beijingTime(ms).slice(0, 5)

/** On every screen while one shift hands over to the next: both are on duty, and work goes on. */
export function HandoverBanner() {
  const goTo = useNavigation((navigation) => navigation.goTo)
  const here = useNavigation(({ screen, part }) => screen === 'duty' && part === 'handover')
  const state = useQuery(queries.handovers.state.queryOptions()).data
  if (!state) return null
  const { phase, unaccepted, returned, unsigned, outgoing, incoming, arrivedAt } = state
  const left =
    phase === 'signing' || unaccepted === 0
      ? `各项已接，还差 ${unsigned} 个签名`
      : `还有 ${unaccepted} 项未接${returned > 0 ? `（退回 ${returned} 项）` : ''}`
  return (
    <div className={classes(styles.banner, styles.handover)} role="status" aria-label="交接中">
      <SwapOutlined />
      <b>交接中</b>
      <span className={styles.words}>
        {left}，两班均在岗：交班 {outgoing.join('、')}　接班 {incoming.join('、')}
      </span>
      <span className={styles.quiet}>事件处置不受影响，只是不能交班</span>
      <span className={styles.grow} />
      <span className={styles.quiet}>接班到岗 {clock(arrivedAt)}</span>
      {!here && <ActionButton onPress={() => goTo('duty', 'handover')}>去交接班</ActionButton>}
    </div>
  )
}
