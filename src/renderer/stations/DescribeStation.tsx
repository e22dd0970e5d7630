import { useState } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { Station } from '../../core/modules/stations/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { formKeys } from '../ui/form-keys.ts'
import styles from './Stations.module.css'

/** `26.33, 116.34`, or nothing; `undefined` for what is neither. */
function pointOf(text: string): Station['point'] | undefined {
  if (text.trim() === '') return null
  const [, lat, lon] =
    /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? []
  if (lat === undefined || lon === undefined) return undefined
  const point = { lat: Number(lat), lon: Number(lon) }
  return Math.abs(point.lat) <= 90 && Math.abs(point.lon) <= 180 ? point : undefined
}

/** Name and place of a station, as a person knows it. Give the station's number as `key`. */
export function DescribeStation({
  station,
  onDone,
}: {
  readonly station: Station
  readonly onDone: () => void
}) {
  const [name, setName] = useState(station.name)
  const [place, setPlace] = useState(station.place)
  const [point, setPoint] = useState(
    station.point === null ? '' : `${station.point.lat}, ${station.point.lon}`,
  )
  const [note, setNote] = useState(station.note)
  const [problem, setProblem] = useState<string>()
  const describe = useMutation(queries.stations.describe.mutationOptions({ onSuccess: onDone }))
  function save(): void {
    const typed = pointOf(point)
    if (name.trim() === '') return setProblem('请填写测站名称。')
    if (typed === undefined)
      return setProblem('位置请写成「纬度, 经度」，如 26.33, 116.34；不知道就留空。')
    setProblem(undefined)
    if (!describe.isPending)
      describe.mutate({ station: station.station, name, place, point: typed, note })
  }
  const said = problem ?? (describe.error === null ? undefined : describeError(describe.error))
  return (
    <div
      className={styles.form}
      role="group"
      aria-label={`登记测站 ${station.station}`}
      onKeyDown={formKeys(save, onDone)}
    >
      <Input
        aria-label="测站名称"
        placeholder="测站名称"
        maxLength={30}
        value={name}
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <Input
        aria-label="地点"
        placeholder="地点，如 小松镇罗源村河口"
        maxLength={60}
        value={place}
        onChange={(event) => setPlace(event.target.value)}
      />
      <Input
        aria-label="纬度, 经度"
        placeholder="纬度, 经度（可不填）"
        maxLength={40}
        value={point}
        onChange={(event) => setPoint(event.target.value)}
      />
      <Input
        aria-label="备注"
        placeholder="备注（可不填）"
        maxLength={200}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <ActionButton kind="primary" hint="Enter" busy={describe.isPending} onPress={save}>
        登记
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
        取消
      </ActionButton>
      {said !== undefined && (
        <p role="alert" className={styles.bad}>
          {said}
        </p>
      )}
    </div>
  )
}
