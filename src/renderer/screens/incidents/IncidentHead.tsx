import { useState, type KeyboardEvent } from 'react'
import { Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import {
  incidentWord,
  type Incident,
  type IncidentStatus,
} from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import { toneOf } from '../../incident/incident-look.ts'
import { IncidentMark } from '../../incident/IncidentMark.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { isComposing } from '../../ui/hotkeys.ts'
import { Tag } from '../../ui/Tag.tsx'
import { StatusBar } from './StatusBar.tsx'
import styles from './IncidentHead.module.css'

type Step = Incident['next'][number]

/** Number, title, the eight steps, and the next step as the only blue button. */
export function IncidentHead({
  incident,
  small,
}: {
  readonly incident: Incident
  readonly small: boolean
}) {
  const [asking, setAsking] = useState<Step>()
  const set = useMutation(
    queries.incidents.setStatus.mutationOptions({ onSuccess: () => setAsking(undefined) }),
  )
  const go = (step: Step, reason = '') => {
    if (!set.isPending) set.mutate({ incident: incident.id, to: step.to, reason })
  }
  const choose = (step: Step) => (step.reason ? setAsking(step) : go(step))
  const [usual, ...others] = incident.next
  const units = incident.units > 0
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <IncidentMark card={incident} large />
        <div className={styles.name}>
          <div className={styles.tags}>
            <span className={styles.number}>
              {incident.number} · {incident.incidentNo}
            </span>
            <Tag tone={toneOf(incident.incidentStatus)}>
              {incidentWord(incident.incidentStatus)}
            </Tag>
            <Tag>{incidentWord(incident.grade)}</Tag>
            {units ? <Tag>队伍 {incident.units}</Tag> : <Tag tone="orange">未派队</Tag>}
            {incident.conflict && <Tag tone="red">两处同时改动</Tag>}
          </div>
          <h1 className={styles.title} title={incident.title}>
            {incident.title}
          </h1>
        </div>
        <StatusBar incident={incident} small={small} />
        <div className={styles.buttons}>
          {usual && (
            <ActionButton
              kind="primary"
              hotkey="Alt+S"
              name={usual.action}
              busy={set.isPending}
              onPress={() => choose(usual)}
            >
              {usual.action}
            </ActionButton>
          )}
          {others.map((step) => (
            <ActionButton key={step.to} busy={set.isPending} onPress={() => choose(step)}>
              {step.action}
            </ActionButton>
          ))}
        </div>
      </div>
      {asking && (
        <ReasonRow
          key={asking.to}
          to={asking.to}
          busy={set.isPending}
          onGo={(reason) => go(asking, reason)}
          onCancel={() => setAsking(undefined)}
        />
      )}
      {set.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(set.error)}
        </div>
      )}
    </header>
  )
}

function ReasonRow({
  to,
  busy,
  onGo,
  onCancel,
}: {
  readonly to: IncidentStatus
  readonly busy: boolean
  readonly onGo: (reason: string) => void
  readonly onCancel: () => void
}) {
  const [reason, setReason] = useState('')
  const save = () => {
    if (reason.trim() !== '') onGo(reason)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter') save()
    if (event.key === 'Escape') onCancel()
  }
  return (
    <div className={styles.reason}>
      <span>转为“{incidentWord(to)}”的原因</span>
      <Input
        autoFocus
        aria-label="原因"
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <ActionButton kind="primary" hint="Enter" busy={busy} onPress={save}>
        确定
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onCancel}>
        取消
      </ActionButton>
    </div>
  )
}
