import { useState } from 'react'
import { Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime, parseTypedTime } from '../../../core/kernel/beijing-time.ts'
import type { Incident, IncidentTask } from '../../../core/modules/incidents/contract.ts'
import type { Assignment } from '../../../core/modules/dispatch/contract.ts'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Age } from '../../ui/Age.tsx'
import { classes } from '../../ui/classes.ts'
import { describeError } from '../../ui/describe-error.ts'
import { coreNow, useAtNow } from '../../ui/now.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useBegan } from './use-began.ts'
import { formKeys } from '../../ui/form-keys.ts'
import styles from './TasksPanel.module.css'

const ended = new Set<IncidentTask['taskStatus']>(['done', 'failed', 'cancelled'])

/** Tasks of dispatch orders and those given without one, in the order they were given. */
export function TasksPanel({ incident }: { readonly incident: Incident }) {
  const [issuing, setIssuing] = useState(false)
  const [opened, setOpened] = useState<string>()
  const orders =
    useQuery(queries.dispatch.ofIncident.queryOptions({ input: { incident: incident.id } })).data ??
    []
  const { tasks, group } = incident
  const done =
    tasks.filter(({ taskStatus }) => taskStatus === 'done').length +
    orders.filter(({ over }) => over).length
  return (
    <Panel
      title={`任务 ${tasks.length + orders.length}`}
      className={styles.panel}
      extra={
        <>
          {done > 0 && <span className={styles.note}>完成 {done}</span>}
          <ActionButton
            kind="quiet"
            hotkey="M"
            name="下达任务"
            refusedBecause={
              group === 'closed' ? '事件已经办结，不能再下达任务。需要时先重新打开。' : undefined
            }
            onPress={() => setIssuing(true)}
          >
            下达
          </ActionButton>
        </>
      }
    >
      {issuing && <IssueForm incident={incident.id} onDone={() => setIssuing(false)} />}
      <ul className={styles.list}>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            open={task.id === opened}
            onOpen={() => setOpened(task.id === opened ? undefined : task.id)}
          />
        ))}
      </ul>
    </Panel>
  )
}

function OrderRow({ order }: { readonly order: Assignment }) {
  const late = useAtNow((now) => order.lateAt !== null && order.lateAt < now)
  return (
    <li className={styles.row}>
      <span className={styles.text} title={order.text}>
        <b>{order.callSign}</b> {order.task}
      </span>
      <span className={classes(styles.state, order.over && styles.done, late && styles.late)}>
        {order.stateWord} {!order.over && <Age sinceMs={order.stateSince} />}
      </span>
    </li>
  )
}

function TaskRow({
  task,
  open,
  onOpen,
}: {
  readonly task: IncidentTask
  readonly open: boolean
  readonly onOpen: () => void
}) {
  const over = ended.has(task.taskStatus)
  const late = useAtNow((now) => !over && task.due !== null && task.due < now)
  return (
    <li className={styles.item}>
      <button type="button" className={styles.row} aria-expanded={open} onClick={onOpen}>
        <span className={styles.text} title={task.text}>
          <b>{task.receiver}</b> {task.text}
        </span>
        <span
          className={classes(
            styles.state,
            task.taskStatus === 'done' && styles.done,
            (late || task.taskStatus === 'failed') && styles.late,
          )}
        >
          {task.word} {late ? '超时' : over ? '' : <Age sinceMs={task.statusSince} />}
        </span>
      </button>
      {open && <TaskSteps task={task} />}
    </li>
  )
}

function TaskSteps({ task }: { readonly task: IncidentTask }) {
  const [result, setResult] = useState('')
  const elsewhere = useBegan(task.taskStatus)
  const set = useMutation(
    queries.incidents.setTaskStatus.mutationOptions({ onSuccess: () => setResult('') }),
  )
  return (
    <div className={styles.steps}>
      <div className={styles.note}>
        {beijingDateTime(task.issuedAt).slice(5, 16)} {task.issuedBy} 下达
        {task.due === null ? '' : `，${beijingDateTime(task.due).slice(5, 16)} 前完成`}
        {task.result === '' ? '' : `；${task.result}`}
      </div>
      {elsewhere.changed && <div className={styles.note}>状态已是“{task.word}”</div>}
      {task.next.length > 0 && (
        <>
          <Input
            aria-label="完成情况"
            placeholder="完成情况，未完成或撤销的原因"
            maxLength={300}
            value={result}
            onChange={(event) => setResult(event.target.value)}
          />
          <div className={styles.buttons}>
            {task.next.map((step) => (
              <ActionButton
                key={step.to}
                busy={set.isPending}
                refusedBecause={
                  step.reason && result.trim() === '' ? '这一步要写明原因。' : undefined
                }
                onPress={() => set.mutate({ task: task.id, to: step.to, result })}
              >
                {step.action}
              </ActionButton>
            ))}
          </div>
        </>
      )}
      {set.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(set.error)}
        </div>
      )}
    </div>
  )
}

function IssueForm({
  incident,
  onDone,
}: {
  readonly incident: string
  readonly onDone: () => void
}) {
  const units = useQuery(queries.teams.list.queryOptions()).data ?? []
  const [form, setForm] = useState({ receiver: '', text: '', due: '' })
  const [tried, setTried] = useState(false)
  const issue = useMutation(queries.incidents.issueTask.mutationOptions({ onSuccess: onDone }))
  const due = form.due.trim() === '' ? undefined : parseTypedTime(form.due, Math.floor(coreNow()))
  const missing =
    form.receiver.trim() === ''
      ? '请填接收单位。'
      : form.text.trim() === ''
        ? '请填任务内容。'
        : due !== undefined && !due.ok
          ? '时限写成 16:00 或 04-06 16:00。'
          : undefined
  const save = () => {
    setTried(true)
    if (issue.isPending || missing !== undefined) return
    const unit = units.find(({ callSign }) => callSign === form.receiver.trim())
    issue.mutate({
      incident,
      receiver: form.receiver,
      text: form.text,
      ...(unit ? { unit: unit.id } : {}),
      ...(due?.ok ? { due: due.value } : {}),
    })
  }
  return (
    <section className={styles.form} aria-label="下达任务" onKeyDown={formKeys(save, onDone)}>
      <div className={styles.buttons}>
        <Input
          autoFocus
          aria-label="接收单位"
          placeholder="接收单位、呼号"
          list="task-receivers"
          maxLength={60}
          value={form.receiver}
          onChange={(event) => setForm({ ...form, receiver: event.target.value })}
        />
        <Input
          aria-label="完成时限"
          className={styles.time ?? ''}
          placeholder="时限 16:00"
          maxLength={14}
          value={form.due}
          onChange={(event) => setForm({ ...form, due: event.target.value })}
        />
      </div>
      <datalist id="task-receivers">
        {units.map(({ id, callSign, name }) => (
          <option key={id} value={callSign}>
            {name}
          </option>
        ))}
      </datalist>
      <Input
        aria-label="任务内容"
        placeholder="任务内容"
        maxLength={300}
        value={form.text}
        onChange={(event) => setForm({ ...form, text: event.target.value })}
      />
      <div className={styles.buttons}>
        <ActionButton kind="primary" hint="Enter" busy={issue.isPending} onPress={save}>
          下达
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      {tried && missing !== undefined && (
        <div className={styles.problem} role="alert">
          {missing}
        </div>
      )}
      {issue.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(issue.error)}
        </div>
      )}
    </section>
  )
}
