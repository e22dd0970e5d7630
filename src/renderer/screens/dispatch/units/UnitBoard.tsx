import { useEffect } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { Assignment } from '../../../../core/modules/dispatch/contract.ts'
import type { Unit } from '../../../../core/modules/teams/contract.ts'
import { queries } from '../../../client.ts'
import { OrderForm } from '../../../dispatch/OrderForm.tsx'
import { urgency } from '../../../dispatch/urgency.ts'
import { useOrdersByUnit } from '../../../dispatch/use-board.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { useSelection } from '../../../frame/selection.ts'
import { useEmergencies } from '../../../radio/use-emergencies.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList } from '../../../ui/DataList.tsx'
import { useAtNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { useOrdering } from './use-ordering.ts'
import { UnitActions } from './UnitActions.tsx'
import { unitColumns, type BoardRow } from './unit-columns.tsx'
import { useFixTimes } from '../../../dispatch/use-fix-times.ts'

const boards: readonly (readonly [Unit['board'], string])[] = [
  ['moving', '在动'],
  ['free', '空闲'],
  ['out', '不可用'],
]

const emptyWords: Readonly<Record<Unit['board'], string>> = {
  moving: '没有在动的队伍',
  free: '没有空闲的队伍',
  out: '没有不可用的队伍',
}

const minuteMs = 60_000

/** Teams on orders in dispatch order, then the others by call sign (UI rule 26). */
function boardRows(
  units: readonly Unit[],
  orders: ReadonlyMap<string, readonly Assignment[]>,
  numbers: ReadonlyMap<string, string>,
): BoardRow[] {
  const place = new Map([...orders.keys()].map((unit, index) => [unit, index]))
  const placeOf = ({ id }: Unit) => place.get(id) ?? Number.MAX_SAFE_INTEGER
  return units
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((unit) => {
      const own = orders.get(unit.id) ?? []
      const order = own.find(({ incident }) => incident === unit.incident) ?? own[0]
      const listed = own.map(({ incidentNumber }) => incidentNumber)
      const named = unit.incident === null ? undefined : numbers.get(unit.incident)
      return { unit, order, incidents: listed.length > 0 ? listed : named ? [named] : [] }
    })
}

/** Every unit with digit, word, colour and time since; one key sets the next state. */
export function UnitBoard() {
  const emergencies = useEmergencies()
  const units = useQuery(queries.teams.list.queryOptions())
  const incidents = useQuery(queries.incidents.list.queryOptions({ input: {} })).data?.incidents
  const orders = useOrdersByUnit()
  const { ordering, setOrdering, board: chosen, setBoard } = useOrdering()
  const { unit: selected, selectUnit, incident } = useSelection()
  const goTo = useNavigation(({ goTo }) => goTo)
  const small = useSmallDesk()
  // Limits are minutes: the table need not be drawn anew every second.
  const minute = useAtNow((now) => Math.floor(now / minuteMs)) * minuteMs
  const fixTimes = useFixTimes()
  const all = units.data ?? []
  const count = (board: Unit['board']) => all.filter((unit) => unit.board === board).length
  // With nobody out the free teams are what matters. Decided once: a list must not change under
  // the hand of who is sending out the second team.
  const first = count('moving') > 0 ? 'moving' : 'free'
  const decided = units.data !== undefined && chosen === undefined
  useEffect(() => {
    if (decided) setBoard(first)
  }, [decided, first, setBoard])
  if (units.error) {
    return (
      <FailingState
        title="读不到队伍状态"
        error={units.error}
        onRetry={() => void units.refetch()}
      />
    )
  }
  const board = chosen ?? first
  const numbers = new Map((incidents ?? []).map(({ id, number }) => [id, number]))
  const rows = boardRows(all, orders, numbers).filter(({ unit }) => unit.board === board)
  const closed = incidents?.find(({ id }) => id === incident)?.group === 'closed'
  const ordered = (unit?: string) => {
    setOrdering(false)
    if (unit === undefined) return
    setBoard('moving')
    selectUnit(unit)
  }
  const current = all.find(({ id }) => id === selected)
  return (
    <Panel
      label="队伍状态"
      fixed
      title={
        <Segmented
          aria-label="看哪些队伍"
          value={board}
          onChange={setBoard}
          options={boards.map(([value, word]) => ({ value, label: `${word} ${count(value)}` }))}
        />
      }
      extra={
        <ActionButton
          hotkey="D"
          refusedBecause={
            incident === undefined
              ? '请先选事件，再调派队伍。'
              : closed
                ? '事件已办结，不能再派队。'
                : undefined
          }
          onPress={() => setOrdering(true)}
        >
          调派
        </ActionButton>
      }
      footer={
        current &&
        !ordering && (
          <UnitActions key={current.id} unit={current} orders={orders.get(current.id) ?? []} />
        )
      }
    >
      {ordering && incident !== undefined ? (
        <OrderForm key={incident} incident={incident} onDone={ordered} />
      ) : units.isPending ? (
        <LoadingState what="队伍状态" />
      ) : (
        <DataList
          label="队伍状态"
          tight
          rows={rows}
          columns={unitColumns(small, fixTimes)}
          rowKey={({ unit }) => unit.id}
          rowTone={({ unit, order }) =>
            unit.over?.row || emergencies.units.has(unit.id)
              ? 'emergency'
              : order && urgency(order, minute)
          }
          selectedKey={selected}
          onSelect={({ unit }) => selectUnit(unit.id)}
          empty={
            all.length === 0 ? (
              <EmptyState title="还没有队伍" hint="登记或导入队伍后，这里显示每支队伍的状态。">
                <ActionButton onPress={() => goTo('resources')}>去登记</ActionButton>
              </EmptyState>
            ) : (
              <EmptyState title={emptyWords[board]} />
            )
          }
        />
      )}
    </Panel>
  )
}
