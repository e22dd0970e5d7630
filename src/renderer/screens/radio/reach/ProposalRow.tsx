import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import type { Means, NextContact, ReachProposal } from '../../../../core/modules/reach/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Reach.module.css'

/** A place that nothing gets through to, what is proposed, and one way to take it up. */
export function ProposalRow({
  proposal,
  hotkey,
  onTry,
}: {
  readonly proposal: ReachProposal
  /** The first one has the key. */
  readonly hotkey: boolean
  readonly onTry: (means: Means) => void
}) {
  const [giving, setGiving] = useState(false)
  const { name, level, why, next } = proposal
  const attempt = next.find(({ kind }) => kind === 'try')
  const others = next.filter(({ kind }) => kind !== 'try')
  return (
    <div className={level === 'lost' ? styles['proposal-lost'] : styles.proposal}>
      <b>
        {name}
        {level === 'lost' ? '无可用手段' : '待试通'}
      </b>
      <span className={styles.text} title={why}>
        {why}；荐：
        {[attempt, ...others]
          .filter((one) => one !== undefined)
          .map(({ text }) => text)
          .join('，或')}
      </span>
      {attempt?.means != null && (
        <ActionButton
          name={`${name} ${attempt.text}`}
          onPress={() => attempt.means && onTry(attempt.means)}
        >
          {attempt.text}
        </ActionButton>
      )}
      <ActionButton
        hotkey={hotkey ? 'Alt+K' : undefined}
        name={`给${name}建联络任务`}
        onPress={() => setGiving((was) => !was)}
      >
        建任务
      </ActionButton>
      {giving && <TaskForm proposal={proposal} onDone={() => setGiving(false)} />}
    </div>
  )
}

const keyOf = ({ kind, text }: NextContact) => `${kind} ${text}`

function TaskForm({
  proposal,
  onDone,
}: {
  readonly proposal: ReachProposal
  readonly onDone: () => void
}) {
  const { next, incident, name } = proposal
  const first = next.find(({ kind }) => kind !== 'try') ?? next[0]
  const [text, setText] = useState(first ? `${first.text}，报告${name}情况` : '')
  const [receiver, setReceiver] = useState('')
  const [into, setInto] = useState(incident?.id ?? '')
  const give = useMutation(queries.reach.giveTask.mutationOptions({ onSuccess: onDone }))
  const missing =
    text.trim() === '' ? '请写明任务内容。' : receiver.trim() === '' ? '请写明交给谁。' : undefined
  const save = () => {
    if (missing !== undefined || give.isPending) return
    give.mutate({
      subject: proposal.key,
      text,
      receiver,
      incident: into === '' ? null : into,
    })
  }
  return (
    <div className={styles.line} onKeyDown={formKeys(save, onDone)}>
      <Select
        aria-label="采用哪个建议"
        className={styles.via ?? ''}
        value={first ? keyOf(first) : null}
        options={next.map((one) => ({
          value: keyOf(one),
          label: `${one.text}（${one.why}）`,
        }))}
        popupMatchSelectWidth={false}
        onChange={(key) => {
          const one = next.find((each) => keyOf(each) === key)
          if (one) setText(`${one.text}，报告${name}情况`)
        }}
      />
      <Input
        aria-label="任务内容"
        className={styles.text ?? ''}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Input
        autoFocus
        aria-label="任务交给谁"
        className={styles.who ?? ''}
        placeholder="交给谁"
        maxLength={40}
        value={receiver}
        onChange={(event) => setReceiver(event.target.value)}
      />
      {incident && (
        <Select
          aria-label="任务归到哪里"
          className={styles.via ?? ''}
          value={into}
          options={[
            { value: incident.id, label: `${incident.number} ${incident.title}` },
            { value: '', label: '值班待办' },
          ]}
          onChange={setInto}
        />
      )}
      <ActionButton
        kind="primary"
        hint="Enter"
        busy={give.isPending}
        refusedBecause={missing}
        onPress={save}
      >
        {into === '' ? '列入待办' : '下达任务'}
      </ActionButton>
      <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
        取消
      </ActionButton>
      {give.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(give.error)}
        </span>
      )}
    </div>
  )
}
