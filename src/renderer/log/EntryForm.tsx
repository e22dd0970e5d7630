import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Checkbox, Input, Select } from 'antd'
import type { InputRef } from 'antd'
import { ClockCircleOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingTime, parseTypedTime } from '../../core/kernel/beijing-time.ts'
import {
  entryChannels,
  entryWord,
  maxEntryLength,
  typedKinds,
  type EntryChannel,
  type EntryKind,
} from '../../core/modules/logbook/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { describeError } from '../ui/describe-error.ts'
import { isComposing, useHotkey } from '../ui/hotkeys.ts'
import { coreNow, useNow } from '../ui/now.ts'
import { Tag } from '../ui/Tag.tsx'
import { namedSource } from './entry-source.ts'
import { useFormDraft } from './use-form-draft.ts'
import styles from './EntryForm.module.css'

const empty = {
  heard: '',
  kind: 'comm',
  source: '',
  channel: 'radio370',
  text: '',
  action: false,
  /** When the first word was typed: what was heard was heard then. */
  startedAt: 0,
}
type Form = typeof empty

const isBlank = (form: Form) =>
  form.text.trim() === '' && form.source.trim() === '' && form.heard.trim() === ''

const kindOptions = typedKinds.map((value) => ({ value: value as string, label: entryWord(value) }))
const channelOptions = [
  { value: '', label: '方式不详' },
  ...entryChannels.map(([value, label]) => ({ value: value as string, label: label as string })),
]

/** Time heard; `null` when what was typed is no time. */
function heardAt({ heard, startedAt }: Form): number | null {
  const now = Math.floor(coreNow())
  if (heard.trim() === '') return startedAt > 0 ? Math.min(startedAt, now) : now
  const parsed = parseTypedTime(heard, now)
  return parsed.ok ? parsed.value : null
}

/**
 * The entry row: writes one line into an incident's log or the duty log. Enter saves; the words
 * stay until the core has committed them, and are kept as a draft meanwhile. Give it the log as
 * React `key`.
 */
export function EntryForm({
  incident,
  takeFocus = false,
  onFocused,
  onClose,
}: {
  readonly incident: string | undefined
  /** It was just asked for: the next words go here. */
  readonly takeFocus?: boolean
  readonly onFocused?: (() => void) | undefined
  /** Esc, where the row can be put away; the draft stays. */
  readonly onClose?: (() => void) | undefined
}) {
  const text = useRef<InputRef>(null)
  const units = useQuery(queries.teams.list.queryOptions()).data ?? []
  const draft = useFormDraft(`log:${incident ?? 'duty'}`, empty, isBlank)
  const { form } = draft
  const write = useMutation(queries.logbook.write.mutationOptions())
  useEffect(() => {
    if (!takeFocus) return
    text.current?.focus()
    onFocused?.()
  }, [takeFocus, onFocused])
  useHotkey('Ctrl+Enter', '记一条', () => text.current?.focus())
  useHotkey('Alt+T', '待办', () => draft.set({ action: !form.action }))

  const heard = heardAt(form)
  const save = () => {
    if (write.isPending || heard === null || form.text.trim() === '') return
    const line = {
      ...namedSource(form.source, units),
      incident: incident ?? null,
      heardAt: heard,
      kind: form.kind as EntryKind,
      channel: form.channel === '' ? null : (form.channel as EntryChannel),
      text: form.text,
      needsAction: form.action,
    }
    write.mutate(line, {
      onSuccess: () => {
        draft.clear({ ...empty, kind: form.kind, channel: form.channel })
        text.current?.focus()
      },
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // A list that is open takes Enter and Esc for itself.
    const choosing = event.target instanceof HTMLElement && event.target.closest('.ant-select')
    if (isComposing(event.nativeEvent) || event.defaultPrevented || choosing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      save()
    }
    if (event.key === 'Escape') onClose?.()
  }
  const change = (some: Partial<Form>) => {
    if (write.isSuccess || write.isError) write.reset()
    draft.set(form.startedAt === 0 ? { startedAt: Math.floor(coreNow()), ...some } : some)
  }
  return (
    <section className={styles.row} aria-label="记一条" onKeyDown={onKeyDown}>
      <div className={styles.fields}>
        <HeardField
          form={form}
          wrong={heard === null}
          onChange={(value) => change({ heard: value })}
        />
        <Select
          aria-label="类别"
          className={styles.kind ?? ''}
          value={form.kind}
          options={kindOptions}
          onChange={(kind) => change({ kind })}
        />
        <Input
          aria-label="来源"
          className={styles.source}
          prefix="来源"
          value={form.source}
          maxLength={60}
          list="entry-sources"
          placeholder="呼号、姓名；空着是本人"
          onChange={(event) => change({ source: event.target.value })}
        />
        <datalist id="entry-sources">
          {units.map(({ id, callSign, name }) => (
            <option key={id} value={callSign}>
              {name}
            </option>
          ))}
        </datalist>
        <Select
          aria-label="方式"
          className={styles.channel ?? ''}
          value={form.channel}
          options={channelOptions}
          onChange={(channel) => change({ channel })}
        />
        <span className={styles.note} role="status">
          <FormNote
            saving={write.isPending}
            saved={write.data?.number}
            draftAt={isBlank(form) ? undefined : draft.savedAt}
          />
        </span>
      </div>
      <div className={styles.fields}>
        {draft.recovered && <Tag tone="blue">已恢复</Tag>}
        <Input
          ref={text}
          aria-label="内容"
          className={styles.text}
          value={form.text}
          readOnly={write.isPending}
          maxLength={maxEntryLength}
          placeholder={
            incident === undefined ? '记到值班日志，Enter 保存' : '记到本事件，Enter 保存'
          }
          onChange={(event) => change({ text: event.target.value })}
        />
        <Checkbox
          checked={form.action}
          onChange={(event) => change({ action: event.target.checked })}
        >
          待办 <kbd className={styles.key}>Alt+T</kbd>
        </Checkbox>
        <ActionButton kind="primary" hint="Enter" busy={write.isPending} onPress={save}>
          保存
        </ActionButton>
      </div>
      {write.error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，文字还在。{describeError(write.error)}
        </div>
      )}
    </section>
  )
}

function HeardField({
  form,
  wrong,
  onChange,
}: {
  readonly form: Form
  readonly wrong: boolean
  readonly onChange: (heard: string) => void
}) {
  const now = useNow()
  return (
    <Input
      aria-label="听到时间"
      className={styles.heard}
      prefix={<ClockCircleOutlined />}
      value={form.heard}
      maxLength={14}
      status={wrong ? 'error' : ''}
      title={wrong ? '写成 14:02 或 04-05 14:02' : '听到时间；空着是开始写的时间'}
      placeholder={beijingTime(form.startedAt > 0 ? form.startedAt : now).slice(0, 5)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function FormNote({
  saving,
  saved,
  draftAt,
}: {
  readonly saving: boolean
  readonly saved: string | undefined
  readonly draftAt: number | undefined
}) {
  if (saving) return <>正在保存…</>
  if (saved !== undefined) return <span className={styles.done}>✓ 已存 {saved}</span>
  return draftAt === undefined ? null : <>草稿 {beijingTime(draftAt)} 已存</>
}
