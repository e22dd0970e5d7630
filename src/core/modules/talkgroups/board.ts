/** The board: pinned groups in their places, then the others in the order they were first heard. */
import type { CoreContext, Seat } from '../../module.ts'
import { numbersOfKind } from '../directory/index.ts'
import {
  callsNow,
  groupEnd,
  groupOnGateway,
  groupsByGateway,
  lastCallersOf,
  presenceOf,
  senders,
  type Sender,
} from '../radio/index.ts'
import type { TalkGroup } from './contract.ts'
import { keyOf, knownGroups, mainOf, mutedOf, pins, type GroupKey } from './store.ts'

/** As many as have a number key, and some more to find. */
const mostGroups = 40
/** Who spoke here within a duty day counts as being here. */
const hereMs = 12 * 3_600_000

/** Why this seat cannot talk on it; undefined where it can. */
function noTalk(sender: Sender | undefined): string | null {
  if (!sender) return '这个网关不能由控制台操作'
  if (!sender.ready) return `网关「${sender.gatewayName}」未接通`
  return sender.commands.includes('ptt') ? null : '这个网关不能由控制台发话，请用电台话筒'
}

function noSelect(sender: Sender | undefined): string | null {
  if (sender && !sender.ready) return `网关「${sender.gatewayName}」未接通`
  const able = sender?.commands.some((one) => one === 'selectGroup' || one === 'call')
  return able ? null : '这个网关不能由控制台换组，请在电台上转组'
}

/** Groups nobody has heard yet belong to the gateway that can talk. */
function groupsShown(context: CoreContext, all: readonly Sender[]): GroupKey[] {
  const home =
    all.find(({ ready, commands }) => ready && commands.includes('ptt')) ??
    all.find(({ commands }) => commands.includes('ptt'))
  const known = new Set(all.map(({ gateway }) => gateway))
  const heard = groupsByGateway(context.db).filter(({ gateway }) => known.has(gateway))
  const named = new Set(heard.map(({ number }) => number))
  const quiet = numbersOfKind(context, 'group').filter((number) => !named.has(number))
  const rows = [
    ...pins(context.local).filter(({ gateway }) => known.has(gateway)),
    ...knownGroups(context.local).filter(({ gateway }) => known.has(gateway)),
    ...heard,
    ...(home ? quiet.map((number) => ({ gateway: home.gateway, number })) : []),
  ]
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()].slice(0, mostGroups)
}

export function talkgroupBoard(context: CoreContext, seat: Seat): TalkGroup[] {
  const { local, db } = context
  const all = senders(context)
  const presence = presenceOf(context)
  const calls = callsNow(context)
  const main = mainOf(local, seat.name)
  const muted = mutedOf(local, seat.name)
  const pinned = new Set(pins(local).map(keyOf))
  const since = context.world.clock.nowMs() - hereMs
  return groupsShown(context, all).map(({ gateway, number }, place) => {
    const key = keyOf({ gateway, number })
    const sender = all.find((one) => one.gateway === gateway)
    const call = calls.find((one) => one.gateway === gateway && one.target.number === number)
    const talker = call?.talker
    return {
      key,
      number,
      name: groupEnd(context, number).callSign,
      gateway,
      gatewayName: sender?.gatewayName ?? gateway,
      digit: place < 9 ? place + 1 : null,
      pinned: pinned.has(key),
      main: main !== undefined && keyOf(main) === key,
      listening: muted.has(key) ? 'mute' : 'monitor',
      selected: groupOnGateway(context, gateway) === number,
      talker: talker
        ? { number: talker.number, callSign: talker.callSign, at: call?.startAt ?? 0 }
        : null,
      radios: presence
        .filter(
          (one) =>
            one.gateway === gateway &&
            one.online === 'online' &&
            one.group?.number === number &&
            one.group.at > since,
        )
        .map(({ callSign }) => callSign),
      last: lastCallersOf(db, gateway, number),
      noTalk: noTalk(sender),
      noSelect: noSelect(sender),
    }
  })
}
