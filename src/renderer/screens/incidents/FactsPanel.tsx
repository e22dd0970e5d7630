import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime, beijingTime } from '../../../core/kernel/beijing-time.ts'
import { writeCoordinates } from '../../../core/kernel/coordinates.ts'
import type { FieldState, Incident } from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { askForPoint } from '../../map/pick.ts'
import { useSetPoint } from '../../map/use-set-point.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { FactEditor } from './FactEditor.tsx'
import { GradePart } from './GradePart.tsx'
import { StandingPart } from './StandingPart.tsx'
import styles from './FactsPanel.module.css'

/** Shown by `GradePart` with who decided and what is suggested. */
const elsewhere = new Set<FieldState['field']>(['grade', 'gradeBasis'])

/** 基本情况: what is known, and what a report still lacks. */
export function FactsPanel({ incident }: { readonly incident: Incident }) {
  const [editing, setEditing] = useState<FieldState['field']>()
  const firstMissing = incident.fields.find(({ missing }) => missing) ?? incident.fields[0]
  const shown = incident.fields.filter(({ field }) => !elsewhere.has(field))
  const split = shown.findIndex(({ field }) => field === 'category') + 1
  const [what, rest] = [shown.slice(0, split), shown.slice(split)]
  const fact = (field: FieldState) => (
    <Fact
      key={field.field}
      incident={incident}
      field={field}
      editing={field.field === editing}
      onEdit={() => setEditing(field.field)}
      onDone={() => setEditing(undefined)}
    />
  )
  return (
    <Panel
      title="基本情况"
      extra={
        <>
          {incident.missingCount > 0 && <Tag tone="yellow">缺 {incident.missingCount} 项</Tag>}
          <ActionButton kind="quiet" hotkey="E" onPress={() => setEditing(firstMissing?.field)}>
            修改
          </ActionButton>
        </>
      }
    >
      <dl className={styles.facts}>
        <div className={styles.fact}>
          <dt>接报时间</dt>
          <dd>
            {beijingDateTime(incident.receivedAt)} <span className={styles.note}>时限起算</span>
          </dd>
        </div>
        {what.map(fact)}
      </dl>
      <div className={styles.parts}>
        <GradePart incident={incident} />
        <StandingPart incident={incident} />
      </div>
      <dl className={styles.facts}>{rest.map(fact)}</dl>
    </Panel>
  )
}

function Fact({
  incident,
  field,
  editing,
  onEdit,
  onDone,
}: {
  readonly incident: Incident
  readonly field: FieldState
  readonly editing: boolean
  readonly onEdit: () => void
  readonly onDone: () => void
}) {
  return (
    <div className={styles.fact}>
      <dt>{field.label}</dt>
      <dd>
        {editing ? (
          <FactEditor incident={incident.id} field={field} onDone={onDone} />
        ) : (
          <button type="button" className={styles.value} onClick={onEdit}>
            {field.missing ? (
              <span className={styles.missing}>待核</span>
            ) : (
              field.shown || <span className={styles.note}>—</span>
            )}
          </button>
        )}
        {field.field === 'place' && <PlacePoint incident={incident} />}
        {field.others.length > 0 && <Others incident={incident.id} field={field} />}
      </dd>
    </div>
  )
}

const roughWords = { 'township-only': '位置仅到乡镇', unknown: '位置不明' } as const

/** The point of the place, and how to set it: one click on the map of 指挥. */
function PlacePoint({ incident }: { readonly incident: Incident }) {
  const { lat, lon, precision } = incident.place
  const goTo = useNavigation((navigation) => navigation.goTo)
  const setPoint = useSetPoint()
  const key = `incident:${incident.id}`
  const known = lat !== undefined && lon !== undefined
  const words =
    precision === 'township-only' || precision === 'unknown' ? roughWords[precision] : ''
  const pick = () => {
    askForPoint(`${incident.number} 的位置`, (point) => setPoint(key, point))
    goTo('dispatch')
  }
  return (
    <div className={styles.note}>
      {known
        ? `${writeCoordinates({ lat, lon }, 'decimal')} ${precision === 'approximate' ? '（大致）' : words}`
        : words}{' '}
      <ActionButton kind="quiet" onPress={pick}>
        {known ? '重新标定' : '在图上标定'}
      </ActionButton>
      {known && (
        <ActionButton kind="quiet" onPress={() => setPoint(key, null)}>
          撤销标定
        </ActionButton>
      )}
    </div>
  )
}

/** Written in two places at once: both are shown, a person decides. */
function Others({ incident, field }: { readonly incident: string; readonly field: FieldState }) {
  const set = useMutation(queries.incidents.setField.mutationOptions())
  const keep = () =>
    set.mutate({ incident, field: field.field, value: field.value, seen: field.seen })
  return (
    <div className={styles.others} role="alert">
      <Tag tone="red">两处同时改动</Tag>
      {field.others.map(({ shown, by, at }) => (
        <div key={`${at} ${shown}`}>
          {by} {beijingTime(at)}：{shown === '' ? '清空' : shown}
        </div>
      ))}
      <ActionButton busy={set.isPending} onPress={keep}>
        就用现在这个
      </ActionButton>
    </div>
  )
}
