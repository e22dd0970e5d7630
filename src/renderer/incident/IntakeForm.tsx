import { useState, type KeyboardEvent } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingTime, parseTypedTime } from '../../core/kernel/beijing-time.ts'
import { entryChannels } from '../../core/modules/logbook/contract.ts'
import type { PlaceHit } from '../../core/modules/places/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { Field } from '../ui/Field.tsx'
import { isComposing } from '../ui/hotkeys.ts'
import { coreNow } from '../ui/now.ts'
import { Tag } from '../ui/Tag.tsx'
import { useSmallDesk } from '../ui/use-small-desk.ts'
import { CategorySelect } from './CategorySelect.tsx'
import { PlaceField } from './PlaceField.tsx'
import { placeFrom } from './place-from.ts'
import styles from './IntakeForm.module.css'

const empty = {
  received: '',
  category: '',
  place: '',
  source: '',
  contact: '',
  channel: 'mobile',
  narrative: '',
  /** When the first word was typed: the report clocks start there unless a time is given. */
  startedAt: 0,
}
type Form = typeof empty

const isBlank = ({ place, source, narrative, contact }: Form) =>
  [place, source, narrative, contact].every((text) => text.trim() === '')

const channelOptions = entryChannels.map(([value, label]) => ({
  value: value as string,
  label: label as string,
}))

function receivedAt({ received, startedAt }: Form): number | null {
  const now = Math.floor(coreNow())
  if (received.trim() === '') return startedAt > 0 ? Math.min(startedAt, now) : now
  const parsed = parseTypedTime(received, now)
  return parsed.ok ? parsed.value : null
}

/**
 * 接报登记: four things are enough, the rest may follow. Enter saves from any field; the form
 * closes when the incident is committed, its words are kept as a draft until then.
 */
export function IntakeForm({
  onOpened,
  onClose,
}: {
  readonly onOpened: (incident: string) => void
  readonly onClose: () => void
}) {
  const draft = useFormDraft('intake', empty, isBlank)
  const { form } = draft
  const [hit, setHit] = useState<PlaceHit>()
  const small = useSmallDesk()
  const [tried, setTried] = useState(false)
  // After a reload only the words came back: the place is looked up again by them.
  const again = useQuery(
    queries.places.search.queryOptions({
      input: { query: form.place, limit: 1 },
      enabled: draft.recovered && hit === undefined && form.place !== '',
    }),
  )
  const open = useMutation(
    queries.incidents.open.mutationOptions({
      onSuccess: ({ id }) => {
        draft.clear()
        onOpened(id)
      },
    }),
  )
  const at = receivedAt(form)
  const missing = {
    place: form.place.trim() === '' ? '请填地点' : undefined,
    source: form.source.trim() === '' ? '请填信息来源' : undefined,
    received: at === null ? '写成 14:02 或 04-05 14:02' : undefined,
  }
  const save = () => {
    setTried(true)
    if (open.isPending || at === null || missing.place || missing.source) return
    const { contact, narrative } = form
    open.mutate({
      receivedAt: at,
      source: form.source,
      place: placeFrom(form.place, hit ?? again.data?.[0]),
      category: form.category === '' ? null : form.category,
      channel: form.channel,
      ...(contact.trim() === '' ? {} : { contact }),
      ...(narrative.trim() === '' ? {} : { narrative }),
    })
  }
  const change = (some: Partial<Form>) => {
    if (open.isError) open.reset()
    draft.set(form.startedAt === 0 ? { startedAt: Math.floor(coreNow()), ...some } : some)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const choosing = event.target instanceof HTMLElement && event.target.closest('.ant-select')
    if (isComposing(event.nativeEvent) || event.defaultPrevented || choosing) return
    if (event.target instanceof HTMLButtonElement) return
    if (event.key === 'Escape') onClose()
    // Shift+Enter is a new line of what was told.
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    save()
  }
  return (
    <section className={styles.form} aria-label="接报登记" onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <b>接报登记</b>
        {draft.recovered && <Tag tone="blue">已恢复</Tag>}
        <span className={styles.note}>
          {draft.savedAt !== undefined &&
            !isBlank(form) &&
            `草稿 ${beijingTime(draft.savedAt)} 已存`}
        </span>
      </header>
      <div className={styles.two}>
        <Field label="接报时间" required problem={missing.received}>
          {(control) => (
            <Input
              {...control}
              value={form.received}
              maxLength={14}
              placeholder={beijingTime(form.startedAt || coreNow()).slice(0, 5)}
              onChange={(event) => change({ received: event.target.value })}
            />
          )}
        </Field>
        <Field label="类别" required>
          {(control) => (
            <CategorySelect
              control={control}
              value={form.category}
              onChange={(category) => change({ category })}
            />
          )}
        </Field>
      </div>
      <Field label="地点" required problem={tried ? missing.place : undefined}>
        {(control) => (
          <PlaceField
            text={form.place}
            control={{ ...control, autoFocus: true }}
            onChange={(place, found) => {
              change({ place })
              if (found !== undefined) setHit(found)
            }}
          />
        )}
      </Field>
      <div className={styles.two}>
        <Field label="信息来源" required problem={tried ? missing.source : undefined}>
          {(control) => (
            <Input
              {...control}
              value={form.source}
              maxLength={60}
              placeholder="谁报的"
              onChange={(event) => change({ source: event.target.value })}
            />
          )}
        </Field>
        <Field label="回拨电话">
          {(control) => (
            <Input
              {...control}
              value={form.contact}
              maxLength={40}
              inputMode="tel"
              placeholder="未记"
              onChange={(event) => change({ contact: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label="方式">
        {(control) => (
          <Select
            id={control.id}
            value={form.channel}
            options={channelOptions}
            onChange={(channel) => change({ channel })}
          />
        )}
      </Field>
      <Field label="内容">
        {(control) => (
          <Input.TextArea
            {...control}
            value={form.narrative}
            maxLength={2000}
            rows={small ? 2 : 4}
            placeholder={small ? '报告人怎么说就怎么写' : '报告人怎么说就怎么写；Shift+Enter 换行'}
            onChange={(event) => change({ narrative: event.target.value })}
          />
        )}
      </Field>
      {open.error !== null && (
        <div className={styles.problem} role="alert">
          没有登记，文字还在。{describeError(open.error)}
        </div>
      )}
      <span className={styles.enough}>四项填齐即可登记，其余可后补</span>
      <div className={styles.buttons}>
        <ActionButton kind="quiet" hint="Escape" onPress={onClose}>
          收起
        </ActionButton>
        <ActionButton kind="primary" hint="Enter" busy={open.isPending} onPress={save}>
          登记
        </ActionButton>
      </div>
    </section>
  )
}
