import { OnDutyPanel } from './OnDutyPanel.tsx'
import { SpotCheckPanel } from './SpotCheckPanel.tsx'
import { TownshipPanel } from './TownshipPanel.tsx'
import styles from './Presence.module.css'

/** 在岗与查岗: our own people, the townships' reports of the day, the duty desks we check. */
export function PresencePart() {
  return (
    <div className={styles.place}>
      <OnDutyPanel />
      <TownshipPanel />
      <SpotCheckPanel />
    </div>
  )
}
