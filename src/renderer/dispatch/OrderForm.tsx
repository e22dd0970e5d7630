import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { App, AutoComplete, Checkbox, Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { parseTypedTime, typedTimeProblem } from '../../core/kernel/beijing-time.ts'
import type { Assignment, OrderedUnits } from '../../core/modules/dispatch/contract.ts'
import { entryChannels, type EntryChannel } from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { LadderLine } from '../outbox/LadderLine.tsx'
import { useFormDraft } from '../log/use-form-draft.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { isComposing } from '../ui/hotkeys.ts'
import { coreNow } from '../ui/now.ts'
import { FailingState, LoadingState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import { CandidateList } from './CandidateList.tsx'
import { parseLater } from './later-time.ts'
import styles from './Dispatch.module.css'

const empty = {
  /** Chosen teams, by id, comma between. */
  units: '',
  task: '',
  place: '',
  channel: '',
  route: '',
  carry: '',
  contact: '',
  due: '',
  /** When it was told; empty is now. */
  at: '',
  how: 'radio370',
  byText: false,
}
type Form = typeof empty

const isBlank = ({ units, task, route, carry, contact, due }: Form) =>
  [units, task, route, carry, contact, due].every((text) => text.trim() === '')

const channelOptions = entryChannels.map(([value, label]) => ({
  value: value as string,
  label: label as string,
}))

const required = ['task', 'place', 'channel'] as const
const requiredWords = { task: '请写明任务', place: '请写明地点', channel: '请写明信道' } as const

/** Enter belongs to an open list: always to a picker, to suggestions only once one is reached. */
function isChoosing(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement) || !target.closest('.ant-select-open')) return false
  return (
    !target.closest('[data-field="channel"]') ||
    document.querySelector('.ant-select-item-option-active') !== null
  )
}

/** What the officer did not write: the incident's place, the channel of the orders before. */
function useKnown(incident: string) {
  const shown = useQuery(queries.incidents.show.queryOptions({ input: { incident } })).data
  const orders = useQuery(queries.dispatch.ofIncident.queryOptions({ input: { incident } })).data
  const groups = useQuery(queries.radio.targets.queryOptions()).data?.groups ?? []
  const channels = [
    ...(orders ?? []).map(({ channel }) => channel),
    ...groups.map(
      ({ number, name }) => `370M ${name.includes(number) ? name : `${name} ${number}`}`,
    ),
  ]
  return {
    number: shown?.number ?? '',
    place: shown?.place.text ?? '',
    channel: orders?.at(-1)?.channel ?? '',
    channels: [...new Set(channels)],
  }
}

/**
 * 调派: recommended teams, then the order's parts, its words before it is given. Enter gives it;
 * what is typed stays as a draft until it is recorded.
 */
export function OrderForm({
  incident,
  transferOf,
  onDone,
}: {
  readonly incident: string
  /** 转场: a new order to this team instead. */
  readonly transferOf?: Assignment | undefined
  /** With the first team that was ordered; without where the form was only closed. */
  readonly onDone: (unit?: string) => void
}) {
  const key = transferOf ? `transfer:${transferOf.id}` : `order:${incident}`
  const draft = useFormDraft(key, empty, isBlank)
  const known = useKnown(incident)
  const recommendation = useQuery(
    queries.dispatch.recommend.queryOptions({ input: { incident }, enabled: !transferOf }),
  )
  const [tried, setTried] = useState(false)
  const [asked, setAsked] = useState(false)
  const root = useRef<HTMLElement>(null)
  const { message } = App.useApp()
  const form = {
    ...draft.form,
    place: draft.form.place || (transferOf ? '' : known.place),
    channel: draft.form.channel || known.channel,
  }
  const chosen = transferOf
    ? new Set([transferOf.unit])
    : new Set(form.units.split(',').filter((unit) => unit !== ''))
  const all = [...(recommendation.data?.candidates ?? []), ...(recommendation.data?.excluded ?? [])]
  const names = transferOf
    ? [transferOf.callSign]
    : all.filter(({ unit }) => chosen.has(unit)).map(({ callSign }) => callSign)
  const recorded = ({ orders }: OrderedUnits) => {
    draft.clear()
    const numbers = orders.map(({ callSign, orderNo }) => `${callSign} ${orderNo}`).join('、')
    void message.success(`命令已记：${numbers}，请听复诵`)
    for (const { callSign, text } of orders) {
      if (text && text.refused !== '') void message.warning(`${callSign}：${text.refused}`, 10)
    }
    onDone(orders[0]?.unit)
  }
  const order = useMutation(queries.dispatch.order.mutationOptions({ onSuccess: recorded }))
  const transfer = useMutation(queries.dispatch.transfer.mutationOptions({ onSuccess: recorded }))
  const running = transferOf ? transfer : order
  const due = parseLater(form.due, coreNow())
  const at = form.at.trim() === '' ? undefined : parseTypedTime(form.at, coreNow())
  // A draft that came back shows what is in it.
  const more =
    draft.recovered && [form.route, form.carry, form.contact, form.at].some((text) => text !== '')
  const missing = required.find((name) => form[name].trim() === '')
  const nobody = chosen.size === 0

  const change = (some: Partial<Form>) => {
    if (running.isError) running.reset()
    setAsked(false)
    draft.set({ place: form.place, channel: form.channel, ...some })
  }
  const toggle = (unit: string) => {
    const next = new Set(chosen)
    if (!next.delete(unit)) next.add(unit)
    change({ units: [...next].join(',') })
  }
  const focusField = (name: string) =>
    root.current?.querySelector<HTMLElement>(`[data-field="${name}"] input`)?.focus()
  const submit = () => {
    if (running.isPending) return
    // The first Enter after choosing teams goes on to what is still missing.
    if (missing !== undefined) {
      setTried(true)
      return focusField(missing)
    }
    setTried(true)
    if (nobody || due === undefined || at?.ok === false) return
    if (form.byText && chosen.size > 1 && !asked) return setAsked(true)
    const { task, place, channel, route, carry, contact, byText } = form
    const parts = {
      task,
      place,
      channel,
      route,
      carry,
      contact,
      byText,
      dueAt: due,
      ...(at === undefined ? {} : { at: at.value }),
      how: form.how as EntryChannel,
    }
    if (transferOf) transfer.mutate({ assignment: transferOf.id, ...parts })
    else order.mutate({ incident, units: [...chosen], ...parts })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    if (isComposing(event.nativeEvent) || event.defaultPrevented || isChoosing(target)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      onDone()
    }
    if (event.key !== 'Enter') return
    if (target instanceof HTMLButtonElement || (target as HTMLElement).tagName === 'SUMMARY') return
    event.preventDefault()
    submit()
  }
  const line = (
    name: 'task' | 'place' | 'route' | 'carry' | 'contact' | 'due' | 'at',
    label: string,
    options: {
      readonly placeholder?: string
      readonly max?: number
      readonly problem?: string
    } = {},
  ) => (
    <div data-field={name}>
      <Field
        label={label}
        required={name === 'task' || name === 'place'}
        problem={tried ? options.problem : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={form[name]}
            maxLength={options.max ?? 120}
            placeholder={options.placeholder ?? ''}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
  const blank = (name: (typeof required)[number]) =>
    form[name].trim() === '' ? { problem: requiredWords[name] } : {}
  return (
    <section ref={root} className={styles.order} aria-label="调派" onKeyDown={onKeyDown}>
      <header className={styles.formHead}>
        <b>{transferOf ? `${transferOf.callSign} 转场新任务` : `调派 ${known.number}`}</b>
        {draft.recovered && <Tag tone="blue">已恢复</Tag>}
      </header>
      {!transferOf && (
        <FirstFocus>
          {recommendation.error !== null && !recommendation.data ? (
            <FailingState
              title="读不到建议队伍"
              error={recommendation.error}
              onRetry={() => void recommendation.refetch()}
            />
          ) : recommendation.isPending ? (
            <LoadingState what="建议队伍" />
          ) : (
            <CandidateList recommendation={recommendation.data} chosen={chosen} onToggle={toggle} />
          )}
        </FirstFocus>
      )}
      {line('task', '任务', { placeholder: '如：扑救山火', max: 200, ...blank('task') })}
      {line('place', '地点', blank('place'))}
      <div className={styles.two}>
        <div data-field="channel">
          <Field label="信道" required problem={tried ? blank('channel').problem : undefined}>
            {(control) => (
              <AutoComplete
                {...control}
                value={form.channel}
                defaultActiveFirstOption={false}
                options={known.channels.map((value) => ({ value }))}
                placeholder="如：370M 12组"
                maxLength={60}
                onChange={(channel: string) => change({ channel })}
              />
            )}
          </Field>
        </div>
        {line('due', '要求到达', {
          placeholder: '14:50 或 40',
          max: 12,
          ...(due === undefined ? { problem: '写成 14:50，或 40（分钟后）' } : {}),
        })}
      </div>
      <details className={styles.fold} open={more}>
        <summary>路线、携带、现场联系、下令时间和方式</summary>
        <div className={styles.two}>
          {line('route', '路线')}
          {line('carry', '携带')}
          {line('contact', '现场联系', { max: 60, placeholder: '姓名 电话' })}
          {line('at', '下令时间', {
            max: 14,
            placeholder: '现在',
            ...(at === undefined || at.ok ? {} : { problem: typedTimeProblem(at) }),
          })}
          <Field label="下令方式">
            {(control) => (
              <Select
                {...control}
                value={form.how}
                options={channelOptions}
                popupMatchSelectWidth={false}
                onChange={(how) => change({ how })}
              />
            )}
          </Field>
        </div>
      </details>
      <Words form={form} unit={[...chosen][0]} due={due ?? null} />
      <Checkbox
        checked={form.byText}
        onChange={(event) => change({ byText: event.target.checked })}
      >
        同时发短信到电台
      </Checkbox>
      {form.byText && !nobody && <UnitLadders units={[...chosen]} />}
      <footer className={styles.buttons}>
        <span className={styles.receivers} role="status">
          {nobody
            ? tried
              ? '请先选队伍（数字键或空格）'
              : '数字键选队伍'
            : asked
              ? `短信将发给 ${names.join('、')}，再按一次 Enter 下达`
              : `向 ${names.join('、')} 下令${form.byText ? '，短信同发' : ''}`}
        </span>
        <ActionButton kind="primary" hint="Enter" busy={running.isPending} onPress={submit}>
          下达
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={() => onDone()}>
          收起
        </ActionButton>
      </footer>
      {running.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(running.error)}
        </div>
      )}
    </section>
  )
}

/** Digits choose teams at once: the form opens with the focus outside of every text field. */
function FirstFocus({ children }: { readonly children: ReactNode }) {
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => group.current?.focus({ preventScroll: true }), [])
  return (
    <div ref={group} tabIndex={-1} role="group" aria-label="建议队伍" className={styles.first}>
      {children}
    </div>
  )
}

/** The words as they will be told, composed by the core. */
function Words({
  form,
  unit,
  due,
}: {
  readonly form: Form
  readonly unit: string | undefined
  readonly due: number | null
}) {
  const { task, place, channel, route, carry, contact } = form
  const ready = unit !== undefined && [task, place, channel].every((text) => text.trim() !== '')
  const composed = useQuery(
    queries.dispatch.composed.queryOptions({
      input: {
        unit: unit ?? '',
        task,
        place,
        channel,
        route,
        carry,
        contact,
        // By the minute: the words must not be asked for anew at every render.
        dueAt: due === null ? null : Math.ceil(due / 60_000) * 60_000,
      },
      enabled: ready,
      placeholderData: (before) => before,
    }),
  ).data
  if (!ready || !composed) return null
  return (
    <p className={styles.orderText} aria-label="命令原文">
      {composed.text}
    </p>
  )
}

/** By which means each order's text will be tried, seen before Enter. */
function UnitLadders({ units }: { readonly units: readonly string[] }) {
  const whom = units.map((id) => ({ kind: 'unit' as const, id }))
  const ladders = useQuery(queries.outbox.ladders.queryOptions({ input: { whom } })).data ?? []
  return <LadderLine ladders={ladders} narrow={false} />
}
