import { Split } from '../../ui/Split.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { CallDesk } from './CallDesk.tsx'
import { ComposePanel } from './ComposePanel.tsx'
import { GatewayList } from './GatewayList.tsx'
import { RightColumn } from './RightColumn.tsx'
import { TrafficColumn } from './TrafficColumn.tsx'
import styles from './RadioScreen.module.css'

/** 通信: gateways, groups and the talk key left, calls and traffic in the centre, reach right. */
export function RadioScreen() {
  const small = useSmallDesk()
  const desk = small ? 'small' : 'large'
  return (
    <div className={styles.screen}>
      <Split
        key={desk}
        name={`radio.columns.${desk}`}
        parts={[
          { startPx: small ? 300 : 400, minPx: 260 },
          { minPx: 440 },
          { startPx: small ? 440 : 672, minPx: 360 },
        ]}
      >
        <div className={styles.left}>
          <GatewayList />
          <CallDesk />
        </div>
        <div className={styles.centre}>
          <TrafficColumn />
          <ComposePanel />
        </div>
        <RightColumn />
      </Split>
    </div>
  )
}
