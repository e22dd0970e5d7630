import { contactLevel, type Assignment } from '../../core/modules/dispatch/contract.ts'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import { classes } from '../ui/classes.ts'
import { useAtNow } from '../ui/now.ts'
import styles from './Dispatch.module.css'

const minuteMs = 60_000

type Clock = Assignment['contactClock']

function words(clock: NonNullable<Clock>, now: number): string {
  const limit = Math.round(clock.limitMs / minuteMs)
  const passed = Math.max(0, Math.floor((now - clock.since) / minuteMs))
  return now >= clock.missedAt ? `超 ${Math.max(0, passed - limit)} 分` : `${passed}/${limit}`
}

/** Minutes since the team was heard of over its limit: `2/20`, amber `15/20`, red `超 2 分`. */
export function ContactCell({ clock }: { readonly clock: Clock }) {
  const text = useAtNow((now) => (clock ? words(clock, now) : '—'))
  const level = useAtNow((now) => contactLevel(clock, now))
  return (
    <span
      className={classes(styles.contact, styles[level])}
      title={clock ? `${beijingTime(clock.since)} 最近通联` : '不计联络时间'}
    >
      {text}
    </span>
  )
}
