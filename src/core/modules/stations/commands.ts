import type { CommandResult } from '../../gateway/events.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import { causeOf } from './board.ts'
import { stationDescribed, type StationDescribed } from './facts.ts'
import { heldState, stationName } from './queries.ts'

export type Description = Pick<StationDescribed, 'station' | 'name' | 'place' | 'point' | 'note'>

export function describeStation(context: CoreContext, seat: Seat, typed: Description): Recorded {
  const { name: by, person } = requireRight(seat, 'directory.write')
  const { station, point } = typed
  const [name, place, note] = [typed.name.trim(), typed.place.trim(), typed.note.trim()]
  const before = stationName(context, station)
  const at = context.world.clock.nowMs()
  const words = [
    `测站 ${station} 登记为「${name}」`,
    place === '' ? '' : `，地点 ${place}`,
    before === station || before === name ? '' : `（原名 ${before}）`,
  ]
  return recordFor(context, seat, () => [
    {
      kind: stationDescribed.kind,
      entity: `station:${station}`,
      body: { station, name, place, point, note, by, at },
    },
    logLines(context)({
      kind: 'system',
      source: { kind: 'person', id: person, text: by },
      text: words.join(''),
      recorder: by,
    }),
  ])
}

export interface Outcome {
  readonly outcome: 'confirmed' | 'refused' | 'timed-out' | 'unknown'
  readonly words: string
}

/** A driver that never ends a question is our mistake; the operator is told all the same. */
const netMs = 11 * 60_000

function ordered(
  context: CoreContext,
  gateway: string,
  command: { readonly kind: 'queryStation' | 'setStationClock'; readonly station: string },
): Promise<Exclude<CommandResult, { kind: 'retrying' | 'waiting' | 'accepted' }>> {
  return new Promise((resolve) => {
    const { id } = context.gateways.command(gateway, command)
    const stop = context.gateways.onEvent((_from, event) => {
      if (event.kind !== 'commandResult' || event.command !== id) return
      const { result } = event
      if (result.kind === 'retrying' || result.kind === 'waiting' || result.kind === 'accepted')
        return
      stop()
      cancel()
      resolve(result)
    })
    const cancel = context.world.timers.after(netMs, () => {
      stop()
      resolve({ kind: 'timed-out' })
    })
  })
}

async function asked(
  context: CoreContext,
  station: string,
  kind: 'queryStation' | 'setStationClock',
): Promise<Outcome> {
  const state = heldState(context, station)
  if (!state) {
    return { outcome: 'refused', words: '这个测站还没有上报过，不知道经哪个网关问它。' }
  }
  const result = await ordered(context, state.gateway, { kind, station })
  switch (result.kind) {
    case 'confirmed':
      return {
        outcome: 'confirmed',
        words: kind === 'queryStation' ? '测站已回答，数值已更新。' : '测站已校时。',
      }
    case 'timed-out':
      return { outcome: 'timed-out', words: '测站没有回答，可能在休眠，等它下次上报后再试。' }
    case 'refused':
    case 'unknown':
      return { outcome: result.kind, words: `${causeOf(context, state.gateway, result.cause)}。` }
  }
}

export function askStation(context: CoreContext, seat: Seat, station: string): Promise<Outcome> {
  requireRight(seat, 'radio.send')
  return asked(context, station, 'queryStation')
}

/** What was changed at a device is in the log, with who ordered it and what became of it. */
export async function setStationClock(
  context: CoreContext,
  seat: Seat,
  station: string,
): Promise<Outcome> {
  const { name, person } = requireRight(seat, 'radio.send')
  const done = await asked(context, station, 'setStationClock')
  recordFor(context, seat, () => [
    logLines(context)({
      kind: 'system',
      source: { kind: 'person', id: person, text: name },
      text: `测站 ${stationName(context, station)} 校时：${done.words}`,
      recorder: name,
    }),
  ])
  return done
}
