import type { EpochMs } from '../kernel/world.ts'
import type { CageWorld } from './driver-cage.ts'
import type { Driver, FrameRecord } from './driver.ts'
import type { GatewayEvent } from './events.ts'
import type { GatewayHealth, GatewayReason } from './health.ts'
import type { LinkSettings, OpenLink } from './link.ts'

export type SupervisedEvent =
  | Exclude<GatewayEvent, { kind: 'session' }>
  /** It worked and does not any more. */
  | {
      readonly kind: 'lost'
      readonly reason: GatewayReason
      readonly detail: string
      readonly at: EpochMs
    }
  /** It works again after `gapMs`. */
  | { readonly kind: 'back'; readonly gapMs: number; readonly at: EpochMs }
  /** The driver threw: our mistake. Told once per message; the session is started anew. */
  | { readonly kind: 'driverFault'; readonly message: string; readonly at: EpochMs }

export interface SupervisorOptions<Settings> extends CageWorld {
  readonly driver: Driver<Settings>
  readonly settings: Settings
  readonly linkSettings: LinkSettings
  readonly openLink: OpenLink
  onEvent(event: SupervisedEvent): void
  /** At once when the state changes, else at most once a second when a count changed. */
  onStatus(health: GatewayHealth): void
  onFrame?(frame: FrameRecord, at: EpochMs): void
  /**
   * One of the listeners above threw. That is no fault of the driver, whose session goes on;
   * without this listener the error is thrown again from a timer.
   */
  onMistake?(error: unknown): void
}
