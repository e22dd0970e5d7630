import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { parseTypedTime } from '../../../core/kernel/beijing-time.ts'
import type { Incident, StepNeed } from '../../../core/modules/incidents/contract.ts'
import { api, queries } from '../../client.ts'
import { LeaderWord, useDecider, type Authority } from '../../decision/LeaderWord.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { coreNow } from '../../ui/now.ts'
import { formKeys } from '../../ui/form-keys.ts'
import { GradeFields, startGrade, type GradeForm } from './GradeFields.tsx'
import { UnitFates, type Fates } from './UnitFates.tsx'
import styles from './StepForm.module.css'

export type Step = Incident['next'][number]

const waiverWords = { 'final-report': '免报终报的原因', review: '免予复盘的原因' } as const
type Waivable = keyof typeof waiverWords

/** Nothing to ask: the step is taken at once. */
export function isPlain(step: Step, alone: boolean): boolean {
  return !step.reason && step.asks.length === 0 && (!step.decides || alone)
}

interface Form {
  readonly reason: string
  readonly receiver: string
  readonly acknowledgement: string
  readonly movedAt: string
  readonly main: string | undefined
  readonly fates: Fates
  readonly waived: Readonly<Partial<Record<Waivable, string>>>
  readonly authority: Authority | undefined
  readonly grade: GradeForm
}

function timeOf(text: string): number | undefined | null {
  if (text.trim() === '') return undefined
  const parsed = parseTypedTime(text, Math.floor(coreNow()))
  return parsed.ok ? parsed.value : null
}

/** What is still missing, in the order of the fields. */
function missingIn(step: Step, form: Form, alone: boolean): string | undefined {
  const asks = (need: StepNeed) => step.asks.some((one) => one.need === need)
  if (step.reason && form.reason.trim() === '') return '请写明原因。'
  if (asks('grade') && form.grade.basis.trim() === '') return '请写明定级依据。'
  if (asks('main') && form.main === undefined) return '请选并入哪一起事件。'
  if (asks('transfer')) {
    if (form.receiver.trim() === '') return '请填接收单位和接收人。'
    if (timeOf(form.movedAt) === null) return '移交时间写成 14:02 或 04-05 14:02。'
    if (form.acknowledgement.trim() === '') return '请填对方如何确认。'
  }
  for (const [need, words] of Object.entries(waiverWords) as [Waivable, string][]) {
    const ask = step.asks.find((one) => one.need === need)
    if (ask && !form.waived[need]?.trim())
      return `${ask.sentence.replace(/。$/u, '')}，或填${words}。`
  }
  if ((step.decides || asks('grade')) && !alone && !form.authority)
    return '这一步由带班领导决定：请选明是哪位领导批准的。'
  return undefined
}

function usualFates({ unitsOut }: Incident, step: Step): Fates {
  const fate = step.to === 'merged' ? ('move' as const) : ('return' as const)
  return new Map(unitsOut.map(({ unit }) => [unit, { fate }]))
}

/** What one step asks for; Enter takes it. */
export function StepForm({
  incident,
  step,
  onDone,
}: {
  readonly incident: Incident
  readonly step: Step
  readonly onDone: () => void
}) {
  const { alone, start } = useDecider()
  const [form, setForm] = useState<Form>(() => ({
    reason: '',
    receiver: '',
    acknowledgement: '',
    movedAt: '',
    main: undefined,
    fates: usualFates(incident, step),
    waived: {},
    authority: start,
    grade: startGrade(incident),
  }))
  const [tried, setTried] = useState(false)
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }))
  const asks = (need: StepNeed) => step.asks.some((one) => one.need === need)
  const missing = missingIn(step, form, alone)
  const go = useMutation({ mutationFn: () => take(incident, step, form), onSuccess: onDone })
  const save = () => {
    setTried(true)
    if (!go.isPending && missing === undefined) go.mutate()
  }
  return (
    <section className={styles.form} aria-label={step.action} onKeyDown={formKeys(save, onDone)}>
      <b className={styles.title}>{step.action}</b>
      {asks('grade') && (
        <GradeFields
          incident={incident}
          form={form.grade}
          autoFocus
          onChange={(grade) => set({ grade })}
        />
      )}
      {asks('main') && (
        <MainField incident={incident} value={form.main} onChange={(main) => set({ main })} />
      )}
      {asks('transfer') && (
        <>
          <Input
            autoFocus
            aria-label="接收单位和接收人"
            className={styles.wide ?? ''}
            placeholder="接收单位、接收人"
            maxLength={80}
            value={form.receiver}
            onChange={(event) => set({ receiver: event.target.value })}
          />
          <Input
            aria-label="移交时间"
            className={styles.time ?? ''}
            placeholder="时间，空着是现在"
            maxLength={14}
            value={form.movedAt}
            onChange={(event) => set({ movedAt: event.target.value })}
          />
          <Input
            aria-label="对方确认"
            className={styles.wide ?? ''}
            placeholder="对方如何确认"
            maxLength={120}
            value={form.acknowledgement}
            onChange={(event) => set({ acknowledgement: event.target.value })}
          />
        </>
      )}
      {!asks('grade') && (
        <Input
          autoFocus={!asks('transfer') && !asks('main')}
          aria-label={step.reason ? '原因' : '说明'}
          className={styles.wide ?? ''}
          placeholder={step.reason ? '原因（必填）' : '说明，可不填'}
          maxLength={200}
          value={form.reason}
          onChange={(event) => set({ reason: event.target.value })}
        />
      )}
      {(Object.keys(waiverWords) as Waivable[]).filter(asks).map((need) => (
        <Input
          key={need}
          aria-label={waiverWords[need]}
          className={styles.wide ?? ''}
          placeholder={waiverWords[need]}
          maxLength={200}
          value={form.waived[need] ?? ''}
          onChange={(event) => set({ waived: { ...form.waived, [need]: event.target.value } })}
        />
      ))}
      {(step.decides || asks('grade')) && (
        <LeaderWord value={form.authority} onChange={(authority) => set({ authority })} />
      )}
      <ActionButton kind="primary" hint="Enter" busy={go.isPending} onPress={save}>
        {step.action}
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
        取消
      </ActionButton>
      {asks('units') && (
        <UnitFates
          incident={incident}
          fates={form.fates}
          merging={step.to === 'merged'}
          onChange={(fates) => set({ fates })}
        />
      )}
      <Conditions step={step} />
      {tried && missing !== undefined && (
        <div className={styles.problem} role="alert">
          {missing}
        </div>
      )}
      {go.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(go.error)}
        </div>
      )}
    </section>
  )
}

/** Conditions that the fields do not show by themselves. */
function Conditions({ step }: { readonly step: Step }) {
  const told = step.asks.filter(({ need }) => need === 'final-report' || need === 'review')
  return told.map(({ need, sentence }) => (
    <div key={need} className={styles.note}>
      {sentence}
    </div>
  ))
}

function MainField({
  incident,
  value,
  onChange,
}: {
  readonly incident: Incident
  readonly value: string | undefined
  readonly onChange: (main: string) => void
}) {
  const list = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const options = list
    .filter(({ id, group }) => id !== incident.id && group !== 'closed')
    .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))
  return (
    <Select
      autoFocus
      showSearch
      optionFilterProp="label"
      aria-label="并入哪一起事件"
      className={styles.wide ?? ''}
      placeholder="并入哪一起事件"
      notFoundContent="没有其他在办事件"
      value={value ?? null}
      options={options}
      onChange={(chosen: string) => onChange(chosen)}
    />
  )
}

/** The grade first, where the step waits for it: both are decisions of the same leader. */
async function take(incident: Incident, step: Step, form: Form): Promise<void> {
  const asks = (need: StepNeed) => step.asks.some((one) => one.need === need)
  const authority = form.authority ?? null
  if (asks('grade')) {
    const { grade, basis } = form.grade
    await api.incidents.decideGrade({ incident: incident.id, grade, basis, authority })
  }
  const at = timeOf(form.movedAt)
  await api.incidents.setStatus({
    incident: incident.id,
    to: step.to,
    reason: form.reason,
    authority: step.decides ? authority : null,
    ...(form.main === undefined ? {} : { main: form.main }),
    ...(asks('transfer')
      ? {
          transfer: {
            receiver: form.receiver,
            acknowledgement: form.acknowledgement,
            ...(at == null ? {} : { at }),
          },
        }
      : {}),
    units: asks('units')
      ? [...form.fates].map(([unit, { fate, incident: to }]) => ({
          unit,
          fate,
          ...(to === undefined ? {} : { incident: to }),
        }))
      : [],
    waived: (Object.keys(waiverWords) as Waivable[])
      .filter(asks)
      .map((need) => ({ need, reason: form.waived[need] ?? '' })),
  })
}
