import { beijingDate, beijingTime } from '../../../core/kernel/beijing-time.ts'
import { useNow } from '../../ui/now.ts'
import { weekday } from './weekday.ts'
import styles from './TitleBar.module.css'

/** The core's time with seconds. */
export function Clock({ withDate }: { readonly withDate: boolean }) {
  const now = useNow()
  return (
    <span className={styles.clock}>
      <time className={styles.time}>{beijingTime(now)}</time>
      <span className={styles.zone}>
        {withDate && `${beijingDate(now)} ${weekday(now)} · `}北京时间
      </span>
    </span>
  )
}
