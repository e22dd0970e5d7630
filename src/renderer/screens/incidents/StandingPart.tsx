import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime, parseTypedTime } from '../../../core/kernel/beijing-time.ts'
import {
  incidentWord,
  responseLevels,
  warningColours,
  type Incident,
  type ResponseLevel,
  type WarningColour,
} from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import { LeaderWord, useDecider } from '../../decision/LeaderWord.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ChangedElsewhere } from '../../ui/ChangedElsewhere.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { coreNow, useAtNow } from '../../ui/now.ts'
import { Signal } from '../../ui/Signal.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useBegan } from './use-began.ts'
import { formKeys } from '../../ui/form-keys.ts'
import styles from './GradePart.module.css'

const dayTime = (at: number) => beijingDateTime(at).slice(5, 16)

/** Response level and warning colour: values of their own, set by persons, never derived. */
export function StandingPart({ incident }: { readonly incident: Incident }) {
  const [editing, setEditing] = useState<'response' | 'warning'>()
  const response = incident.responses.at(-1)
  const warning = incident.warnings.at(-1)
  const overdue = useAtNow((now) => (response?.expectedUntil ?? Infinity) < now)
  const done = () => setEditing(undefined)
  return (
    <section className={styles.part} aria-label="响应和预警">
      <div className={styles.line}>
        <span className={styles.label}>响应级别</span>
        {response?.level ? (
          <>
            <Tag>{incidentWord(response.level)}</Tag>
            <span className={overdue ? styles.differs : styles.note} title={response.measures}>
              至 {dayTime(response.expectedUntil ?? 0)}
              {overdue ? ' 已到期，请决定延长或终止' : ` ${response.decision.name}`}
            </span>
          </>
        ) : (
          <span className={styles.note}>{response ? '已终止' : '未启动'}</span>
        )}
        <span className={styles.grow} />
        <ActionButton kind="quiet" name="设响应级别" onPress={() => setEditing('response')}>
          设
        </ActionButton>
      </div>
      {editing === 'response' && <ResponseEditor incident={incident} onDone={done} />}
      <div className={styles.line}>
        <span className={styles.label}>预警</span>
        {warning?.colour ? (
          <>
            <Signal colour={warning.colour}>{incidentWord(warning.colour)}</Signal>
            <span className={styles.note}>{warning.basis}</span>
          </>
        ) : (
          <span className={styles.note}>{warning ? '已解除' : '无'}</span>
        )}
        <span className={styles.grow} />
        <ActionButton kind="quiet" name="设预警颜色" onPress={() => setEditing('warning')}>
          设
        </ActionButton>
      </div>
      {editing === 'warning' && <WarningEditor incident={incident} onDone={done} />}
      {incident.responses.length + incident.warnings.length > 1 && (
        <details className={styles.history}>
          <summary>响应和预警的变化</summary>
          {incident.responses.map(({ at, level, decision, subject }) => (
            <div key={`r${at}`}>
              {dayTime(at)} {level ? incidentWord(level) : '终止响应'} {decision.name}
              {subject === '' ? '' : `：${subject}`}
            </div>
          ))}
          {incident.warnings.map(({ at, colour, basis, by }) => (
            <div key={`w${at}`}>
              {dayTime(at)} {colour ? incidentWord(colour) : '解除预警'} {by}：{basis}
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

interface EditorProps {
  readonly incident: Incident
  readonly onDone: () => void
}

const levelOptions = [
  ...responseLevels.map(([value, label]) => ({ value: value as string, label: label as string })),
  { value: '', label: '终止响应' },
]

/** 事项, 级别, 预计期限, 措施: the law asks for all four when a response begins. */
function ResponseEditor({ incident, onDone }: EditorProps) {
  const { alone, start } = useDecider()
  const last = incident.responses.at(-1)
  const [form, setForm] = useState<Record<'level' | 'subject' | 'until' | 'measures', string>>({
    level: last?.level ?? '4',
    subject: last?.subject ?? incident.title,
    until: '',
    measures: last?.measures ?? '',
  })
  const [authority, setAuthority] = useState(start)
  const [tried, setTried] = useState(false)
  const elsewhere = useBegan(incident.responses.length)
  const save = useMutation(queries.incidents.setResponse.mutationOptions({ onSuccess: onDone }))
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const until = form.until.trim() === '' ? null : parseTypedTime(form.until, Math.floor(coreNow()))
  const ending = form.level === ''
  const missing = ending
    ? undefined
    : until === null || !until.ok
      ? '请填预计期限，写成 04-06 14:00。'
      : form.subject.trim() === '' || form.measures.trim() === ''
        ? '请填响应事项和应急处置措施。'
        : undefined
  const whose = alone || authority ? undefined : '响应由带班领导决定：请选明是哪位领导批准的。'
  const go = () => {
    setTried(true)
    if (save.isPending || missing !== undefined || whose !== undefined) return
    save.mutate({
      incident: incident.id,
      level: ending ? null : (form.level as ResponseLevel),
      subject: form.subject,
      measures: form.measures,
      expectedUntil: until?.ok ? until.value : null,
      authority: authority ?? null,
    })
  }
  return (
    <div className={styles.editor} onKeyDown={formKeys(go, onDone)}>
      <ChangedElsewhere
        changed={
          elsewhere.changed && !save.isPending && !save.isSuccess
            ? last?.level
              ? incidentWord(last.level)
              : '终止响应'
            : undefined
        }
        onTake={onDone}
        onKeep={elsewhere.keep}
      />
      <div className={styles.fields}>
        <Select
          autoFocus
          aria-label="响应级别"
          className={styles.short ?? ''}
          value={form.level}
          options={levelOptions}
          onChange={(level) => set({ level })}
        />
        <Input
          aria-label="预计期限"
          className={styles.medium ?? ''}
          placeholder="预计至 04-06 14:00"
          maxLength={14}
          disabled={ending}
          value={form.until}
          onChange={(event) => set({ until: event.target.value })}
        />
      </div>
      <Input
        aria-label="响应事项"
        placeholder="响应事项"
        maxLength={120}
        value={form.subject}
        onChange={(event) => set({ subject: event.target.value })}
      />
      <Input
        aria-label="应急处置措施"
        placeholder="应急处置措施"
        maxLength={1000}
        disabled={ending}
        value={form.measures}
        onChange={(event) => set({ measures: event.target.value })}
      />
      <div className={styles.fields}>
        <LeaderWord value={authority} onChange={setAuthority} />
        <ActionButton kind="primary" hint="Enter" busy={save.isPending} onPress={go}>
          保存
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      <Problem text={tried ? (missing ?? whose) : undefined} error={save.error} />
    </div>
  )
}

const colourOptions = [
  ...warningColours.map(([value, label]) => ({ value: value as string, label: label as string })),
  { value: '', label: '解除预警' },
]

function WarningEditor({ incident, onDone }: EditorProps) {
  const last = incident.warnings.at(-1)
  const [colour, setColour] = useState<string>(last?.colour ?? 'yellow')
  const [basis, setBasis] = useState('')
  const [tried, setTried] = useState(false)
  const elsewhere = useBegan(incident.warnings.length)
  const save = useMutation(
    queries.incidents.setWarningColour.mutationOptions({ onSuccess: onDone }),
  )
  const missing = basis.trim() === '' ? '请写明发布单位和时间，或解除的依据。' : undefined
  const go = () => {
    setTried(true)
    if (save.isPending || missing !== undefined) return
    save.mutate({
      incident: incident.id,
      colour: colour === '' ? null : (colour as WarningColour),
      basis,
    })
  }
  return (
    <div className={styles.editor} onKeyDown={formKeys(go, onDone)}>
      <ChangedElsewhere
        changed={
          elsewhere.changed && !save.isPending && !save.isSuccess
            ? last?.colour
              ? incidentWord(last.colour)
              : '解除预警'
            : undefined
        }
        onTake={onDone}
        onKeep={elsewhere.keep}
      />
      <div className={styles.fields}>
        <Select
          autoFocus
          aria-label="预警颜色"
          className={styles.short ?? ''}
          value={colour}
          options={colourOptions}
          onChange={setColour}
        />
        <Input
          aria-label="发布单位和时间"
          className={styles.rest ?? ''}
          placeholder="发布单位和时间"
          maxLength={120}
          value={basis}
          onChange={(event) => setBasis(event.target.value)}
        />
      </div>
      <div className={styles.fields}>
        <ActionButton kind="primary" hint="Enter" busy={save.isPending} onPress={go}>
          保存
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      <Problem text={tried ? missing : undefined} error={save.error} />
    </div>
  )
}

function Problem({ text, error }: { readonly text: string | undefined; readonly error: unknown }) {
  const shown = text ?? (error === null ? undefined : describeError(error))
  if (shown === undefined) return null
  return (
    <div className={styles.problem} role="alert">
      {shown}
    </div>
  )
}
