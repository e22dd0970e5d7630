import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { useDispatchBoard } from '../../../dispatch/use-board.ts'
import { isWaiting, useOpenAlarms } from '../../../frame/use-alarms.ts'
import { useTightestClocks } from '../../../incident/use-tightest-clocks.ts'
import type { AlertBox } from './AlertBoxes.tsx'

export interface CountedBox extends AlertBox {
  /** The incidents behind the number; `undefined` where it counts something else. */
  readonly incidents: readonly string[] | undefined
  /** The first unit behind it: the board shows it. */
  readonly unit?: string | undefined
}

const none: readonly string[] = []

/** The boxes in their fixed places, what hangs a life on it first. What counts is decided in the core. */
export function useAlertBoxes(): readonly CountedBox[] {
  const boxes = useQuery({
    ...queries.incidents.boxes.queryOptions({ input: {} }),
    // 无更新 comes true by time alone.
    refetchInterval: 60_000,
  }).data
  const board = useDispatchBoard().data
  const clocks = useTightestClocks()
  const { alarms } = useOpenAlarms()
  const waiting = alarms.filter(isWaiting)
  const box = (
    key: string,
    label: string,
    weight: AlertBox['weight'],
    incidents: readonly string[] = none,
  ): CountedBox => ({ key, label, weight, count: incidents.length, incidents })
  /** Counted by orders or teams; their incidents are what the list shows. */
  const ofOrders = (
    key: string,
    label: string,
    weight: AlertBox['weight'],
    ids: readonly string[] = none,
  ): CountedBox => {
    const orders = (board?.assignments ?? []).filter(
      ({ id, unit }) => ids.includes(id) || ids.includes(unit),
    )
    const units = [...new Set(orders.map(({ unit }) => unit))]
    const incidents = [...new Set(orders.map(({ incident }) => incident))]
    return { key, label, weight, count: units.length, incidents, unit: units[0] }
  }
  const pressing = [...clocks].filter(([, { state }]) => state === 'due' || state === 'overdue')
  const noFix = ofOrders('noPosition', '无定位', 'plain', board?.boxes.noPosition)
  const noPlace = boxes?.noPlace ?? none
  return [
    {
      ...box('alarms', '未确认', 'red'),
      count: waiting.length,
      incidents: waiting.flatMap(({ incident }) => incident ?? []),
    },
    box('unassigned', '未派队', 'orange', board?.boxes.unassigned),
    ofOrders('contact', '联络超时', 'red', board?.boxes.contactOverdue),
    box(
      'reports',
      '报告临期',
      pressing.some(([, { state }]) => state === 'overdue') ? 'red' : 'orange',
      pressing.map(([incident]) => incident),
    ),
    ofOrders('notReadBack', '未复诵', 'orange', board?.boxes.notReadBack),
    box('readyToClose', '可办结', 'plain', boxes?.readyToClose),
    {
      ...noFix,
      count: noFix.count + noPlace.length,
      incidents: [...new Set([...(noFix.incidents ?? none), ...noPlace])],
    },
    ofOrders('doubleBooked', '重复调派', 'orange', board?.boxes.doubleBooked),
    box('unverified', '未核实', 'orange', boxes?.unverified),
    box('silent', '无更新', 'red', boxes?.silent),
    { ...box('actions', '待办', 'orange'), count: boxes?.openActions ?? 0, incidents: undefined },
    box('conflict', '同时改动', 'red', boxes?.conflict),
  ]
}
