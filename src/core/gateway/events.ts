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
  | { readonly kind: 'commandResult'; readonly command: string; readonly result: CommandResult }
  | { readonly kind: 'session'; readonly status: SessionStatus }

/** Every command ends in exactly one of confirmed, refused, timed-out; retries are visible before. */
export type CommandResult =
  | { readonly kind: 'retrying'; readonly attempt: number }
  /** The gateway took it; the radio has not answered yet. */
  | { readonly kind: 'accepted' }
  | { readonly kind: 'confirmed'; readonly detail?: Readonly<Record<string, unknown>> | undefined }
  /** `cause` is a code of the driver's `causes` table (Chinese words there). */
  | { readonly kind: 'refused'; readonly cause: string }
  | { readonly kind: 'timed-out' }

export type GatewayCommand =
  | {
      readonly kind: 'sendText'
      readonly to: string
      readonly group: boolean
      readonly body: string
    }
  | { readonly kind: 'sendStatus'; readonly to: string; readonly code: number }
  | { readonly kind: 'locate'; readonly radio: RadioId; readonly intervalS?: number | undefined }
  | { readonly kind: 'check'; readonly radio: RadioId }
  | { readonly kind: 'call'; readonly type: 'private' | 'group' | 'all'; readonly target: string }
  | { readonly kind: 'ptt'; readonly pressed: boolean }
  | { readonly kind: 'hangup' }

/** State of the protocol session above the link. A reason always goes with it. */
export type SessionStatus =
  | { readonly kind: 'connecting'; readonly step: string }
  | { readonly kind: 'ready'; readonly gateway?: string | undefined }
  | { readonly kind: 'silent'; readonly sinceMs: number }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'needs-vendor-file' }
