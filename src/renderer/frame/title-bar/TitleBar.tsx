import { useQuery } from '@tanstack/react-query'
import { queries, useConnection } from '../../client.ts'
import { classes } from '../../ui/classes.ts'
import { Signal } from '../../ui/Signal.tsx'
import { useSmallDesk } from '../../ui/use-small-desk.ts'
import { AlarmCount } from './AlarmCount.tsx'
import { Clock } from './Clock.tsx'
import { CommsMode } from './CommsMode.tsx'
import { DutyNames } from './DutyNames.tsx'
import { GatewayLights } from './GatewayLights.tsx'
import { useDrillWord, usePractice } from './use-drill-word.ts'
import styles from './TitleBar.module.css'

/** Name, clock, who is on duty, links, alarms; a drill is painted over all of it. */
export function TitleBar({ readOnly = false }: { readonly readOnly?: boolean }) {
  const small = useSmallDesk()
  const connection = useConnection()
  const people = useQuery(queries.people.state.queryOptions())
  const drill = useDrillWord()
  const practice = usePractice()
  const hello = connection.kind === 'live' ? connection.hello : undefined
  const brand = `${hello?.county.name ?? '石城县'}应急指挥调度台`
  return (
    <header
      className={classes(
        styles.bar,
        drill !== undefined && styles.drill,
        practice && styles.practice,
      )}
    >
      <title>{`${drill === undefined ? '' : `【${drill}】`}${brand}`}</title>
      {drill !== undefined && <div className={styles.band} aria-hidden />}
      <div className={styles.row}>
        <span className={styles.brand}>{brand}</span>
        {drill !== undefined && (
          <Signal colour={practice ? 'blue' : 'yellow'} large={practice}>
            {drill}
          </Signal>
        )}
        <i className={styles.line} />
        <Clock withDate={!small} />
        <DutyNames onDuty={people.data?.onDuty ?? []} brief={small} />
        <span className={styles.grow} />
        {drill !== undefined && !small && (
          <span className={styles.note}>
            {practice ? '随便练，不会变成实战记录，不接真实网关' : `${drill}数据，不计入统计`}
          </span>
        )}
        {people.data?.session.kind === 'open' && <CommsMode />}
        <GatewayLights />
        <AlarmCount readOnly={readOnly} />
      </div>
    </header>
  )
}
