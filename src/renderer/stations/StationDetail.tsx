import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../core/kernel/beijing-time.ts'
import type { Station, StationReadingShown } from '../../core/modules/stations/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Age } from '../ui/Age.tsx'
import { classes } from '../ui/classes.ts'
import { describeError } from '../ui/describe-error.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { nextIndex } from '../ui/list-keys.ts'
import { DescribeStation } from './DescribeStation.tsx'
import { ElementGraph } from './ElementGraph.tsx'
import { changeWords, levelOf, rainOf, valueWords } from './station-look.ts'
import styles from './Stations.module.css'

const hourMs = 3_600_000

/** What can be ordered of one station, every element of it, and the graph of the one selected. */
export function StationDetail({ station }: { readonly station: Station }) {
  const [shown, setShown] = useState<string>()
  const [naming, setNaming] = useState(false)
  const ask = useMutation(queries.stations.ask.mutationOptions())
  const setClock = useMutation(queries.stations.setClock.mutationOptions())
  const graph =
    station.latest.find(({ element }) => element === shown) ??
    levelOf(station) ??
    rainOf(station) ??
    station.latest[0]
  const busy = ask.isPending || setClock.isPending
  const last = [ask, setClock].toSorted((one, other) => other.submittedAt - one.submittedAt)[0]
  const error = last?.error ?? null
  const cannot = station.canAsk ? undefined : '经这个网关不能问测站，或网关未接通'
  const order = { station: station.station }
  const buttons = useRef<HTMLDivElement>(null)
  const [named, setNamed] = useState(0)
  // The focus goes back to the button that opened the form.
  useEffect(() => {
    if (named > 0) buttons.current?.querySelector<HTMLElement>('button:last-child')?.focus()
  }, [named])
  function endNaming(): void {
    setNaming(false)
    setNamed((times) => times + 1)
  }
  return (
    <div className={styles.detail}>
      <div className={styles.about}>
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
        {naming ? (
          <DescribeStation key={station.station} station={station} onDone={endNaming} />
        ) : (
          <div className={styles.buttons} ref={buttons}>
            <ActionButton refusedBecause={cannot} busy={busy} onPress={() => ask.mutate(order)}>
              召测
            </ActionButton>
            <ActionButton
              refusedBecause={cannot}
              busy={busy}
              onPress={() => setClock.mutate(order)}
            >
              校时
            </ActionButton>
            <ActionButton onPress={() => setNaming(true)}>登记名称</ActionButton>
          </div>
        )}
      </div>
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
      {graph && (
        <div className={styles.readings}>
          <Elements readings={station.latest} shown={graph.element} onShow={setShown} />
          <ElementGraph station={station.station} reading={graph} />
        </div>
      )}
    </div>
  )
}

/** One stop of the Tab key; arrows move within. */
function Elements({
  readings,
  shown,
  onShow,
}: {
  readonly readings: readonly StationReadingShown[]
  readonly shown: string
  readonly onShow: (element: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const now = readings.findIndex(({ element }) => element === shown)
    const next = nextIndex(event.key, now, readings.length, readings.length)
    const reading = next === undefined ? undefined : readings[next]
    if (next === undefined || !reading) return
    event.preventDefault()
    onShow(reading.element)
    list.current?.querySelectorAll<HTMLElement>('[role="option"]')[next]?.focus()
  }
  return (
    <div
      ref={list}
      role="listbox"
      aria-label="要素"
      className={styles.elements}
      onKeyDown={onKeyDown}
    >
      {readings.map((reading) => (
        <Element
          key={reading.element}
          reading={reading}
          selected={reading.element === shown}
          onSelect={() => onShow(reading.element)}
        />
      ))}
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
      tabIndex={selected ? 0 : -1}
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
