/** Long messages in packets: kept until the last one came, bounded in size, number and time. */
import { forgetOldest } from '../../../core/gateway/forget-oldest.ts'
import type { Frame } from './frame.ts'

interface Collecting {
  readonly first: Frame | undefined
  readonly total: number
  readonly parts: Map<number, Uint8Array>
  bytes: number
  beganMono: number
}

const maxOpen = 32
const maxBytes = 512 * 1024
const keepMs = 10 * 60_000

export interface Whole {
  /** The first packet: it has the serial number and the time. */
  readonly frame: Frame
  readonly rest: Uint8Array
}

export interface Packets {
  /** The whole message with its last packet, whatever the order. */
  take(frame: Frame, mono: number): Whole | undefined
}

export function packetStore(): Packets {
  const open = new Map<string, Collecting>()
  function tidy(mono: number): void {
    for (const [key, one] of open) if (mono - one.beganMono > keepMs) open.delete(key)
    forgetOldest(open, maxOpen)
  }
  return {
    take(frame, mono) {
      const { packet } = frame
      if (!packet) return { frame, rest: frame.rest }
      if (packet.seq < 1 || packet.seq > packet.total) return undefined
      tidy(mono)
      const key = `${frame.station} ${frame.code}`
      const known = open.get(key)
      const begins =
        packet.seq === 1 && known?.first !== undefined && known.first.serial !== frame.serial
      const same = known?.total === packet.total && !begins
      const one: Collecting =
        known && same
          ? { ...known, first: known.first ?? (packet.seq === 1 ? frame : undefined) }
          : {
              first: packet.seq === 1 ? frame : undefined,
              total: packet.total,
              parts: new Map(),
              bytes: 0,
              beganMono: mono,
            }
      if (!one.parts.has(packet.seq)) {
        one.parts.set(packet.seq, frame.rest)
        one.bytes += frame.rest.length
      }
      if (one.bytes > maxBytes) {
        open.delete(key)
        return undefined
      }
      open.set(key, one)
      if (one.parts.size < one.total || one.first === undefined) return undefined
      open.delete(key)
      const rest = new Uint8Array(one.bytes)
      let at = 0
      for (let seq = 1; seq <= one.total; seq++) {
        const part = one.parts.get(seq) ?? new Uint8Array()
        rest.set(part, at)
        at += part.length
      }
      return { frame: one.first, rest }
    },
  }
}
