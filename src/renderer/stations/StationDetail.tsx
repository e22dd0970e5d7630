import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import type { Station, StationReadingShown } from '../../core/modules/stations/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Age } from '../ui/Age.tsx'
import { classes } from '../ui/classes.ts'
import { describeError } from '../ui/describe-error.ts'
import { DescribeStation } from './DescribeStation.tsx'
import { ElementGraph } from './ElementGraph.tsx'
import { changeWords, valueWords } from './station-look.ts'
import styles from './Stations.module.css'

const hourMs = 3_600_000

/** Every element of one station, the graph of the one selected, and what can be ordered. */
export function StationDetail({ station }: { readonly station: Station }) {
  const [shown, setShown] = useState<string>()
  const [naming, setNaming] = useState(false)
  const ask = useMutation(queries.stations.ask.mutationOptions())
  const setClock = useMutation(queries.stations.setClock.mutationOptions())
  const graph = station.latest.find(({ element }) => element === shown) ?? station.latest[0]
  const busy = ask.isPending || setClock.isPending
  const last = [ask, setClock].toSorted((one, other) => other.submittedAt - one.submittedAt)[0]
  const error = last?.error ?? null
  const cannot = station.canAsk ? undefined : '经这个网关不能问测站，或网关未接通'
  const order = { station: station.station }
  return (
    <div className={styles.detail}>
      <p className={styles.meta}>
        {[
          `编码 ${station.station}`,
          station.classWord,
          station.place,
          station.gatewayName === '' ? '' : `经 ${station.gatewayName}`,
          station.reportWord,
          station.note,
        ]
          .filter((word) => word !== '')
          .join(' · ')}
        {station.clock && (
          <span className={station.clock.doubt ? styles.doubt : undefined}>
            {' '}
            · 时钟{station.clock.words}
          </span>
        )}
      </p>
      <div role="listbox" aria-label="要素" className={styles.elements}>
        {station.latest.map((reading) => (
          <Element
            key={reading.element}
            reading={reading}
            selected={reading.element === graph?.element}
            onSelect={() => setShown(reading.element)}
          />
        ))}
      </div>
      {graph && <ElementGraph station={station.station} reading={graph} />}
      {naming ? (
        <DescribeStation key={station.station} station={station} onDone={() => setNaming(false)} />
      ) : (
        <div className={styles.buttons}>
          <ActionButton refusedBecause={cannot} busy={busy} onPress={() => ask.mutate(order)}>
            召测
          </ActionButton>
          <ActionButton refusedBecause={cannot} busy={busy} onPress={() => setClock.mutate(order)}>
            校时
          </ActionButton>
          <ActionButton onPress={() => setNaming(true)}>登记名称</ActionButton>
        </div>
      )}
      {busy && <p className={styles.note}>已发出，等测站回答…</p>}
      {!busy && last?.data && (
        <p role="status" className={last.data.outcome === 'confirmed' ? styles.good : styles.doubt}>
          {last.data.words}
        </p>
      )}
      {error !== null && (
        <p role="alert" className={styles.bad}>
          {describeError(error)}
        </p>
      )}
    </div>
  )
}

function Element({
  reading,
  selected,
  onSelect,
}: {
  readonly reading: StationReadingShown
  readonly selected: boolean
  readonly onSelect: () => void
}) {
  const change = changeWords(reading)
  return (
    <button
      type="button"
      role="option"
      aria-selected={selected}
      className={classes(styles.element, selected && styles.chosen)}
      title={`${reading.reportWord}，${beijingDateTime(reading.at)}${reading.timeDoubt ? '（测站时钟超前，按收到时间）' : ''}`}
      onClick={onSelect}
    >
      <span>{reading.name}</span>
      <b className={reading.value === null ? styles.doubt : undefined}>{valueWords(reading)}</b>
      <span className={styles.change}>{change === '' ? '' : `${change}/时`}</span>
      <span className={reading.timeDoubt ? styles.doubt : undefined}>
        <Age sinceMs={reading.at} dueMs={1.1 * hourMs} overMs={2.2 * hourMs} suffix="前" />
      </span>
    </button>
  )
}
