import { useQuery } from '@tanstack/react-query'
import { beijingDate, beijingTime } from '../../../../core/kernel/beijing-time.ts'
import { queries, useConnection } from '../../../client.ts'
import { GatewayLights } from '../../../frame/title-bar/GatewayLights.tsx'
import { useDutyNames } from '../../../frame/title-bar/use-duty-names.ts'
import { useDrillWord } from '../../../frame/title-bar/use-drill-word.ts'
import { useOpenAlarms } from '../../../frame/use-alarms.ts'
import { Signal } from '../../../ui/Signal.tsx'
import { classes } from '../../../ui/classes.ts'
import { useNow } from '../../../ui/now.ts'
import { MapPanel } from '../map/MapPanel.tsx'
import { WallAlarm } from './WallAlarm.tsx'
import { WallClocks } from './WallClocks.tsx'
import { WallIncidents } from './WallIncidents.tsx'
import { WallTraffic } from './WallTraffic.tsx'
import { WallUnits } from './WallUnits.tsx'
import styles from './Wall.module.css'

/** For the big screen: everything at a glance, nothing to press (UI.md rule 25). */
export function WallScreen() {
  const connection = useConnection()
  const people = useQuery(queries.people.state.queryOptions())
  const duty = useDutyNames(people.data?.onDuty ?? [])
  const drill = useDrillWord()
  const now = useNow()
  const live = connection.kind === 'live'
  const county = connection.kind === 'live' ? connection.hello.county.name : '石城县'
  // While nothing arrives the picture is of when it last did.
  const asOf = live ? now : connection.since
  return (
    <div className={classes(styles.wall, !live && styles.old)}>
      <title>{`${county}应急指挥 大屏`}</title>
      <header className={styles.head}>
        <b className={styles.brand}>{county}应急指挥</b>
        <time className={styles.clock}>{beijingTime(now).slice(0, 5)}</time>
        <span className={styles.date}>{beijingDate(now)}</span>
        {duty.flatMap(({ word: shift, names }) =>
          names.slice(0, duty.length > 1 ? 2 : 4).map(({ word, name, note }) => (
            <span key={`${shift} ${word} ${name} ${note}`} className={styles.duty}>
              <span>{shift === '' ? word : shift}</span> {name}
            </span>
          )),
        )}
        <span className={styles.grow} />
        {drill !== undefined && (
          <Signal colour="yellow" large>
            {drill}
          </Signal>
        )}
        <GatewayLights />
        <span className={styles.asOf} role="status">
          数据截至 <b>{beijingTime(asOf)}</b>
        </span>
      </header>
      <div className={styles.map}>
        <MapPanel wall />
      </div>
      <aside className={styles.side}>
        <WallIncidents />
        <WallUnits />
      </aside>
      <footer className={styles.foot}>
        <div className={styles.news}>
          <WallAlarm alarms={useOpenAlarms().alarms} />
          <WallTraffic />
        </div>
        <WallClocks />
      </footer>
    </div>
  )
}
