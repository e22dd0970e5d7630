import { beijingTime } from '../../../../core/kernel/beijing-time.ts'
import { useTraffic } from '../../../radio/use-traffic.ts'
import styles from './Wall.module.css'

export function WallTraffic() {
  const { rows } = useTraffic()
  const latest = rows.slice(0, 2)
  return latest.map(({ id, at, radio, body, gatewayName }) => (
    <div key={id} className={styles.line}>
      <time className={styles.pale}>{beijingTime(at).slice(0, 5)}</time>
      <span className={styles.text}>
        {radio?.callSign || radio?.number || gatewayName}：{body}
      </span>
    </div>
  ))
}
