import { BellOutlined } from '@ant-design/icons'
import { useOpenAlarms } from '../use-alarms.ts'
import { classes } from '../../ui/classes.ts'
import { useAlarmList } from '../alarm-strip/alarm-list.ts'
import styles from './TitleBar.module.css'

/** How many alarms stand; red while one waits for acknowledgement. A press opens the list. */
export function AlarmCount() {
  const { alarms, waiting } = useOpenAlarms()
  const toggle = useAlarmList((list) => list.toggle)
  const look = waiting > 0 ? styles.waiting : alarms.length > 0 ? styles.known : styles.none
  return (
    <button type="button" className={classes(styles.alarms, look)} onClick={toggle}>
      <BellOutlined />
      告警 {alarms.length}
    </button>
  )
}
