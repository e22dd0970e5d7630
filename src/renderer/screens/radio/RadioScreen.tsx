import { Split } from '../../ui/Split.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { ComposePanel } from './ComposePanel.tsx'
import { EmergencyRows } from './EmergencyRows.tsx'
import { GatewayList } from './GatewayList.tsx'
import { GroupBoard } from './groups/GroupBoard.tsx'
import { RestraintRequests } from './restraint/RestraintRequests.tsx'
import { RightColumn } from './RightColumn.tsx'
import { TalkPanel } from './TalkPanel.tsx'
import { TrafficColumn } from './TrafficColumn.tsx'
import { WaitingPanel } from './waiting/WaitingPanel.tsx'
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
          { startPx: small ? 416 : 672, minPx: 340 },
        ]}
      >
        <div className={styles.left}>
          <GatewayList />
          <GroupBoard />
          <TalkPanel />
        </div>
        <div className={styles.centre}>
          <EmergencyRows />
          <RestraintRequests />
          <WaitingPanel />
          <TrafficColumn />
          <ComposePanel />
        </div>
        <RightColumn />
      </Split>
    </div>
  )
}
