import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import type { Assignment } from '../../core/modules/dispatch/contract.ts'
import type { Incident } from '../../core/modules/incidents/contract.ts'
import { queries } from '../client.ts'
import { useSelection } from '../frame/selection.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { Age } from '../ui/Age.tsx'
import { classes } from '../ui/classes.ts'
import { isComposing } from '../ui/hotkeys.ts'
import { nextIndex } from '../ui/list-keys.ts'
import { useAtNow } from '../ui/now.ts'
import { Panel } from '../ui/Panel.tsx'
import { StateDigit } from '../ui/StateChip.tsx'
import { EmptyState, FailingState, LoadingState } from '../ui/states.tsx'
import { Tag } from '../ui/Tag.tsx'
import { ContactCell } from './ContactCell.tsx'
import { OrderForm } from './OrderForm.tsx'
import { OrderSteps } from './OrderSteps.tsx'
import { lateWords, urgency } from './urgency.ts'
import { useFixTimes } from './use-fix-times.ts'
import { useUnitStatuses } from './use-board.ts'
import styles from './Dispatch.module.css'

const minuteMs = 60_000
const fixLimits = { dueMs: 10 * minuteMs, overMs: 20 * minuteMs }

/** The teams of one incident in dispatch order, and everything one orders or notes of them. */
export function DispatchPanel({ incident }: { readonly incident: Incident }) {
  const orders = useQuery({
    ...queries.dispatch.ofIncident.queryOptions({ input: { incident: incident.id } }),
    refetchInterval: 30_000,
  })
  const [ordering, setOrdering] = useState(false)
  const { unit, selectUnit } = useSelection()
  const rows = orders.data ?? []
  const out = rows.filter(({ over }) => !over)
  const selected = rows.find((row) => row.unit === unit) ?? out[0] ?? rows[0]
  const closed = incident.group === 'closed'
  return (
    <Panel
      title={`队伍 ${out.length}`}
      extra={
        <ActionButton
          hotkey="D"
          refusedBecause={closed ? '事件已办结，不能再派队。' : undefined}
          onPress={() => setOrdering(true)}
        >
          调派
        </ActionButton>
      }
    >
      {ordering && (
        <OrderForm
          key={incident.id}
          incident={incident.id}
          onDone={(sent) => {
            setOrdering(false)
            if (sent) selectUnit(sent)
          }}
        />
      )}
      {!ordering &&
        (orders.error !== null && !orders.data ? (
          <FailingState
            title="读不到调派"
            error={orders.error}
            onRetry={() => void orders.refetch()}
          />
        ) : orders.isPending ? (
          <LoadingState what="调派" />
        ) : rows.length === 0 ? (
          <EmptyState title="还没有派队" hint={closed ? undefined : '按 D 调派'} />
        ) : (
          <>
            <OrderList
              rows={rows}
              selected={selected?.id}
              onSelect={(row) => selectUnit(row.unit)}
            />
            {selected && <OrderDetail key={selected.id} order={selected} />}
          </>
        ))}
      <WithoutOrder incident={incident.id} ordered={out} />
    </Panel>
  )
}

/** Teams whose state was set to this incident by hand: nobody has ordered them. */
function WithoutOrder({
  incident,
  ordered,
}: {
  readonly incident: string
  readonly ordered: readonly Assignment[]
}) {
  const units = useQuery(queries.teams.list.queryOptions())
  const known = new Set(ordered.map(({ unit }) => unit))
  const others = (units.data ?? []).filter(
    (unit) => unit.incident === incident && !known.has(unit.id),
  )
  if (others.length === 0) return null
  const names = others.map(({ callSign, state }) => `${callSign} ${state.word}`).join('、')
  return <p className={styles.without}>状态记在本事件、没有命令：{names}。按 D 补下命令。</p>
}

function OrderList({
  rows,
  selected,
  onSelect,
}: {
  readonly rows: readonly Assignment[]
  readonly selected: string | undefined
  readonly onSelect: (row: Assignment) => void
}) {
  const listId = useId()
  const fixTimes = useFixTimes()
  const index = rows.findIndex(({ id }) => id === selected)
  useEffect(() => {
    if (index >= 0)
      document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' })
  }, [index, listId])
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.altKey || event.metaKey) return
    const next = nextIndex(event.key, index, rows.length, 5)
    const row = next === undefined ? undefined : rows[next]
    if (!row) return
    event.preventDefault()
    onSelect(row)
  }
  return (
    <div
      className={styles.list}
      role="listbox"
      aria-label="已派队伍"
      tabIndex={0}
      aria-activedescendant={index < 0 ? undefined : `${listId}-${index}`}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, place) => (
        <OrderRow
          key={row.id}
          id={`${listId}-${place}`}
          order={row}
          fixAt={fixTimes.get(row.unit)}
          selected={row.id === selected}
          onSelect={() => onSelect(row)}
        />
      ))}
    </div>
  )
}

function OrderRow({
  id,
  order,
  fixAt,
  selected,
  onSelect,
}: {
  readonly id: string
  readonly order: Assignment
  readonly fixAt: number | undefined
  readonly selected: boolean
  readonly onSelect: () => void
}) {
  const status = useUnitStatuses().get(order.unitStatus)
  const tone = useAtNow((now) => urgency(order, now) ?? '')
  const late = useAtNow((now) => lateWords(order, now))
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      data-order={order.orderNo}
      className={classes(
        styles.row,
        tone !== '' && styles[tone],
        order.over && styles.overRow,
        selected && styles.selected,
      )}
      onClick={onSelect}
    >
      <div className={styles.rowTop}>
        {status && <StateDigit digit={status.digit} token={status.token} />}
        <span>{order.stateWord}</span>
        <b>{order.callSign}</b>
        <span className={styles.unitName} title={order.name}>
          {order.name}
        </span>
        {late !== '' && <Tag tone="red">{late}</Tag>}
        {order.conflict && <Tag tone="red">两处同时改动</Tag>}
        <span className={styles.grow} />
        <Age sinceMs={order.stateSince} />
      </div>
      <div className={styles.rowBelow}>
        <span className={styles.task} title={order.task}>
          {order.task}
        </span>
        {!order.over && (
          <>
            <span>
              联络 <ContactCell clock={order.contactClock} />
            </span>
            <span>
              位置 {fixAt === undefined ? '无' : <Age sinceMs={fixAt} suffix="前" {...fixLimits} />}
            </span>
          </>
        )}
      </div>
    </div>
  )
}

const clock = (at: number) => beijingTime(at).slice(0, 5)

/** Times of one order: what nobody reported stays a dash, 补 where a step was passed over. */
function OrderDetail({ order }: { readonly order: Assignment }) {
  return (
    <section className={styles.detail} aria-label={`${order.callSign} ${order.orderNo}`}>
      <p className={styles.orderText}>{order.text}</p>
      <div className={styles.facts}>
        <span>下令 {order.orderedBy}</span>
        {order.etaAt !== null && order.arrivedAt === null && <span>预计 {clock(order.etaAt)}</span>}
        {order.people !== null && <span>{order.people} 人</span>}
        {order.vehicles !== null && <span>{order.vehicles} 车</span>}
        {order.readBack !== null && <span>复诵：{order.readBack}</span>}
      </div>
      <ol className={styles.history} aria-label="经过">
        {order.history.map(({ state, word, at, skipped, takenBack, reason, by }) => (
          <li
            key={`${state}-${at}-${skipped}-${takenBack ?? ''}`}
            className={takenBack === null ? undefined : styles.takenBack}
            title={[by, reason, takenBack === null ? '' : `更正：${takenBack}`]
              .filter((part) => part !== '')
              .join('；')}
          >
            {word} {skipped ? '补' : clock(at)}
          </li>
        ))}
      </ol>
      {!order.over && <OrderSteps order={order} />}
    </section>
  )
}
