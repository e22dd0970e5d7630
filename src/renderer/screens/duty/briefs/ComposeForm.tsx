import { useState } from 'react'
import { Input, Radio } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { briefKinds, type BriefKind } from '../../../../core/modules/briefs/contract.ts'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { timeHint, typedTime } from '../../../reports/form-time.ts'
import styles from './Briefs.module.css'

const text = (ms: number) => beijingDateTime(ms).slice(0, 16)

/** 起草: a usual span with one key, or any other typed. */
export function ComposeForm({
  onClose,
  onComposed,
}: {
  readonly onClose: () => void
  readonly onComposed: (id: string) => void
}) {
  const spans = useQuery(queries.briefs.spans.queryOptions()).data ?? []
  const [usual, setUsual] = useState('day')
  const [typed, setTyped] = useState<{ readonly from?: string; readonly to?: string }>({})
  const [ownKind, setKind] = useState<BriefKind>()
  const compose = useMutation(
    queries.briefs.compose.mutationOptions({ onSuccess: ({ id }) => onComposed(id) }),
  )
  const span = spans.find(({ key }) => key === usual)
  const fromText = typed.from ?? (span ? text(span.from) : '')
  const toText = typed.to ?? (span ? text(span.to) : '')
  const [from, to] = [typedTime(fromText), typedTime(toText)]
  const kind = ownKind ?? span?.kind ?? 'daily'
  const missing = from == null ? '先写起始时间' : to == null ? '先写截止时间' : undefined
  const save = () => {
    if (from != null && to != null) compose.mutate({ kind, from, to })
  }
  return (
    <Panel title="起草要情" className={styles.page}>
      <Form
        className={styles.form}
        act="由记录写出初稿"
        busy={compose.isPending}
        missing={missing}
        error={compose.error}
        onAct={save}
        onClose={onClose}
      >
        <Radio.Group
          aria-label="写哪段时间"
          value={usual}
          options={spans.map(({ key, word }) => ({ value: key, label: word }))}
          onChange={({ target }) => {
            setUsual(String(target.value))
            setTyped({})
            setKind(undefined)
          }}
        />
        <Radio.Group
          aria-label="写哪一种"
          value={kind}
          options={briefKinds.map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => setKind(target.value as BriefKind)}
        />
        <Field label="从" required hint={timeHint} problem={from === null ? timeHint : undefined}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={fromText}
              maxLength={20}
              onChange={({ target }) => setTyped({ ...typed, from: target.value })}
            />
          )}
        </Field>
        <Field label="到" required hint="不晚于现在" problem={to === null ? timeHint : undefined}>
          {(control) => (
            <Input
              {...control}
              value={toText}
              maxLength={20}
              onChange={({ target }) => setTyped({ ...typed, to: target.value })}
            />
          )}
        </Field>
      </Form>
    </Panel>
  )
}
