import { useState, type ReactNode } from 'react'
import { Checkbox, Input, Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDate } from '../../../../core/kernel/beijing-time.ts'
import type { ShownWish } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Beside } from '../../../ui/Beside.tsx'
import { DataList, type Column } from '../../../ui/DataList.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { dayTime } from './day-time.ts'
import { PersonChoice } from './PersonChoice.tsx'
import type { Self } from './self.ts'

type Want = 'on' | 'off'

const columns: readonly Column<ShownWish>[] = [
  { key: 'day', title: '日期', width: '112px', cell: ({ day }) => day },
  {
    key: 'want',
    title: '意愿',
    width: '148px',
    cell: ({ want, fixed }) =>
      `${want === 'on' ? '希望值班' : '希望不值'}${fixed ? '（必须）' : ''}`,
  },
  { key: 'note', title: '说明', width: 'minmax(0, 1fr)', cell: ({ note }) => note },
  { key: 'by', title: '登记', width: '88px', cell: ({ by }) => by },
]

/** 值班意愿: days one would like to serve or not; tried, or kept where the planner fixed it. */
export function WishPage({ self, tabs }: { readonly self: Self; readonly tabs: ReactNode }) {
  const [person, setPerson] = useState(self.person)
  const [day, setDay] = useState('')
  const [want, setWant] = useState<Want>('off')
  const [fixed, setFixed] = useState(false)
  const [note, setNote] = useState('')
  const [selected, setSelected] = useState<string>()
  const mine = useQuery(queries.rosters.mine.queryOptions({ input: { person } }))
  const clear = () => {
    setDay('')
    setNote('')
  }
  const set = useMutation(queries.rosters.setWish.mutationOptions({ onSuccess: clear }))
  const at = dayTime(day, coreNow(), false)
  const save = () => {
    if (at !== undefined) set.mutate({ person, day: beijingDate(at), want, fixed, note })
  }
  const rows = mine.data?.wishes ?? []
  const chosen = rows.find(({ id }) => id === selected)
  return (
    <Beside>
      <Panel label="值班意愿" title={tabs} fixed>
        {mine.isError && (
          <FailingState title="读不到意愿" error={mine.error} onRetry={() => void mine.refetch()} />
        )}
        {mine.isPending && <LoadingState what="值班意愿" />}
        {mine.data && (
          <DataList
            label="值班意愿"
            rows={rows}
            columns={columns}
            rowKey={({ id }) => id}
            selectedKey={selected}
            onSelect={({ id }) => setSelected(id)}
            empty={<EmptyState title="没有登记意愿" hint="右边写一天，自动排班时尽量照顾。" />}
          />
        )}
      </Panel>
      <Panel title="登记意愿">
        <Form
          act="登记意愿"
          cancel="清空"
          busy={set.isPending}
          missing={at === undefined ? '先写哪一天' : undefined}
          error={set.error}
          extra={
            chosen && (
              <ActionButton
                hotkey="Delete"
                busy={set.isPending}
                onPress={() => set.mutate({ person: chosen.person, day: chosen.day, want: null })}
              >
                去掉 {chosen.day.slice(5)}
              </ActionButton>
            )
          }
          onAct={save}
          onClose={clear}
        >
          <Field label="谁">
            {() => (
              <PersonChoice self={self} value={person} label="谁的意愿" onChange={setPerson} />
            )}
          </Field>
          <Field
            label="哪一天"
            required
            hint={at === undefined ? '写成 12-25' : beijingDate(at)}
            problem={day !== '' && at === undefined ? '写成 12-25' : undefined}
          >
            {(control) => (
              <Input
                {...control}
                autoFocus
                value={day}
                maxLength={12}
                onChange={({ target }) => setDay(target.value)}
              />
            )}
          </Field>
          <Segmented<Want>
            aria-label="希望"
            value={want}
            options={[
              { value: 'off', label: '希望不值' },
              { value: 'on', label: '希望值班' },
            ]}
            onChange={setWant}
          />
          {self.plans && (
            <Checkbox checked={fixed} onChange={({ target }) => setFixed(target.checked)}>
              必须满足（已经答应）
            </Checkbox>
          )}
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
    </Beside>
  )
}
