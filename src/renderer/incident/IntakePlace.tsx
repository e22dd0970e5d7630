import { useState } from 'react'
import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { GeoPoint } from '../../core/kernel/geo.ts'
import { queries } from '../client.ts'
import { askForPoint, cancelPick, useMapPick } from '../map/pick.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { ageInWords } from '../ui/age.ts'
import { coreNow } from '../ui/now.ts'
import { useSmallDesk } from '../ui/use-small-desk.ts'
import { knownOf, type IntakeValues } from './intake-form.ts'
import {
  howWords,
  isFarAway,
  knownFromHit,
  knownFromPoint,
  nearWords,
  pointOf,
  type PlaceRead,
} from './known-place.ts'
import { PlaceField } from './PlaceField.tsx'
import styles from './IntakeFields.module.css'

interface Props {
  readonly form: IntakeValues
  readonly read: PlaceRead
  readonly canPick: boolean
  readonly problem: string | undefined
  readonly change: (some: Partial<IntakeValues>) => void
}

/** 地点: by name, pinyin, coordinates; by a click on the map; by the reporter's radio. */
export function IntakePlace({ form, read, canPick, problem, change }: Props) {
  const county = useQuery(queries.places.county.queryOptions()).data
  const picking = useMapPick(({ asking }) => asking !== undefined)
  const small = useSmallDesk()
  const [radios, setRadios] = useState(false)
  const before = knownOf(form)

  const take = (how: 'map' | 'radio', point: GeoPoint, more: Partial<IntakeValues> = {}) => {
    const text = form.place.trim() === '' ? nearWords(county, point) : form.place
    const known = knownFromPoint(how, point, text, before)
    change({ place: text, known: JSON.stringify(known), ...more })
  }
  const pick = () => {
    if (picking) cancelPick()
    else askForPoint('事件地点', (point) => take('map', point))
  }
  const point = pointOf(read.place)
  return (
    <div className={styles.place}>
      <div className={styles.labelRow}>
        <label htmlFor="intake-place">
          地点{!small && <span className={styles.required}>（必填）</span>}
        </label>
        {canPick && (
          <ActionButton kind="quiet" hotkey="Alt+B" onPress={pick}>
            {picking ? '取消选点' : '图上点选'}
          </ActionButton>
        )}
        <ActionButton kind="quiet" hotkey="Alt+R" onPress={() => setRadios(!radios)}>
          报告人电台
        </ActionButton>
      </div>
      {radios && (
        <RadioPick
          onPick={(callSign, fix) => {
            setRadios(false)
            take('radio', fix, form.source.trim() === '' ? { source: callSign } : {})
          }}
          onClose={() => setRadios(false)}
        />
      )}
      <PlaceField
        text={form.place}
        control={{
          id: 'intake-place',
          'aria-label': '地点',
          'aria-describedby': 'intake-place-note',
          'aria-invalid': problem !== undefined,
          'aria-required': true,
          autoFocus: true,
          maxLength: undefined,
        }}
        onChange={(text, hit) =>
          change({
            place: text,
            ...(hit ? { known: JSON.stringify(knownFromHit(hit, before)) } : {}),
          })
        }
      />
      <div id="intake-place-note" className={styles.placeNote}>
        {problem !== undefined && <span className={styles.problem}>{problem}</span>}
        {problem === undefined && read.how !== undefined && (
          <span>
            {howWords[read.how]}
            {point
              ? ` · ${point.lat.toFixed(5)}, ${point.lon.toFixed(5)} · ${nearWords(county, point)}`
              : ' · 位置仅到乡镇'}
          </span>
        )}
        {problem === undefined && point && county && isFarAway(county, point) && (
          <span className={styles.warning}>坐标不在{county.name}范围内，请核对</span>
        )}
        {before && before.how !== 'gazetteer' && point && (
          <ActionButton kind="quiet" onPress={() => change({ known: '' })}>
            去掉坐标
          </ActionButton>
        )}
      </div>
    </div>
  )
}

/** Who has a position now, newest first: the reporter is where the radio is. */
function RadioPick({
  onPick,
  onClose,
}: {
  readonly onPick: (callSign: string, fix: GeoPoint) => void
  readonly onClose: () => void
}) {
  const positions = useQuery({
    ...queries.positions.latest.queryOptions(),
    // Positions are streamed past the queries: what was read before is too old to choose from.
    staleTime: 0,
  })
  const units = useQuery(queries.teams.list.queryOptions())
  const names = new Map((units.data ?? []).map(({ id, callSign }) => [`unit:${id}`, callSign]))
  const now = Math.floor(coreNow())
  const fixes = (positions.data ?? [])
    .filter(({ key, quality }) => quality === 'good' && key !== 'own')
    .toSorted((one, other) => other.at - one.at)
    .map((fix) => ({
      ...fix,
      callSign: names.get(fix.key) ?? `电台 ${fix.radio}`,
      age: ageInWords(now - fix.at),
    }))
  if (positions.isSuccess && fixes.length === 0) {
    return <div className={styles.placeNote}>现在没有电台报过可用的位置。</div>
  }
  return (
    <Select
      autoFocus
      defaultOpen
      showSearch={{ optionFilterProp: 'label' }}
      aria-label="报告人电台"
      placeholder="选电台：呼号 · 多久前的位置"
      loading={positions.isPending}
      options={fixes.map(({ key, callSign, age, lat, lon }) => ({
        value: key,
        label: `${callSign} · ${age}前 · ${lat.toFixed(4)}, ${lon.toFixed(4)}`,
      }))}
      onChange={(key: string) => {
        const fix = fixes.find((one) => one.key === key)
        if (fix) onPick(fix.callSign, { lat: fix.lat, lon: fix.lon })
      }}
      onBlur={onClose}
    />
  )
}
