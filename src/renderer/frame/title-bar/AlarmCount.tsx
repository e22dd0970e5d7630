import { BellOutlined } from '@ant-design/icons'
import { useOpenAlarms } from '../use-alarms.ts'
import { classes } from '../../ui/classes.ts'
import { useShowAlarms } from '../alarm-strip/alarm-list.ts'
import styles from './TitleBar.module.css'

/** How many alarms stand; red while one waits for acknowledgement. A press opens the list. */
export function AlarmCount({ readOnly }: { readonly readOnly: boolean }) {
  const { alarms, waiting, shelved } = useOpenAlarms()
  const show = useShowAlarms(readOnly)
  const look = waiting > 0 ? styles.waiting : alarms.length > 0 ? styles.known : styles.none
  return (
    <button type="button" className={classes(styles.alarms, look)} onClick={show}>
      <BellOutlined />
      告警 {alarms.length}
      {shelved.length > 0 && ` · 搁置 ${shelved.length}`}
    </button>
  )
}
