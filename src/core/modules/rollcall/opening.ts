/** Opening a roll call: who is called, and the open item that names who has not answered. */
import { newId } from '../../kernel/id.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { clearDrafts } from '../alarms/index.ts'
import { logLines, type EntryId } from '../logbook/index.ts'
import { unitList } from '../teams/index.ts'
import { rollOpened, type Station } from './facts.ts'
import { commLine } from './lines.ts'
import { netCalled, netList, stationOfUnit } from './nets.ts'
import { currentRoll } from './queries.ts'
import { callSigns } from './sheet.ts'
import { dueSlots } from './slots.ts'

export interface Opened {
  readonly id: string
  readonly storedAt: number
}

interface Calling {
  readonly title: string
  readonly net: string | null
  readonly group: string | null
  readonly stations: readonly Station[]
}

function record(context: CoreContext, seat: Seat, calling: Calling): Opened {
  const { name, person } = requireRight(seat, 'log.write')
  const at = context.world.clock.nowMs()
  const { title, net, group, stations } = calling
  // Whoever calls the net when it is due holds the roll call that is due.
  const due = dueSlots(context).find((slot) => slot.net.id === net)
  const line: EntryId = newId(context.world.clock, context.world.random)
  const id = newId(context.world.clock, context.world.random)
  const body = {
    ...calling,
    schedule: due?.schedule.id ?? null,
    slotAt: due?.slotAt ?? null,
    at,
    by: name,
    line: stations.length === 0 ? null : line,
  }
  const { storedAt } = recordFor(context, seat, () => {
    const write = logLines(context)
    const who = { name, person, group }
    const late = due?.amber ? '（超时）' : ''
    const label = due ? `（${due.schedule.label}）` : ''
    return [
      { kind: rollOpened.kind, entity: id, body },
      ...(due ? clearDrafts(context, 'roll-call-due', due.id, '已开始点名') : []),
      write(commLine(who, `点名 ${title} 开始${label}${late}，应到 ${stations.length} 台`)),
      ...(stations.length === 0
        ? []
        : [
            write(
              commLine(who, `点名 ${title} 待应答 ${stations.length} 台：${callSigns(stations)}`, {
                id: line,
                needsAction: true,
              }),
            ),
          ]),
    ]
  })
  return { id, storedAt }
}

/** As the command line names it: a net by number or name, and the teams it found. */
export function openFromWords(
  context: CoreContext,
  seat: Seat,
  said: {
    readonly net: { readonly number: string; readonly name: string } | null
    readonly title: string
    readonly units: readonly string[]
  },
): Opened {
  const title = said.net?.name ?? said.title
  const known = netCalled(netList(context), { group: said.net?.number ?? null, name: title })
  const teams = unitList(context.db, context.county).filter(({ id }) => said.units.includes(id))
  const stations = teams.map((unit) => stationOfUnit(context, unit))
  return record(context, seat, {
    title,
    net: known?.id ?? null,
    group: said.net?.number ?? known?.group ?? null,
    // The net's own list stands, where the words named a net and no team.
    stations: stations.length === 0 ? (known?.stations ?? []) : stations,
  })
}

export function openNet(
  context: CoreContext,
  seat: Seat,
  id: string,
): Result<Opened, Refusal<'not-found'> | Refusal<'no-stations'> | Refusal<'goes-on'>> {
  requireRight(seat, 'log.write')
  const net = netList(context).find((one) => one.id === id)
  if (!net) return refuse('not-found')
  if (net.stations.length === 0) return refuse('no-stations')
  if (currentRoll(context)) return refuse('goes-on')
  const { name: title, group, stations } = net
  return accept(record(context, seat, { title, net: id, group, stations }))
}
