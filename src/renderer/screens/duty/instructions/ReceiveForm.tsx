import { useState } from 'react'
import { AutoComplete, Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime, parseTypedTime } from '../../../../core/kernel/beijing-time.ts'
import { entryChannels, type EntryChannel } from '../../../../core/modules/logbook/contract.ts'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { dueTime } from './due-time.ts'
import styles from './Instructions.module.css'

const minute = (ms: number) => beijingDateTime(ms).slice(5, 16)

/** 登记批示: word for word, who carries it out, and until when. */
export function ReceiveForm({
  onDone,
  onClose,
}: {
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}) {
  const incidents =
    useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents ?? []
  const people = useQuery(queries.people.list.queryOptions()).data ?? []
  const organizations = useQuery(queries.people.organizations.queryOptions()).data ?? []
  const [name, setName] = useState('')
  const [given, setGiven] = useState('')
  const [channel, setChannel] = useState<EntryChannel>('mobile')
  const [text, setText] = useState('')
  const [assignees, setAssignees] = useState<string[]>([])
  const [due, setDue] = useState('')
  const [incident, setIncident] = useState<string | null>(null)
  const receive = useMutation(
    queries.instructions.receive.mutationOptions({ onSuccess: ({ id }) => onDone(id) }),
  )
  const now = Math.floor(coreNow())
  const givenAt = given.trim() === '' ? now : parseTypedTime(given, now)
  const at = typeof givenAt === 'number' ? givenAt : givenAt.ok ? givenAt.value : undefined
  const until = due.trim() === '' ? null : dueTime(due, now)
  const leader = people.find((one) => one.name === name.trim())
  const missing =
    name.trim() === ''
      ? '请填批示人'
      : text.trim() === ''
        ? '请照原话填批示内容'
        : assignees.length === 0
          ? '请填承办单位'
          : at === undefined
            ? '批示时间写成 14:02'
            : until === undefined
              ? '时限写成 18:00 或 12-01 12:00'
              : undefined
  const save = () => {
    if (at === undefined || until === undefined) return
    receive.mutate({
      from: { name: name.trim(), post: leader?.post ?? '', person: leader?.id ?? null },
      givenAt: at,
      channel,
      text,
      incident,
      due: until,
      assignees: assignees.map((one) => ({
        name: one,
        organization: organizations.find((known) => known.name === one)?.id ?? null,
      })),
    })
  }
  return (
    <Panel title="登记批示">
      <Form
        act="登记"
        busy={receive.isPending}
        missing={missing}
        error={receive.error}
        onAct={save}
        onClose={onClose}
      >
        <div className={styles.pair}>
          <Field label="批示人" required>
            {(control) => (
              <AutoComplete
                {...control}
                autoFocus
                value={name}
                maxLength={30}
                options={people
                  .filter((one) => name.trim() !== '' && one.name.includes(name.trim()))
                  .slice(0, 8)
                  .map((one) => ({ value: one.name, label: `${one.name} ${one.post}` }))}
                onChange={setName}
              />
            )}
          </Field>
          <Field label="方式">
            {(control) => (
              <Select<EntryChannel>
                {...control}
                value={channel}
                options={entryChannels.map(([value, label]) => ({ value, label }))}
                onChange={setChannel}
              />
            )}
          </Field>
        </div>
        <Field label="批示原文" required hint="照原话，一字不改；换行按 Shift+Enter">
          {(control) => (
            <Input.TextArea
              {...control}
              rows={4}
              value={text}
              maxLength={2000}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
        <Field label="承办单位" required hint="可以几个；通讯录里没有的直接写">
          {(control) => (
            <Select<string[]>
              {...control}
              mode="tags"
              value={assignees}
              maxCount={12}
              options={organizations.map((one) => ({ value: one.name, label: one.name }))}
              onChange={(list) => setAssignees(list.map((one) => one.trim()).filter(Boolean))}
            />
          )}
        </Field>
        <div className={styles.pair}>
          <Field
            label="批示时间"
            hint={at === undefined ? '' : minute(at)}
            problem={at === undefined ? '写成 14:02' : undefined}
          >
            {(control) => (
              <Input
                {...control}
                value={given}
                maxLength={20}
                placeholder="现在"
                onChange={({ target }) => setGiven(target.value)}
              />
            )}
          </Field>
          <Field
            label="办理时限"
            hint={until === null ? '空着按县里规定，从传达起算' : minute(until ?? now)}
            problem={until === undefined ? '写成 18:00 或 12-01 12:00' : undefined}
          >
            {(control) => (
              <Input
                {...control}
                value={due}
                maxLength={20}
                placeholder="领导定的"
                onChange={({ target }) => setDue(target.value)}
              />
            )}
          </Field>
        </div>
        <Field label="关联事件">
          {(control) => (
            <Select<string>
              {...control}
              allowClear
              value={incident}
              placeholder="没有"
              options={incidents.map((one) => ({
                value: one.id,
                label: `${one.number} ${one.title}`,
              }))}
              onChange={(value) => setIncident(value ?? null)}
            />
          )}
        </Field>
      </Form>
    </Panel>
  )
}
