import { useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { Input, Select } from 'antd'
import type { InputRef, RefSelectProps } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Traffic } from '../../core/modules/radio/contract.ts'
import { longestText } from '../../core/modules/radio/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { isComposing } from '../ui/hotkeys.ts'
import { Outcome } from './Outcome.tsx'
import { needsSecondEnter, targetLabel, targetOptions, type Targets } from './targets.ts'
import { useTextOrder, type SentText } from './use-text-order.ts'
import styles from './Radio.module.css'

const empty = { body: '', gateway: '' }
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
 * One line to send a text: whom, what, Enter. The words stay until the core has recorded them;
 * each receiver gets its own result below.
 */
export function Composer({
  chosen,
  onChoose,
  rows,
  narrow = false,
  textRef,
}: {
  /** Target keys (`targets.ts`). */
  readonly chosen: readonly string[]
  readonly onChoose: (keys: readonly string[]) => void
  /** The newest traffic, where the results are read. */
  readonly rows: readonly Traffic[]
  readonly narrow?: boolean
  readonly textRef?: Ref<InputRef>
}) {
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState(false)
  const [note, setNote] = useState<string>()
  const picker = useRef<RefSelectProps>(null)
  const draft = useFormDraft('radio:composer', empty, isBlank)
  const order = useTextOrder()
  const { body, gateway } = draft.form
  const ready = (targets?.gateways ?? []).filter(
    (one) => one.ready && one.commands.includes('sendText'),
  )
  const vias = (targets?.gateways ?? []).filter((one) => gateway === '' || one.gateway === gateway)
  const max = Math.min(longestText, ...vias.map((one) => one.maxText))

  const send = async () => {
    if (order.busy) return
    const why = obstacle(targets, chosen, body, max)
    if (why !== undefined) {
      setNote(why)
      if (chosen.length === 0) picker.current?.focus()
      return
    }
    if (needsSecondEnter(chosen) && !asked) return setAsked(true)
    setAsked(false)
    const results = await order.send(chosen, body, gateway === '' ? undefined : gateway)
    if (results.some(({ id }) => id !== undefined)) draft.clear({ ...empty, gateway })
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
  const names = chosen.map((key) => targetLabel(targets, key)).join('、')
  const length = (
    <span className={body.length > max ? styles.bad : styles.note}>
      {body.length}/{max}
      {!narrow && ' 字'}
    </span>
  )
  const whom = (
    <>
      <Select
        ref={picker}
        aria-label="发给"
        mode="multiple"
        className={narrow ? (styles.pickNarrow ?? '') : (styles.pick ?? '')}
        placeholder={narrow ? '发给' : '发给：呼号、组号'}
        value={[...chosen]}
        options={targets ? targetOptions(targets, typed) : []}
        maxTagCount={narrow ? 1 : 3}
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
          readOnly={order.busy}
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
          busy={order.busy}
          onPress={() => void send()}
        >
          发送
        </ActionButton>
      </div>
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
      <Results sent={order.sent} rows={rows} targets={targets} />
    </section>
  )
}

function Results({
  sent,
  rows,
  targets,
}: {
  readonly sent: readonly SentText[]
  readonly rows: readonly Traffic[]
  readonly targets: Targets | undefined
}) {
  if (sent.length === 0) return null
  return (
    <ul className={styles.results} aria-label="上一条的结果" aria-live="polite">
      {sent.map(({ key, id, problem }) => {
        const row = rows.find((one) => one.id === id)
        return (
          <li key={key}>
            <b>{targetLabel(targets, key)}</b>{' '}
            {problem !== undefined && <span className={styles.bad}>✕ 没有发出：{problem}</span>}
            {row && <Outcome row={row} />}
            {row && row.cause !== '' && <span className={styles.bad}>：{row.cause}</span>}
          </li>
        )
      })}
    </ul>
  )
}
