import type { z } from 'zod'
import type { EpochMs, Random, Timers } from '../kernel/world.ts'
import type { GatewayCommand, GatewayEvent } from './events.ts'
import type { LinkSettings, PeerState } from './link.ts'
import type { Means } from './means.ts'

/** One frame as the ring keeps it: what was on the wire and what we made of it. */
export interface FrameRecord {
  readonly direction: 'in' | 'out'
  readonly bytes: Uint8Array
  readonly channel: number
  /** `damaged` frames and `noise` bytes are counted and kept, never thrown. */
  readonly outcome: 'ok' | 'damaged' | 'noise' | 'unknown'
  /** Short English protocol name: `hrnp/TMP private text`. */
  readonly kind: string
  readonly decoded?: Readonly<Record<string, unknown>> | undefined
}

export interface DriverIo {
  readonly timers: Timers
  readonly random: Random
  nowMs(): EpochMs
  monotonicMs(): number
  /** `address`: to whom, on a link that speaks with a whole network. */
  write(bytes: Uint8Array, channel?: number, address?: string): void
  /** Ends one peer's connection; nothing happens on a line without peers. */
  dropPeer?(channel: number): void
  emit(event: GatewayEvent): void
  record(frame: FrameRecord): void
}

/** A session over one opened link. Bytes never make it throw. */
export interface DriverSession {
  /** The link is open: start talking. */
  start(): void
  onBytes(bytes: Uint8Array, channel: number, address?: string): void
  /** On a listening link: who came and went. Bytes of a channel come between its `open` and `closed`. */
  onPeer?(channel: number, state: PeerState, address: string): void
  /** `id` comes back in `commandResult` events; a command the driver cannot do is refused with cause `unsupported`. */
  command(id: string, command: GatewayCommand): void
  /** Stops every timer; commands still open end as timed out. May be called twice. */
  close(): void
}

/** What a driver makes of bytes that were heard on a line nobody has named yet. */
export interface Recognition {
  /** Frames whose own check is right. */
  readonly good: number
  /** Frames of this shape with a wrong check. */
  readonly damaged: number
  /** Bytes that belong to no frame. */
  readonly noise: number
  /** What the other end said of itself, for the operator: maker, model, number of stations … */
  readonly says?: string | undefined
}

/** How the automatic detection finds the driver for a line. */
export interface Detection {
  /** Usual speeds, the likeliest first. */
  readonly bauds: readonly number[]
  /**
   * Asked only when nothing was heard. It must be harmless on any device: nothing is sent on the
   * air, no setting is changed.
   */
  readonly question?: Uint8Array | undefined
  /** Never throws. What a line brought, or one datagram where the driver has only such links. */
  recognise(bytes: Uint8Array): Recognition
}

/** What a gateway is for, where the screens group them. */
export type Purpose = 'radio' | 'gps' | 'phone' | 'sensor' | 'vehicle'

export interface Driver<Settings = unknown> {
  readonly id: string
  /** Chinese name for the settings screen. */
  readonly title: string
  readonly links: readonly LinkSettings['kind'][]
  readonly defaultBaud?: number | undefined
  readonly settings: z.ZodType<Settings>
  readonly commands: readonly GatewayCommand['kind'][]
  /** Where the settings decide which of them it can do. */
  commandsOf?(settings: Settings): readonly GatewayCommand['kind'][]
  /** Chinese words for refusal causes and call end causes. */
  readonly causes: Readonly<Record<string, string>>
  readonly purpose: Purpose
  /** The means of communication it offers to people; absent for receivers and sensors. */
  readonly means?: Means | undefined
  readonly detection?: Detection | undefined
  /** How long its net may take to report a delivery; a text is then `timed-out`. */
  readonly deliveryMs?: number | undefined
  /** Silence after which the line is reported quiet; absent where silence is normal. */
  readonly heartbeatMs?: number | undefined
  /** It only listens: an open line on which nothing comes is left open, however long. */
  readonly passive?: boolean | undefined
  session(settings: Settings, io: DriverIo): DriverSession
}
