import { useState } from 'react'
import { App, Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Assignment } from '../../../../core/modules/dispatch/contract.ts'
import type { UnitStatusShown } from '../../../../core/modules/places/contract.ts'
import type { Unit } from '../../../../core/modules/teams/contract.ts'
import { queries } from '../../../client.ts'
import { OrderSteps } from '../../../dispatch/OrderSteps.tsx'
import { StatusKeys } from '../../../dispatch/StatusKeys.tsx'
import { useSelection } from '../../../frame/selection.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './UnitBoard.module.css'

/** What lies over the state of an order, and what only a person sets (§12.8). */
const overKeys: ReadonlySet<string> = new Set([
  'emergency',
  'wants_to_talk',
  'request_support',
  'unavailable',
])

/** A team on an order moves by its steps; one without is set by hand. */
export function UnitActions({
  unit,
  orders,
}: {
  readonly unit: Unit
  readonly orders: readonly Assignment[]
}) {
  const [chosen, setChosen] = useState<string>()
  const order =
    orders.find(({ id }) => id === chosen) ??
    orders.find(({ incident }) => incident === unit.incident) ??
    orders[0]
  return (
    <div className={styles.states}>
      <div className={styles.who}>
        <b>{unit.callSign}</b>
        {orders.length > 1 ? (
          <Segmented
            aria-label="看哪道命令"
            value={order?.id ?? ''}
            options={orders.map(({ id, incidentNumber }) => ({ value: id, label: incidentNumber }))}
            onChange={setChosen}
          />
        ) : (
          order && <span>{order.incidentNumber}</span>
        )}
        {orders.length > 1 && <Tag tone="orange">重复调派</Tag>}
        {order && (
          <span className={styles.task} title={order.text}>
            {order.orderNo} {order.task}
          </span>
        )}
        {unit.state.conflict && (
          <span className={styles.conflict}>两处同时改动，请重新选定状态</span>
        )}
      </div>
      {order && <OrderSteps key={order.id} order={order} />}
      <ByHand unit={unit} order={order} />
    </div>
  )
}

function ByHand({ unit, order }: { readonly unit: Unit; readonly order: Assignment | undefined }) {
  const all = useQuery(queries.places.county.queryOptions()).data?.statuses ?? []
  const selected = useSelection((selection) => selection.incident)
  const { message } = App.useApp()
  const set = useMutation(
    queries.teams.setStatus.mutationOptions({
      onSuccess: () => void message.success(`${unit.callSign} 状态已存`),
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  const lies = order !== undefined && overKeys.has(unit.state.key)
  const statuses = order
    ? all.filter(({ key }) => overKeys.has(key) || (lies && key === order.unitStatus))
    : all
  const choose = ({ key }: UnitStatusShown) =>
    set.mutate({
      team: unit.id,
      status: key,
      ...(order
        ? { incident: order.incident }
        : unit.incident
          ? {}
          : { incident: selected ?? null }),
    })
  return (
    <StatusKeys
      {...(order ? { label: '另设为' } : {})}
      statuses={statuses}
      current={unit.state.conflict ? undefined : unit.state.key}
      busy={set.isPending}
      onChoose={choose}
    />
  )
}
