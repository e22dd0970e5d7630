/** What a person orders → packets, or the cause why not. */
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { callSignPattern } from './ax25.ts'
import { messageOf } from './message.ts'
import { plainDegrees } from './place.ts'
import type { MessageSender } from './sender.ts'
import type { AprsSettings } from './settings.ts'
import { stampOf } from './stamp.ts'
import { bytesOf, canSay, messageParts } from './text-code.ts'

export const aprsCommands = [
  'sendText',
  'locate',
  'check',
  'placeObject',
] as const satisfies readonly GatewayCommand['kind'][]

interface CommandContext {
  readonly settings: AprsSettings
  readonly sender: MessageSender
  nowMs(): number
  transmit(info: string): void
  /** The next packet of that station ends the command; `place` wants a position. */
  expect(command: string, station: string, what: 'anything' | 'place'): void
}

/** `done`: it is on the air and nobody answers to it. */
type Started = { readonly cause: string } | 'done' | 'under-way'

const nameBytes = 9
const commentBytes = 43

function sendText(
  { settings, sender, transmit }: CommandContext,
  id: string,
  { to, group, body }: Extract<GatewayCommand, { kind: 'sendText' }>,
): Started {
  if (group ? !/^[A-Z0-9-]{1,9}$/.test(to) : !callSignPattern.test(to))
    return { cause: 'bad-address' }
  if (to === settings.callSign) return { cause: 'own-address' }
  if (body.trim() === '') return { cause: 'text-empty' }
  if (!canSay(body, settings.charset)) return { cause: 'text-unencodable' }
  const parts =
    body.length > settings.maxTextLength ? undefined : messageParts(body, settings.charset)
  if (parts === undefined) return { cause: 'text-too-long' }
  if (group) {
    for (const part of parts) transmit(messageOf(to, part))
    return 'done'
  }
  const cause = sender.send(id, to, parts)
  return cause === undefined ? 'under-way' : { cause }
}

function placeObject(
  { settings, transmit, nowMs }: CommandContext,
  { name, lat, lon, comment, live }: Extract<GatewayCommand, { kind: 'placeObject' }>,
): Started {
  if (!canSay(name + comment, settings.charset)) return { cause: 'text-unencodable' }
  const label = bytesOf(name.trim(), settings.charset)
  const words = bytesOf(comment.replaceAll(/\s+/g, ' ').trim(), settings.charset)
  if (label === '') return { cause: 'name-empty' }
  if (label.length > nameBytes) return { cause: 'name-too-long' }
  if (words.length > commentBytes) return { cause: 'comment-too-long' }
  const real = Number.isFinite(lat) && Number.isFinite(lon)
  if (!real || Math.abs(lat) > 90 || Math.abs(lon) > 180) return { cause: 'bad-place' }
  const [table = '', code = ''] = settings.objectSymbol
  const place = `${plainDegrees(lat, 'lat')}${table}${plainDegrees(lon, 'lon')}${code}`
  transmit(`;${label.padEnd(nameBytes)}${live ? '*' : '_'}${stampOf(nowMs())}${place}${words}`)
  return 'done'
}

function ask(
  { settings, transmit, expect }: CommandContext,
  id: string,
  station: string,
  what: 'anything' | 'place',
): Started {
  if (!callSignPattern.test(station)) return { cause: 'bad-address' }
  if (station === settings.callSign) return { cause: 'own-address' }
  // Directed questions (APRS 1.0.1 §15): where are you; over which path do you hear me.
  transmit(messageOf(station, what === 'place' ? '?APRSP' : '?APRST'))
  expect(id, station, what)
  return 'under-way'
}

export function runCommand(context: CommandContext, id: string, command: GatewayCommand): Started {
  const { settings } = context
  if (!aprsCommands.some((kind) => kind === command.kind)) return { cause: 'unsupported' }
  if (settings.callSign === '') return { cause: 'no-call-sign' }
  if (command.kind === 'sendText') return sendText(context, id, command)
  if (command.kind === 'placeObject') return placeObject(context, command)
  if (command.kind === 'check') return ask(context, id, command.radio, 'anything')
  if (command.kind !== 'locate') return { cause: 'unsupported' }
  return command.intervalS === undefined
    ? ask(context, id, command.radio, 'place')
    : { cause: 'no-interval' }
}
