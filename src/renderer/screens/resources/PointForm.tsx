import { useEffect, useRef, useState, type FormEvent } from 'react'
import { App, Input, Select, type InputRef } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import {
  numberHints,
  pointKinds,
  type PointKind,
  type ShownPoint,
} from '../../../core/modules/directory/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { clearable } from '../../ui/clearable.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Field } from '../../ui/Field.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { draftOf, emptyPoint, fieldsOf, type PointDraft } from './point-draft.ts'
import styles from './ResourcesScreen.module.css'

/** Whom the call sign may be taken for; it is said, never refused. */
function useMistakable({ kind, number, callSign, unit }: PointDraft): string | undefined {
  const input = { kind, number, callSign: callSign.trim(), unit: unit || null }
  const { data = [] } = useQuery({
    ...queries.directory.similar.queryOptions({ input }),
    enabled: input.callSign !== '',
    placeholderData: (previous) => previous,
  })
  if (input.callSign === '' || data.length === 0) return undefined
  const [first] = data
  return (
    first &&
    `与 ${[first.callSign, first.holder].filter(Boolean).join(' ')} ${first.how}，空中容易混淆`
  )
}

/** A number as users dial it, for one on the air, and the other way round. */
function useConverted({ kind, number }: PointDraft): {
  readonly userNumber: string | null
  readonly onAir: string | null
} {
  const isNet = kind === 'radio' || kind === 'group'
  const { data } = useQuery({
    ...queries.directory.convert.queryOptions({ input: { kind, number } }),
    enabled: isNet && /^\d{4,10}$/.test(number.trim()),
  })
  return { userNumber: data?.userNumber ?? null, onAir: data?.number ?? null }
}

/** One number: a new one, or what is known of it. Fields left alone stay as they are. */
export function PointForm({
  point,
  write,
  onClose,
  onStored,
}: {
  readonly point: ShownPoint | undefined
  /** Take the focus: the arrows of the list only look. */
  readonly write: boolean
  readonly onClose: () => void
  readonly onStored: (id: string) => void
}) {
  const { message } = App.useApp()
  const first = useRef<InputRef>(null)
  useEffect(() => {
    if (write) first.current?.focus()
  }, [write])
  const [missing, setMissing] = useState<string>()
  // Untouched fields follow what other seats write; what is being typed is never overwritten.
  const [typed, setTyped] = useState<Partial<PointDraft>>({})
  const before = point ? draftOf(point) : emptyPoint
  const draft: PointDraft = { ...before, ...typed }
  const county = useQuery(queries.places.county.queryOptions()).data
  const teams = useQuery(queries.teams.list.queryOptions()).data ?? []
  const people = useQuery(queries.people.list.queryOptions()).data ?? []
  const mistakable = useMistakable(draft)
  const { userNumber, onAir } = useConverted(draft)
  const save = useMutation(
    queries.directory.save.mutationOptions({
      onSuccess: ({ id }) => {
        void message.success('已存')
        setTyped({})
        onStored(id)
      },
    }),
  )
  const put = (key: keyof PointDraft, value: string) => {
    setMissing(undefined)
    setTyped((held) => ({ ...held, [key]: value }))
  }
  const text = (key: keyof PointDraft, maxLength = 40) => ({
    value: draft[key],
    maxLength,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      put(key, event.target.value),
  })
  const choice = (key: keyof PointDraft) => ({
    allowClear: clearable,
    showSearch: { optionFilterProp: 'label' },
    value: draft[key] || null,
    onChange: (value: string | undefined) => put(key, value ?? ''),
  })
  const named = draft.callSign.trim() || draft.holder.trim() || draft.unit
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (save.isPending) return
    const why =
      draft.number.trim() === '' ? '请填写号码。' : named ? undefined : '请填写呼号、持有人或队伍。'
    setMissing(why)
    save.reset()
    if (why !== undefined) return
    const { kind, number } = draft
    save.mutate({ kind, number, how: point ? 'edit' : 'add', set: fieldsOf(draft, before) })
  }
  const canBeDialled = !point && onAir !== null && onAir !== draft.number
  return (
    <Panel title={point ? `${point.kindWord} ${point.number}` : '登记号码'} className={styles.side}>
      <form className={styles.form} onSubmit={submit}>
        {!point && (
          <Field label="类别" required>
            {(control) => (
              <Select<PointKind>
                {...control}
                value={draft.kind}
                onChange={(kind) => put('kind', kind)}
                options={pointKinds.map(([value, label]) => ({ value, label }))}
              />
            )}
          </Field>
        )}
        {!point && (
          <Field
            label="号码"
            required
            hint={userNumber === null ? numberHints[draft.kind] : `用户号 ${userNumber}`}
          >
            {(control) => <Input {...control} {...text('number')} ref={first} />}
          </Field>
        )}
        {canBeDialled && (
          <ActionButton onPress={() => put('number', onAir)}>
            {`这是用户号，改填空口号 ${onAir}`}
          </ActionButton>
        )}
        {point?.userNumber !== undefined && (
          <div className={styles.line}>
            <span className={styles.word}>用户号</span>
            {point.userNumber}
          </div>
        )}
        <Field
          label="呼号"
          hint={
            mistakable === undefined ? (
              '电台里叫的名字'
            ) : (
              <span className={styles.warning}>{mistakable}</span>
            )
          }
        >
          {(control) => (
            <Input {...control} {...text('callSign')} {...(point ? { ref: first } : {})} />
          )}
        </Field>
        <Field label="持有人" hint="人、岗位、车辆或保管单位">
          {(control) => <Input {...control} {...text('holder', 80)} />}
        </Field>
        <Field label="队伍">
          {(control) => (
            <Select
              {...control}
              {...choice('unit')}
              options={teams.map(({ id, callSign, name }) => ({
                value: id,
                label: `${callSign} ${name}`,
              }))}
            />
          )}
        </Field>
        <Field label="乡镇">
          {(control) => (
            <Select
              {...control}
              {...choice('place')}
              options={(county?.townships ?? []).map(({ code, name }) => ({
                value: code,
                label: name,
              }))}
            />
          )}
        </Field>
        <Field label="人员">
          {(control) => (
            <Select
              {...control}
              {...choice('person')}
              options={people.map(({ id, name, post }) => ({
                value: id,
                label: [name, post].filter(Boolean).join(' '),
              }))}
            />
          )}
        </Field>
        <Field label="别名" hint="几个别名用顿号隔开">
          {(control) => <Input {...control} {...text('aliases', 200)} />}
        </Field>
        <Field label="型号">{(control) => <Input {...control} {...text('model')} />}</Field>
        <Field label="序列号">{(control) => <Input {...control} {...text('serial')} />}</Field>
        <Field label="备注">{(control) => <Input {...control} {...text('note', 200)} />}</Field>
        <Field label="停用原因" hint="填写后不再用它联系；清空即恢复使用">
          {(control) => <Input {...control} {...text('disabled', 80)} />}
        </Field>
        <div className={styles.actions}>
          {(missing !== undefined || save.error !== null) && (
            <div className={styles.problem} role="alert">
              {missing ?? describeError(save.error)}
            </div>
          )}
          <ActionButton kind="primary" submit hint="Enter" busy={save.isPending}>
            保存
          </ActionButton>
          <ActionButton hotkey="Escape" onPress={onClose}>
            {point ? '关闭' : '取消'}
          </ActionButton>
        </div>
      </form>
    </Panel>
  )
}
