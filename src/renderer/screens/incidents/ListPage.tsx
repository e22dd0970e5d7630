import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { Input } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { incidentWord, type IncidentCard } from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import { gradeTone, toneOf } from '../../incident/incident-look.ts'
import { IncidentList } from '../../incident/IncidentList.tsx'
import { IncidentMark } from '../../incident/IncidentMark.tsx'
import { IntakeForm } from '../../incident/IntakeForm.tsx'
import { LogView, StaleWhileAway } from '../../log/LogView.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Split } from '../../ui/Split.tsx'
import { EmptyState, FailingState, LoadingState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import styles from './ListPage.module.css'

/** All incidents: the standing lists, search over every one ever opened, the log of the chosen one. */
export function ListPage({
  selected,
  small,
  onOpen,
}: {
  readonly selected: string | undefined
  readonly small: boolean
  readonly onOpen: (id: string) => void
}) {
  const [typed, setTyped] = useState('')
  const [walkedTo, setWalkedTo] = useState(selected)
  const [intake, setIntake] = useState(false)
  const query = useDeferredValue(typed.trim())
  const list = useQuery(queries.incidents.list.queryOptions({ input: {} }))
  const found = useQuery(
    queries.incidents.find.queryOptions({
      input: { query },
      enabled: query !== '',
      placeholderData: keepPreviousData,
    }),
  )
  const cards = query === '' ? (list.data?.incidents ?? []) : (found.data ?? [])
  const shown = cards.find(({ id }) => id === walkedTo) ?? cards[0]
  const lists = useRef<HTMLDivElement>(null)
  const ready = cards.length > 0 && !intake
  // Arrows and Enter act at once: this page is opened to choose one.
  useEffect(() => {
    if (ready && document.activeElement === document.body) {
      lists.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
    }
  }, [ready])
  return (
    <Split
      key={small ? 'small' : 'large'}
      name={`incidents.columns.${small ? 'small' : 'large'}`}
      parts={[{ startPx: small ? 320 : 400, minPx: 280 }, { minPx: 480 }]}
    >
      <Panel
        title="事件"
        fixed
        extra={
          <ActionButton kind="primary" hotkey="N" onPress={() => setIntake(true)}>
            接报
          </ActionButton>
        }
      >
        <StaleWhileAway />
        {intake ? (
          <IntakeForm
            onOpened={(id) => {
              setIntake(false)
              onOpen(id)
            }}
            onClose={() => setIntake(false)}
          />
        ) : list.error !== null && !list.data ? (
          <FailingState title="读不到事件" error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <LoadingState what="事件" />
        ) : (
          <>
            <div className={styles.search}>
              <Input
                aria-label="查找事件"
                prefix={<SearchOutlined />}
                allowClear
                maxLength={60}
                placeholder="编号、标题、地点，也查已归档的"
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </div>
            <div ref={lists} className={styles.lists}>
              <IncidentList
                cards={cards}
                selected={shown?.id}
                onSelect={setWalkedTo}
                onOpen={onOpen}
                clickOpens
                empty={
                  query === '' ? (
                    <EmptyState title="没有在办事件" hint="接到报告按 N 登记" />
                  ) : (
                    <EmptyState title="没有找到事件" hint="换个说法，或只写编号、地名" />
                  )
                }
              />
            </div>
          </>
        )}
      </Panel>
      {shown ? (
        <Preview card={shown} small={small} onOpen={() => onOpen(shown.id)} />
      ) : (
        <Panel title="事件详情">
          <EmptyState title="没有选中事件" hint="在左边选一个，或按 N 接报登记。" />
        </Panel>
      )}
    </Split>
  )
}

/** What the chosen incident is and its log; Enter opens it. */
function Preview({
  card,
  small,
  onOpen,
}: {
  readonly card: IncidentCard
  readonly small: boolean
  readonly onOpen: () => void
}) {
  return (
    <Panel
      label="事件详情"
      fixed
      title={
        <span className={styles.title}>
          <IncidentMark card={card} />
          <b>{card.number}</b>
          <span className={styles.words}>{card.title}</span>
        </span>
      }
      extra={
        <>
          <Tag tone={toneOf(card.incidentStatus)}>{incidentWord(card.incidentStatus)}</Tag>
          <Tag tone={gradeTone(card.grade)}>{incidentWord(card.grade)}</Tag>
          <ActionButton kind="primary" hint="Enter" name="打开事件" onPress={onOpen}>
            打开
          </ActionButton>
        </>
      }
    >
      <LogView
        key={card.id}
        incident={card.id}
        filter={{ typedOnly: false, includeStruck: true }}
        narrow={small}
      />
    </Panel>
  )
}
