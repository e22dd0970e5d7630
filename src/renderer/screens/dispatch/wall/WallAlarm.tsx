import type { Alarm } from '../../../../core/modules/alarms/contract.ts'
import { Signal } from '../../../ui/Signal.tsx'
import { isWaiting } from '../../../frame/use-alarms.ts'
import styles from './Wall.module.css'

/** The worst alarm in words; the core lists it first. */
export function WallAlarm({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const [worst] = alarms
  if (!worst) return <div className={styles.line}>没有告警</div>
  return (
    <div className={styles.line}>
      <Signal colour="red" blink={isWaiting(worst)}>
        {worst.kindWord}
      </Signal>
      <b className={styles.text}>{worst.title}</b>
      {alarms.length > 1 && <span className={styles.pale}>共 {alarms.length} 条</span>}
    </div>
  )
}
