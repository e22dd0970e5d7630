import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { isWaiting, useOpenAlarms } from '../../../frame/use-alarms.ts'
import type { AlertBox } from './AlertBoxes.tsx'

export interface CountedBox extends AlertBox {
  /** The incidents behind the number; `undefined` where it counts something else. */
  readonly incidents: readonly string[] | undefined
}

const none: readonly string[] = []

/** The eight boxes, in their fixed places. What counts is decided in the core. */
export function useAlertBoxes(): readonly CountedBox[] {
  const boxes = useQuery({
    ...queries.incidents.boxes.queryOptions({ input: {} }),
    // 无更新 comes true by time alone.
    refetchInterval: 60_000,
  }).data
  const { alarms } = useOpenAlarms()
  const waiting = alarms.filter(isWaiting)
  const box = (
    key: string,
    label: string,
    weight: AlertBox['weight'],
    incidents: readonly string[] = none,
  ): CountedBox => ({ key, label, weight, count: incidents.length, incidents })
  return [
    {
      ...box('alarms', '未确认', 'red'),
      count: waiting.length,
      incidents: waiting.flatMap(({ incident }) => incident ?? []),
    },
    box('unverified', '未核实', 'orange', boxes?.unverified),
    box('unassigned', '未派队', 'orange', boxes?.unassigned),
    box('silent', '无更新', 'red', boxes?.silent),
    { ...box('actions', '待办', 'orange'), count: boxes?.openActions ?? 0, incidents: undefined },
    box('readyToClose', '可办结', 'plain', boxes?.readyToClose),
    box('noPlace', '位置待定', 'plain', boxes?.noPlace),
    box('conflict', '同时改动', 'red', boxes?.conflict),
  ]
}
