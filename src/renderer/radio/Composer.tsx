import { useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { Input, Select } from 'antd'
import type { InputRef, RefSelectProps } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { longestText } from '../../core/modules/radio/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { LadderLine } from '../outbox/LadderLine.tsx'
import { LastMessages } from '../outbox/LastMessages.tsx'
import { useSending } from '../outbox/use-sending.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { classes } from '../ui/classes.ts'
import { isComposing } from '../ui/hotkeys.ts'
import {
  needsSecondEnter,
  otherOptions,
  targetLabel,
  targetOptions,
  whomOf,
  type Targets,
} from './targets.ts'
import styles from './Radio.module.css'

const empty = { body: '', gateway: '', urgent: false }
const isBlank = (form: typeof empty) => form.body.trim() === ''

/** What keeps the text from going out, in words; `undefined` when nothing does. */
function obstacle(
  targets: Targets | undefined,
  chosen: readonly string[],
  body: string,
  max: number,
) {
  if (body.trim() === '') return '请先写内容'
  if (chosen.length === 0) return '请先选发给谁'
  if (body.length > max) return `超过 ${max} 字，请缩短`
  if (targets && !targets.gateways.some(({ ready }) => ready)) return '没有接通的电台网关'
  return undefined
}

/**
 * One line to send a text: whom, by which means in which order, what, Enter. The words stay until
 * the core has recorded them; each recipient gets its own result below.
 */
export function Composer({
  chosen,
  onChoose,
  narrow = false,
  textRef,
}: {
  /** Target keys (`targets.ts`). */
  readonly chosen: readonly string[]
  readonly onChoose: (keys: readonly string[]) => void
  readonly narrow?: boolean
  readonly textRef?: Ref<InputRef>
}) {
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const others = useQuery(queries.outbox.people.queryOptions()).data
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const [note, setNote] = useState<string>()
  const picker = useRef<RefSelectProps>(null)
  const draft = useFormDraft('radio:composer', empty, isBlank)
  const { body, gateway, urgent } = draft.form
  const via = gateway === '' ? {} : { gateway }
  const sending = useSending({ whom: chosen.map(whomOf), ...via })
  const ready = (targets?.gateways ?? []).filter(
    (one) => one.ready && one.commands.includes('sendText'),
  )
  const max = Math.min(longestText, sending.max)

  const send = async () => {
    if (sending.busy) return
    const why = obstacle(targets, chosen, body, max)
    if (why !== undefined) {
      setNote(why)
      if (chosen.length === 0) picker.current?.focus()
      return
    }
    if (needsSecondEnter(chosen) && !asked) return setAsked(true)
    setAsked(false)
    const problem = await sending.send({ body, urgent })
    setNote(problem)
    if (problem === undefined) draft.clear({ ...empty, gateway })
  }
  const change = (some: Partial<typeof empty>) => {
    setAsked(false)
    setNote(undefined)
    draft.set(some)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter') {
      event.preventDefault()
      void send()
    }
    if (event.key === 'Escape') setAsked(false)
  }
  const known = targets ? [...targetOptions(targets, typed), ...otherOptions(others ?? [])] : []
  // A number that nobody knows keeps its words when it is no longer typed.
  const options = [
    ...known,
    ...chosen
      .filter((key) => !known.some(({ value }) => value === key))
      .map((value) => {
        const label = targetLabel(targets, value, others)
        return { value, label, words: label }
      }),
  ]
  const names = chosen.map((key) => targetLabel(targets, key, others)).join('、')
  const length = (
    <span className={classes(styles.length, body.length > max ? styles.bad : styles.note)}>
      {narrow ? `${body.length}/${max}` : `一次 ${max} 字 · 已用 ${body.length}`}
    </span>
  )
  const whom = (
    <>
      <Select
        ref={picker}
        aria-label="发给"
        mode="multiple"
        className={narrow ? (styles.pickNarrow ?? '') : (styles.pick ?? '')}
        placeholder={narrow ? '发给' : '发给：呼号、组、乡镇、姓名'}
        value={[...chosen]}
        options={options}
        maxTagCount={narrow ? 1 : 3}
        maxTagPlaceholder={(hidden) => `另 ${hidden.length} 个`}
        optionFilterProp="words"
        popupMatchSelectWidth={false}
        onSearch={setTyped}
        onChange={(keys) => {
          setTyped('')
          setAsked(false)
          setNote(undefined)
          onChoose(keys)
        }}
        notFoundContent="没有这个呼号；可直接输入电台号或组号"
      />
      {ready.length > 1 && (
        <Select
          aria-label="经哪个网关"
          className={styles.via ?? ''}
          value={gateway}
          options={[
            { value: '', label: '自动' },
            ...ready.map((one) => ({ value: one.gateway, label: one.gatewayName })),
          ]}
          onChange={(value) => change({ gateway: value })}
        />
      )}
    </>
  )
  return (
    <section className={styles.composer} aria-label="发短信">
      {(!narrow || ready.length > 1) && (
        <div className={styles.line}>
          {whom}
          {!narrow && (
            <ActionButton
              kind={urgent ? 'danger' : 'quiet'}
              hotkey="Alt+H"
              name={urgent ? '紧急：已选' : '紧急'}
              onPress={() => change({ urgent: !urgent })}
            >
              紧急{urgent && ' ✓'}
            </ActionButton>
          )}
          <span className={styles.grow} />
          {!narrow && length}
        </div>
      )}
      <div className={styles.line}>
        {narrow && ready.length <= 1 && whom}
        <Input
          {...(textRef === undefined ? {} : { ref: textRef })}
          aria-label="短信内容"
          className={styles.grow}
          value={body}
          readOnly={sending.busy}
          maxLength={longestText}
          status={body.length > max ? 'error' : ''}
          placeholder="写好按 Enter 发送"
          suffix={narrow && body.length > 0 ? length : <span />}
          onChange={(event) => change({ body: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <ActionButton
          kind="primary"
          {...(narrow ? {} : { hint: 'Enter' })}
          busy={sending.busy}
          onPress={() => void send()}
        >
          发送
        </ActionButton>
      </div>
      <LadderLine ladders={sending.ladders} narrow={narrow} />
      {asked && (
        <div className={styles.ask} role="alert">
          将发给 {chosen.length} 个收信方：{names}。再按一次 Enter 发出，Esc 取消。
        </div>
      )}
      {note !== undefined && (
        <div className={styles.bad} role="status">
          {note}
        </div>
      )}
      {/* Beside other panels the traffic above keeps its rows: its results are in them. */}
      {!narrow && <LastMessages />}
    </section>
  )
}
