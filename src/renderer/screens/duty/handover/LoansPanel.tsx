import { useState, type ReactNode } from 'react'
import { Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime, parseTypedTime } from '../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { dayTime } from '../requests/day-time.ts'
import styles from './Handover.module.css'

type Loan = Awaited<ReturnType<NonNullable<(typeof queries)['handovers']['loans']['call']>>>[number]
const minute = (ms: number) => beijingDateTime(ms).slice(5, 16)

const columns: readonly Column<Loan>[] = [
  { key: 'what', title: '借出什么', width: 'minmax(120px, 1fr)', cell: ({ what }) => what },
  { key: 'borrower', title: '借给谁', width: '140px', cell: ({ borrower }) => borrower },
  { key: 'since', title: '借出', width: '104px', cell: ({ since }) => minute(since) },
  {
    key: 'due',
    title: '应还',
    width: '104px',
    cell: ({ due }) => (due === null ? '' : minute(due)),
  },
  { key: 'by', title: '登记', width: '76px', cell: ({ by }) => by },
]

/** 借出未归: on the sheet of every handover until it is back. */
export function LoansPanel({ tabs }: { readonly tabs: ReactNode }) {
  const list = useQuery(queries.handovers.loans.queryOptions())
  const [selected, setSelected] = useState<string>()
  const [adding, setAdding] = useState(false)
  const back = useMutation(queries.handovers.returnLoan.mutationOptions())
  const chosen = list.data?.find(({ id }) => id === selected) ?? list.data?.[0]
  return (
    <Panel
      label="借出未归"
      title={tabs}
      fixed
      extra={
        <>
          {chosen && (
            <ActionButton
              hotkey="G"
              busy={back.isPending}
              onPress={() => back.mutate({ loan: chosen.id })}
            >
              {`归还 ${chosen.what}`}
            </ActionButton>
          )}
          <ActionButton kind="primary" hotkey="N" onPress={() => setAdding(true)}>
            登记借出
          </ActionButton>
        </>
      }
      footer={
        adding || back.error ? (
          <>
            {adding && <LoanForm onClose={() => setAdding(false)} />}
            <ProblemNote error={back.error} />
          </>
        ) : undefined
      }
    >
      {list.isError && !list.data && (
        <FailingState
          title="读不到借出登记"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isPending && <LoadingState what="借出登记" />}
      {list.data && (
        <DataList
          label="借出未归"
          rows={list.data}
          columns={columns}
          rowKey={({ id }) => id}
          rowTone={({ overdue }) => (overdue ? 'over' : undefined)}
          selectedKey={chosen?.id}
          onSelect={({ id }) => setSelected(id)}
          empty={<EmptyState title="没有借出未归的" hint="借出装备时登记，交接时自动列出。" />}
        />
      )}
    </Panel>
  )
}

function LoanForm({ onClose }: { readonly onClose: () => void }) {
  const [what, setWhat] = useState('')
  const [borrower, setBorrower] = useState('')
  const [since, setSince] = useState('')
  const [due, setDue] = useState('')
  const note = useMutation(queries.handovers.noteLoan.mutationOptions({ onSuccess: onClose }))
  const now = Math.floor(coreNow())
  const lent = since.trim() === '' ? undefined : parseTypedTime(since, now)
  const until = due.trim() === '' ? null : dayTime(due, now, true)
  const missing =
    what.trim() === ''
      ? '请写借出什么'
      : borrower.trim() === ''
        ? '请写借给谁'
        : lent !== undefined && !lent.ok
          ? '借出时间写成 14:02 或 04-05 14:02'
          : until === undefined
            ? '应还时间写成 12-05 或 12-05 18:00'
            : undefined
  const field = (value: string, set: (text: string) => void, label: string, hint: string) => (
    <Input
      className={styles.person ?? ''}
      aria-label={label}
      autoFocus={label === '借出什么'}
      value={value}
      maxLength={80}
      placeholder={hint}
      onChange={({ target }) => set(target.value)}
    />
  )
  return (
    <Form
      label="登记借出"
      className={styles.line}
      act="登记"
      busy={note.isPending}
      missing={missing}
      error={note.error}
      onAct={() => {
        if (until === undefined) return
        note.mutate({ what, borrower, since: lent?.ok ? lent.value : now, due: until })
      }}
      onClose={onClose}
    >
      {field(what, setWhat, '借出什么', '借出什么，如 对讲机 6 部')}
      {field(borrower, setBorrower, '借给谁', '借给谁')}
      {field(since, setSince, '借出时间', '借出时间，空着是现在')}
      {field(due, setDue, '应还时间', '应还 12-05，可空')}
    </Form>
  )
}
