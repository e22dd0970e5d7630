import { useState } from 'react'
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime, beijingTime, parseTypedTime } from '../../../core/kernel/beijing-time.ts'
import {
  casualtyFigures,
  type CasualtyFigure,
  type CasualtySnapshot,
  type Incident,
} from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { classes } from '../../ui/classes.ts'
import { ChangedElsewhere } from '../../ui/ChangedElsewhere.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { coreNow } from '../../ui/now.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useBegan } from './use-began.ts'
import { formKeys } from '../../ui/form-keys.ts'
import styles from './CasualtiesPanel.module.css'

const figureWords = (told: CasualtySnapshot) =>
  casualtyFigures
    .filter(([key]) => told[key] > 0)
    .map(([key, label]) => `${label} ${told[key]}`)
    .join('，') || '均为 0'

/** The figures that stand, with who told them; each update is a new snapshot. */
export function CasualtiesPanel({ incident }: { readonly incident: Incident }) {
  const [editing, setEditing] = useState<'casualties' | 'losses'>()
  const told = incident.casualties
  const done = () => setEditing(undefined)
  return (
    <Panel
      title="伤亡情况"
      className={styles.panel}
      extra={
        <>
          <ActionButton kind="quiet" hotkey="U" onPress={() => setEditing('casualties')}>
            更新
          </ActionButton>
          <ActionButton kind="quiet" name="报损失" onPress={() => setEditing('losses')}>
            损失
          </ActionButton>
        </>
      }
    >
      {editing === 'casualties' ? (
        <CasualtiesForm incident={incident} onDone={done} />
      ) : editing === 'losses' ? (
        <LossesForm incident={incident} onDone={done} />
      ) : (
        <>
          <dl className={styles.strip}>
            {casualtyFigures.map(([key, label]) => (
              <div key={key} className={styles.figure}>
                <dd className={classes(told && told[key] > 0 ? styles.some : styles.none)}>
                  {told ? told[key] : '—'}
                </dd>
                <dt>{label}</dt>
              </div>
            ))}
          </dl>
          <div className={styles.source}>
            {told ? (
              <>
                {beijingDateTime(told.at).slice(5, 16)} {told.source}{' '}
                {told.verified ? '已核实' : <Tag tone="yellow">未核实</Tag>}
              </>
            ) : (
              <span className={styles.missing}>待核</span>
            )}
          </div>
          <Losses incident={incident} />
          {incident.snapshots.length > 1 && <History snapshots={incident.snapshots} />}
        </>
      )}
    </Panel>
  )
}

function History({ snapshots }: { readonly snapshots: readonly CasualtySnapshot[] }) {
  return (
    <details className={styles.history}>
      <summary>历次数字 {snapshots.length}</summary>
      {snapshots.map((told) => (
        <div key={told.id}>
          {beijingDateTime(told.at).slice(5, 16)} {figureWords(told)}；{told.source}
          {told.late ? '（补报）' : ''}
          {told.reason === '' ? '' : `；${told.reason}`}
        </div>
      ))}
    </details>
  )
}

function Losses({ incident }: { readonly incident: Incident }) {
  const newest = incident.losses.toReversed()
  const burnt = newest.find((one) => one.burnt)?.burnt
  const economic = newest.find((one) => one.economic)?.economic
  const potential = newest.find((one) => one.potential)?.potential
  const toEvacuate = newest.find((one) => one.toEvacuate !== undefined)?.toEvacuate
  const parts = [
    burnt &&
      `受害森林 ${burnt.told} ${burnt.unit}${burnt.unit === '亩' ? `（${burnt.ha.toFixed(2)} 公顷）` : ''}`,
    economic && `直接损失 ${economic.told} ${economic.unit}`,
    potential && `潜在损失 ${potential.told} ${potential.unit}`,
    toEvacuate !== undefined && `需转移 ${toEvacuate} 人`,
  ].filter((part) => part !== undefined && part !== false)
  if (parts.length === 0) return null
  return <div className={styles.losses}>{parts.join('，')}</div>
}

type Typed = Readonly<Partial<Record<CasualtyFigure, number | null>>>

interface FormProps {
  readonly incident: Incident
  readonly onDone: () => void
}

function timeOf(text: string): number | undefined | null {
  if (text.trim() === '') return undefined
  const parsed = parseTypedTime(text, Math.floor(coreNow()))
  return parsed.ok ? parsed.value : null
}

/** Only figures that were touched are sent: what another seat told meanwhile stays as told. */
function CasualtiesForm({ incident, onDone }: FormProps) {
  const standing = incident.casualties
  const elsewhere = useBegan(standing?.id ?? null)
  const [typed, setTyped] = useState<Typed>({})
  const [source, setSource] = useState('')
  const [at, setAt] = useState('')
  const [verified, setVerified] = useState(false)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const report = useMutation(
    queries.incidents.reportCasualties.mutationOptions({ onSuccess: onDone }),
  )
  const falls = casualtyFigures.filter(
    ([key, , needs]) => needs !== null && standing && (typed[key] ?? standing[key]) < standing[key],
  )
  const when = timeOf(at)
  const missing =
    source.trim() === ''
      ? '请填伤亡数字的来源。'
      : when === null
        ? '时间写成 14:02 或 04-05 14:02。'
        : falls.length > 0 && when === undefined && reason.trim() === ''
          ? `${falls.map(([, label, needs]) => `${label}减少，请写明${needs}`).join('；')}。`
          : undefined
  const save = () => {
    setTried(true)
    if (report.isPending || missing !== undefined) return
    const figures = Object.fromEntries(
      Object.entries(typed).filter(([, value]) => value !== null && value !== undefined),
    )
    report.mutate({
      incident: incident.id,
      ...figures,
      source,
      verified,
      reason,
      ...(when == null ? {} : { at: when }),
    })
  }
  return (
    <section className={styles.form} aria-label="更新伤亡" onKeyDown={formKeys(save, onDone)}>
      <ChangedElsewhere
        changed={
          elsewhere.changed && !report.isPending && !report.isSuccess
            ? standing
              ? figureWords(standing)
              : ''
            : undefined
        }
        onTake={() => {
          setTyped({})
          elsewhere.take()
        }}
        onKeep={elsewhere.keep}
      />
      <div className={styles.numbers}>
        {casualtyFigures.map(([key, label], place) => (
          <label key={key} className={styles.number}>
            <span>{label}</span>
            <InputNumber
              aria-label={label}
              autoFocus={place === 0}
              min={0}
              max={99_999}
              precision={0}
              controls={false}
              keyboard={false}
              placeholder={String(standing?.[key] ?? 0)}
              value={typed[key] ?? null}
              onChange={(value) => setTyped({ ...typed, [key]: value })}
            />
          </label>
        ))}
      </div>
      <div className={styles.fields}>
        <Input
          aria-label="来源"
          placeholder="谁报的"
          maxLength={60}
          value={source}
          onChange={(event) => setSource(event.target.value)}
        />
        <Input
          aria-label="统计时间"
          className={styles.time ?? ''}
          placeholder={beijingTime(coreNow()).slice(0, 5)}
          maxLength={14}
          value={at}
          onChange={(event) => setAt(event.target.value)}
        />
        <Checkbox checked={verified} onChange={(event) => setVerified(event.target.checked)}>
          已核实
        </Checkbox>
      </div>
      {(falls.length > 0 || reason !== '') && (
        <Input
          aria-label="减少的原因或去向"
          placeholder="减少的原因或去向"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <Foot
        busy={report.isPending}
        missing={tried ? missing : undefined}
        error={report.error}
        onSave={save}
        onDone={onDone}
      />
    </section>
  )
}

function Foot({
  busy,
  missing,
  error,
  onSave,
  onDone,
}: {
  readonly busy: boolean
  readonly missing: string | undefined
  readonly error: unknown
  readonly onSave: () => void
  readonly onDone: () => void
}) {
  return (
    <>
      <div className={styles.fields}>
        <ActionButton kind="primary" hint="Enter" busy={busy} onPress={onSave}>
          保存
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      {missing !== undefined && (
        <div className={styles.problem} role="alert">
          {missing}
        </div>
      )}
      {error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，数字还在。{describeError(error)}
        </div>
      )}
    </>
  )
}

const areaUnits = ['亩', '公顷'] as const
const moneyUnits = ['万元', '亿元', '元'] as const

/** As they were told, each with its unit; the converted figure stands beside it. */
function LossesForm({ incident, onDone }: FormProps) {
  const elsewhere = useBegan(incident.losses.length)
  const [form, setForm] = useState({
    burnt: null as number | null,
    burntUnit: '亩' as (typeof areaUnits)[number],
    economic: null as number | null,
    economicUnit: '万元' as (typeof moneyUnits)[number],
    potential: null as number | null,
    potentialUnit: '万元' as (typeof moneyUnits)[number],
    toEvacuate: null as number | null,
    source: '',
  })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const [tried, setTried] = useState(false)
  const report = useMutation(queries.incidents.reportLosses.mutationOptions({ onSuccess: onDone }))
  const { burnt, economic, potential, toEvacuate, source } = form
  const missing = [burnt, economic, potential, toEvacuate].every((value) => value === null)
    ? '至少填一项损失。'
    : source.trim() === ''
      ? '请填损失数字的来源。'
      : undefined
  const save = () => {
    setTried(true)
    if (report.isPending || missing !== undefined) return
    report.mutate({
      incident: incident.id,
      source,
      ...(burnt === null ? {} : { burnt: { told: burnt, unit: form.burntUnit } }),
      ...(economic === null ? {} : { economic: { told: economic, unit: form.economicUnit } }),
      ...(potential === null ? {} : { potential: { told: potential, unit: form.potentialUnit } }),
      ...(toEvacuate === null ? {} : { toEvacuate }),
    })
  }
  return (
    <section className={styles.form} aria-label="报损失" onKeyDown={formKeys(save, onDone)}>
      <ChangedElsewhere
        changed={
          elsewhere.changed && !report.isPending && !report.isSuccess ? '新的损失数字' : undefined
        }
        onTake={onDone}
        onKeep={elsewhere.keep}
      />
      <Measured
        label="受害森林面积"
        autoFocus
        value={burnt}
        unit={form.burntUnit}
        units={areaUnits}
        onValue={(value) => set({ burnt: value })}
        onUnit={(burntUnit) => set({ burntUnit })}
      />
      <Measured
        label="直接经济损失"
        value={economic}
        unit={form.economicUnit}
        units={moneyUnits}
        onValue={(value) => set({ economic: value })}
        onUnit={(economicUnit) => set({ economicUnit })}
      />
      <Measured
        label="潜在经济损失"
        value={potential}
        unit={form.potentialUnit}
        units={moneyUnits}
        onValue={(value) => set({ potential: value })}
        onUnit={(potentialUnit) => set({ potentialUnit })}
      />
      <Measured
        label="需转移人数"
        value={toEvacuate}
        unit="人"
        units={['人']}
        onValue={(value) => set({ toEvacuate: value })}
        onUnit={() => undefined}
      />
      <Input
        aria-label="来源"
        placeholder="谁报的"
        maxLength={60}
        value={source}
        onChange={(event) => set({ source: event.target.value })}
      />
      <Foot
        busy={report.isPending}
        missing={tried ? missing : undefined}
        error={report.error}
        onSave={save}
        onDone={onDone}
      />
    </section>
  )
}

function Measured<Unit extends string>({
  label,
  value,
  unit,
  units,
  autoFocus = false,
  onValue,
  onUnit,
}: {
  readonly label: string
  readonly value: number | null
  readonly unit: Unit
  readonly units: readonly Unit[]
  readonly autoFocus?: boolean
  readonly onValue: (value: number | null) => void
  readonly onUnit: (unit: Unit) => void
}) {
  return (
    <div className={styles.measured}>
      <span>{label}</span>
      <InputNumber
        aria-label={label}
        autoFocus={autoFocus}
        min={0}
        controls={false}
        keyboard={false}
        value={value}
        onChange={onValue}
      />
      {units.length === 1 ? (
        <span className={styles.unit}>{unit}</span>
      ) : (
        <Select
          aria-label={`${label}的单位`}
          className={styles.unit ?? ''}
          value={unit}
          options={units.map((one) => ({ value: one, label: one }))}
          onChange={(one: Unit) => onUnit(one)}
        />
      )}
    </div>
  )
}
