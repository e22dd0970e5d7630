import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Incident } from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import styles from './UnitFates.module.css'

export type Fate = {
  readonly fate: 'return' | 'move' | 'stay'
  /** Where it moves; absent while merging: the main incident. */
  readonly incident?: string
}
export type Fates = ReadonlyMap<string, Fate>

/** What becomes of each team that is still out; what is usual is chosen beforehand. */
export function UnitFates({
  incident,
  fates,
  merging,
  onChange,
}: {
  readonly incident: Incident
  readonly fates: Fates
  readonly merging: boolean
  readonly onChange: (fates: Fates) => void
}) {
  const list = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const others = list.filter(({ id, group }) => id !== incident.id && group !== 'closed')
  const options = [
    ...(merging ? [{ value: 'move', label: '转到主事件' }] : []),
    { value: 'return', label: '返回归队' },
    { value: 'stay', label: '留在原地待命' },
    ...others.map(({ id, number, title }) => ({
      value: `move:${id}`,
      label: `转到 ${number} ${title}`,
    })),
  ]
  const choose = (unit: string, key: string) => {
    const [fate, to] = key.split(':') as [Fate['fate'], string | undefined]
    onChange(new Map(fates).set(unit, { fate, ...(to === undefined ? {} : { incident: to }) }))
  }
  const keyOf = ({ fate, incident: to }: Fate) => (to === undefined ? fate : `${fate}:${to}`)
  return (
    <fieldset className={styles.fates}>
      <legend>还在外的队伍 {incident.unitsOut.length} 支，各作何安排</legend>
      {incident.unitsOut.map(({ unit, callSign, name, state }) => (
        <label key={unit} className={styles.unit}>
          <b>{callSign}</b>
          <span className={styles.note}>
            {name} · {state}
          </span>
          <Select
            aria-label={`${callSign} 的安排`}
            className={styles.choice ?? ''}
            value={keyOf(fates.get(unit) ?? { fate: 'return' })}
            options={options}
            onChange={(key: string) => choose(unit, key)}
          />
        </label>
      ))}
    </fieldset>
  )
}
