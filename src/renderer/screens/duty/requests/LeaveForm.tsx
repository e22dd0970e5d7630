import { useState } from 'react'
import { App, Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { leaveKinds, type LeaveKind } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { dayTime } from './day-time.ts'
import { PersonChoice } from './PersonChoice.tsx'
import type { Self } from './self.ts'
import styles from './Requests.module.css'

const shiftsData = z.object({
  shifts: z.array(z.object({ shift: z.string(), words: z.string() })),
})

/** The published shifts that lie in the leave, where that is why it was refused. */
function shiftsOf(error: unknown): readonly string[] {
  const read = shiftsData.safeParse(error instanceof ORPCError ? error.data : undefined)
  return read.success ? read.data.shifts.map(({ words }) => words) : []
}

const hint = '写成 12-25 或 12-25 14:00'
const told = (ms: number | undefined) =>
  ms === undefined ? hint : beijingDateTime(ms).slice(0, 16)

/** 登记请假: refused over a published shift, which is named; what was typed stays. */
export function LeaveForm({
  self,
  onClose,
}: {
  readonly self: Self
  readonly onClose: () => void
}) {
  const { message } = App.useApp()
  const [person, setPerson] = useState(self.person)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [kind, setKind] = useState<LeaveKind>('annual')
  const [note, setNote] = useState('')
  const file = useMutation(
    queries.rosters.fileLeave.mutationOptions({
      onSuccess: () => {
        void message.success('已登记请假')
        onClose()
      },
    }),
  )
  const starts = dayTime(from, coreNow(), false)
  const ends = dayTime(to === '' ? from : to, coreNow(), true)
  const missing =
    starts === undefined ? '先写从哪天起' : ends === undefined ? '到哪天写成 12-25' : undefined
  const save = () => {
    if (starts === undefined || ends === undefined) return
    file.mutate({ person, from: starts, to: ends, kind, note })
  }
  return (
    <Panel title="登记请假">
      <Form
        act="登记"
        busy={file.isPending}
        missing={missing}
        error={file.error}
        problem={
          <ul className={styles.words}>
            {shiftsOf(file.error).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        }
        onAct={save}
        onClose={onClose}
      >
        <Field label="谁请假">
          {() => <PersonChoice self={self} value={person} label="谁请假" onChange={setPerson} />}
        </Field>
        <Field
          label="从"
          required
          hint={told(starts)}
          problem={from !== '' && starts === undefined ? hint : undefined}
        >
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={from}
              maxLength={20}
              placeholder="12-25"
              onChange={({ target }) => setFrom(target.value)}
            />
          )}
        </Field>
        <Field
          label="到"
          hint={ends === undefined ? '空着就是这一天；写到哪天为止（含当天）' : `至 ${told(ends)}`}
          problem={to !== '' && ends === undefined ? hint : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={to}
              maxLength={20}
              placeholder="12-27"
              onChange={({ target }) => setTo(target.value)}
            />
          )}
        </Field>
        <Field label="事由">
          {(control) => (
            <Select<LeaveKind>
              {...control}
              value={kind}
              options={leaveKinds.map(([value, label]) => ({ value, label }))}
              onChange={setKind}
            />
          )}
        </Field>
        <Field label="说明">
          {(control) => (
            <Input
              {...control}
              value={note}
              maxLength={100}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Field>
      </Form>
    </Panel>
  )
}
