/** What a person changes about nets and times: facts, the newest stands. */
import type { z } from 'zod'
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import type { rollcallContract } from './contract.ts'
import { netSet, scheduleSet } from './facts.ts'
import { netList, scheduleList } from './nets.ts'
import { scheduleWords } from './schedule.ts'

type Input<Name extends 'setNet' | 'setSchedule'> = z.output<
  NonNullable<(typeof rollcallContract)[Name]['~orpc']['inputSchema']>
>
type Stored = Recorded & { readonly id: string }

function changeLine(context: CoreContext, name: string, person: string, text: string) {
  return logLines(context)({
    kind: 'change',
    source: { kind: 'person', id: person, text: name },
    text,
    recorder: name,
  })
}

export function setNet(
  context: CoreContext,
  seat: Seat,
  input: Input<'setNet'>,
): Result<Stored, Refusal<'not-found'> | Refusal<'name-taken'> | Refusal<'double-station'>> {
  const { name: by, person } = requireRight(seat, 'radio.send')
  const nets = netList(context)
  const known = nets.find(({ id }) => id === input.net)
  if (input.net != null && !known) return refuse('not-found')
  const name = input.name.trim()
  if (nets.some((net) => net.name === name && net.id !== input.net)) return refuse('name-taken')
  const keys = new Set(input.stations.map(({ key }) => key))
  if (keys.size < input.stations.length) return refuse('double-station')
  const id = known?.id ?? newId(context.world.clock, context.world.random)
  const group = input.group?.trim() === '' ? null : input.group
  const { means, stations } = input
  const at = context.world.clock.nowMs()
  const body = { name, group, means, stations, removed: false, by, at }
  const before = known ? `（原 ${known.stations.length} 台）` : '（新建）'
  const recorded = recordFor(context, seat, () => [
    { kind: netSet.kind, entity: id, body },
    changeLine(context, by, person, `点名网 ${name}：${stations.length} 台${before}`),
  ])
  return accept({ ...recorded, id })
}

export function removeNet(
  context: CoreContext,
  seat: Seat,
  id: string,
): Result<Recorded, Refusal<'not-found'>> {
  const { name: by, person } = requireRight(seat, 'radio.send')
  const net = netList(context).find((one) => one.id === id)
  if (!net) return refuse('not-found')
  const { name, group, means, stations } = net
  const at = context.world.clock.nowMs()
  return accept(
    recordFor(context, seat, () => [
      {
        kind: netSet.kind,
        entity: id,
        body: { name, group, means, stations, removed: true, by, at },
      },
      changeLine(context, by, person, `点名网 ${name} 撤销`),
    ]),
  )
}

export function setSchedule(
  context: CoreContext,
  seat: Seat,
  input: Input<'setSchedule'>,
): Result<Stored, Refusal<'not-found'> | Refusal<'incomplete'>> {
  const { name: by, person } = requireRight(seat, 'radio.send')
  const { schedule, ...fields } = input
  const net = netList(context).find(({ id }) => id === input.net)
  const known = scheduleList(context).find(({ id }) => id === schedule)
  if (!net || (schedule != null && !known)) return refuse('not-found')
  if (
    (input.every === 'week' && input.weekday === null) ||
    (input.every === 'month' && input.day === null)
  ) {
    return refuse('incomplete')
  }
  const id = known?.id ?? newId(context.world.clock, context.world.random)
  const at = context.world.clock.nowMs()
  const label = input.label.trim()
  const times = [...new Set(input.times)].toSorted()
  const body = { ...fields, label, times, by, at }
  const words = scheduleWords({ id, ...body })
  const off = input.enabled ? '' : '，停用'
  const recorded = recordFor(context, seat, () => [
    { kind: scheduleSet.kind, entity: id, body },
    changeLine(context, by, person, `点名时间 ${label}（${net.name}）：${words}${off}`),
  ])
  return accept({ ...recorded, id })
}
