/**
 * What every gateway says and can be asked, independent of its protocol
 * (event and command set: radio reference §2.1).
 */
import type { EpochMs } from '../kernel/world.ts'

/** The radio's number in its net, as text: PDT, DMR and TETRA differ in width. */
export type RadioId = string

export type CallKind = 'private' | 'group' | 'all' | 'emergency' | 'phone' | 'other'

export interface GatewayFix {
  readonly radio: RadioId
  /** WGS-84 degrees. */
  readonly lat: number
  readonly lon: number
  /** Time of the fix by the receiver, when it gave one. */
  readonly fixAt?: EpochMs | undefined
  /** `false`: the receiver has no fix; the numbers must not be used for dispatch. */
  readonly valid: boolean
  readonly speedKmh?: number | undefined
  readonly headingDeg?: number | undefined
  readonly altitudeM?: number | undefined
  readonly rssiDbm?: number | undefined
  readonly reason?: 'request' | 'interval' | 'emergency' | 'own' | undefined
  /** Caught up from a dead zone: belongs to the track, never to the live marker. */
  readonly late?: boolean | undefined
}

/** One value of a hydrological station (rain, water level, supply voltage …). */
export interface StationReading {
  /** The station's own number, as sent. */
  readonly station: string
  /** When it was measured, as the station says; UTC epoch milliseconds. */
  readonly at: EpochMs
  /** The protocol's code of the quantity: `Z`, `P1`, `VT` … (SL651 table C.1). */
  readonly element: string
  /** Absent where the station sent its mark for "no value". */
  readonly value?: number | undefined
  readonly unit: string
  /** How it came: `timed`, `extra`, `hourly`, `manual`, `uniform`, `query`, `test`. */
  readonly report: string
}

export type GatewayEvent =
  | {
      readonly kind: 'radioPresence'
      readonly radio: RadioId
      readonly online: boolean
      readonly how: 'registered' | 'deregistered' | 'checked' | 'expired' | 'heard'
    }
  | {
      readonly kind: 'callStart'
      readonly call: string
      readonly direction: 'in' | 'out'
      readonly type: CallKind
      readonly target: string
      readonly caller?: RadioId | undefined
      readonly channel?: string | undefined
    }
  | { readonly kind: 'talker'; readonly call: string; readonly radio: RadioId }
  | { readonly kind: 'callEnd'; readonly call: string; readonly cause: string }
  | {
      readonly kind: 'text'
      readonly from: RadioId
      readonly to: string
      readonly group: boolean
      readonly body: string
      readonly ref: string
      /** When the net says it was sent. */
      readonly sentAt?: EpochMs | undefined
      /** Parts of a long message that never came, or text cut short on the way. */
      readonly incomplete?: boolean | undefined
      /**
       * To be called once the text is on record: where the other end keeps it until then, it may
       * let it go. Whoever records texts calls it; a text whose record fails comes again.
       */
      readonly stored?: (() => void) | undefined
    }
  /**
   * A report about a text whose order has ended already (the console was started anew meanwhile, or
   * the net took longer than the driver waits). `ref` is the one of the `accepted` result.
   */
  | {
      readonly kind: 'delivery'
      readonly to: string
      readonly ref: string
      readonly state: 'delivered' | 'failed'
      readonly cause?: string | undefined
    }
  | { readonly kind: 'status'; readonly from: RadioId; readonly code: number }
  | {
      readonly kind: 'emergency'
      readonly from: RadioId
      readonly how: string
      readonly state: 'raised' | 'cleared'
    }
  | { readonly kind: 'position'; readonly fix: GatewayFix }
  | { readonly kind: 'rssi'; readonly radio?: RadioId | undefined; readonly level: number }
  | {
      readonly kind: 'clockQuality'
      readonly offsetMs: number
      readonly source: 'gps' | 'beidou' | 'gnss'
    }
  /** A telephone on a line of ours: at every ring, when its number is known, and when it stops. */
  | {
      readonly kind: 'phoneRing'
      /** The driver's name of the call. */
      readonly call: string
      readonly state: 'ringing' | 'ended'
      /** As the exchange sent it. */
      readonly number?: string | undefined
      readonly name?: string | undefined
      /** Why there is no number: kept back by the caller, or not known to the exchange. */
      readonly withheld?: 'private' | 'unavailable' | undefined
    }
  /** Whether a radio may transmit, as the net says. */
  | { readonly kind: 'radioState'; readonly radio: RadioId; readonly enabled: boolean }
  /** What the gateway's own transmitter is set to. */
  | {
      readonly kind: 'channel'
      readonly channel?: string | undefined
      readonly group?: string | undefined
    }
  | { readonly kind: 'reading'; readonly reading: StationReading }
  /** A measuring station spoke, with or without values; told before its readings. */
  | {
      readonly kind: 'stationHeard'
      readonly station: string
      /** As in a reading; `heartbeat` besides. */
      readonly report: string
      /** Its own clock when it sent. */
      readonly clockAt?: EpochMs | undefined
      /** `rain`, `river`, `reservoir` … as it calls itself. */
      readonly stationClass?: string | undefined
    }
  /** A fault or alarm that a terminal reports; an SOS is an `emergency`. `code` is one of the driver's causes. */
  | {
      readonly kind: 'deviceAlarm'
      readonly from: RadioId
      readonly code: string
      readonly state: 'raised' | 'cleared'
      readonly late?: boolean | undefined
    }
  /** What the gateway says of itself: card, model, supply, signal of each beam; names in Chinese. */
  | { readonly kind: 'device'; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'commandResult'; readonly command: string; readonly result: CommandResult }
  | { readonly kind: 'session'; readonly status: SessionStatus }

/** Every command ends in exactly one of confirmed, refused, timed-out, unknown; retries and waiting are visible before. */
export type CommandResult =
  | { readonly kind: 'retrying'; readonly attempt: number }
  /** Held back by the gateway's own pace (a BeiDou card sends once a minute): not sent before `untilMs`. */
  | { readonly kind: 'waiting'; readonly untilMs: EpochMs; readonly ahead: number }
  /** The gateway took it; the radio has not answered yet. */
  | { readonly kind: 'accepted'; readonly ref?: string | undefined }
  | {
      readonly kind: 'confirmed'
      readonly detail?: Readonly<Record<string, unknown>> | undefined
      /** It went out, and its net tells nobody whether it arrived; `no-receipt` of the driver's causes says so. */
      readonly receipt?: false | undefined
    }
  /** `cause` is a code of the driver's `causes` table (Chinese words there); `detail` is shown behind them. */
  | { readonly kind: 'refused'; readonly cause: string; readonly detail?: string | undefined }
  | { readonly kind: 'timed-out' }
  /** It may have gone out or not: a person decides about sending it again. */
  | { readonly kind: 'unknown'; readonly cause: string }

export type GatewayCommand =
  | {
      readonly kind: 'sendText'
      readonly to: string
      readonly group: boolean
      readonly body: string
      readonly urgent?: boolean | undefined
    }
  | { readonly kind: 'sendStatus'; readonly to: string; readonly code: number }
  | { readonly kind: 'locate'; readonly radio: RadioId; readonly intervalS?: number | undefined }
  | { readonly kind: 'check'; readonly radio: RadioId }
  | { readonly kind: 'call'; readonly type: 'private' | 'group' | 'all'; readonly target: string }
  | { readonly kind: 'ptt'; readonly pressed: boolean }
  | { readonly kind: 'hangup' }
  /** Takes a radio off the air, and back; listens through its microphone. Two persons decide. */
  | { readonly kind: 'stun' | 'revive' | 'monitor'; readonly radio: RadioId }
  | { readonly kind: 'ackEmergency'; readonly radio: RadioId }
  /** What the gateway's own transmitter uses from now on. */
  | { readonly kind: 'selectGroup'; readonly group: string }
  | { readonly kind: 'selectChannel'; readonly channel: string }
  /** Asks the gateway about itself (card, signal, waiting messages); answers are events. */
  | { readonly kind: 'inspect' }
  /** Asks a measuring station for its values, or sets its clock to the console's. */
  | { readonly kind: 'queryStation' | 'setStationClock'; readonly station: string }
  /** Puts a mark on the maps of everybody who listens, or takes it away (`live: false`). */
  | {
      readonly kind: 'placeObject'
      readonly name: string
      readonly lat: number
      readonly lon: number
      readonly comment: string
      readonly live: boolean
    }

/** Every kind of command, for schemas; the compiler finds a missing one. */
export const commandKinds = Object.keys({
  sendText: true,
  sendStatus: true,
  locate: true,
  check: true,
  call: true,
  ptt: true,
  hangup: true,
  stun: true,
  revive: true,
  monitor: true,
  ackEmergency: true,
  selectGroup: true,
  selectChannel: true,
  inspect: true,
  queryStation: true,
  setStationClock: true,
  placeObject: true,
} satisfies Record<GatewayCommand['kind'], true>) as [
  GatewayCommand['kind'],
  ...GatewayCommand['kind'][],
]

/** State of the protocol session above the link. A reason always goes with it. */
export type SessionStatus =
  | { readonly kind: 'connecting'; readonly step: string }
  | {
      readonly kind: 'ready'
      readonly gateway?: string | undefined
      /** What the operator should know besides, in Chinese: `3 台终端在线`. */
      readonly detail?: string | undefined
    }
  | { readonly kind: 'silent'; readonly sinceMs: number }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'needs-vendor-file' }
