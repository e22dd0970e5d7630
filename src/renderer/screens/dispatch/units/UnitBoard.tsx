import { useState } from 'react'
import { App, Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { UnitStatusShown } from '../../../../core/modules/places/contract.ts'
import type { Unit } from '../../../../core/modules/teams/contract.ts'
import { queries } from '../../../client.ts'
import { useNavigation } from '../../../frame/navigation.ts'
import { useSelection } from '../../../frame/selection.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { DataList } from '../../../ui/DataList.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { StatusKeys } from './StatusKeys.tsx'
import { unitColumns } from './unit-columns.tsx'
import { useFixTimes } from './use-fix-times.ts'
import styles from './UnitBoard.module.css'

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

/** Every unit with digit, word, colour and time since; one key sets the next state. */
export function UnitBoard() {
  const units = useQuery(queries.teams.list.queryOptions())
  const statuses = useQuery(queries.places.county.queryOptions()).data?.statuses ?? []
  const [chosen, setChosen] = useState<Unit['board']>()
  const { unit: selected, selectUnit } = useSelection()
  const goTo = useNavigation(({ goTo }) => goTo)
  const small = useSmallDesk()
  const fixTimes = useFixTimes()
  if (units.error) {
    return (
      <FailingState
        title="读不到队伍状态"
        error={units.error}
        onRetry={() => void units.refetch()}
      />
    )
  }
  const all = units.data ?? []
  const count = (board: Unit['board']) => all.filter((unit) => unit.board === board).length
  // With nobody out the free teams are what matters. Decided once: a list must not change under
  // the hand of who is sending out the second team.
  const first = count('moving') > 0 ? 'moving' : 'free'
  if (units.data && chosen === undefined) setChosen(first)
  const board = chosen ?? first
  const rows = all.filter((unit) => unit.board === board)
  const current = all.find(({ id }) => id === selected)
  return (
    <Panel
      label="队伍状态"
      fixed
      title={
        <Segmented
          aria-label="看哪些队伍"
          value={board}
          onChange={(value) => setChosen(value)}
          options={boards.map(([value, word]) => ({ value, label: `${word} ${count(value)}` }))}
        />
      }
      footer={current && <UnitStates unit={current} statuses={statuses} />}
    >
      {units.isPending ? (
        <LoadingState what="队伍状态" />
      ) : (
        <DataList
          label="队伍状态"
          rows={rows}
          columns={unitColumns(small, fixTimes)}
          rowKey={({ id }) => id}
          rowTone={(unit) => (unit.over?.row ? 'emergency' : undefined)}
          selectedKey={selected}
          onSelect={({ id }) => selectUnit(id)}
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

function UnitStates({
  unit,
  statuses,
}: {
  readonly unit: Unit
  readonly statuses: readonly UnitStatusShown[]
}) {
  const incident = useSelection((selection) => selection.incident)
  const { message } = App.useApp()
  const set = useMutation(
    queries.teams.setStatus.mutationOptions({
      onSuccess: () => void message.success(`${unit.callSign} 状态已存`),
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  return (
    <div className={styles.states}>
      <b>{unit.callSign}</b>
      {unit.state.conflict && <span className={styles.conflict}>两处同时改动，请重新选定状态</span>}
      <StatusKeys
        statuses={statuses}
        current={unit.state.conflict ? undefined : unit.state.key}
        busy={set.isPending}
        onChoose={({ key }) =>
          set.mutate({
            team: unit.id,
            status: key,
            ...(unit.incident ? {} : { incident: incident ?? null }),
          })
        }
      />
    </div>
  )
}
