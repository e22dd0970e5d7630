/** What a module is, and what it is handed. */
import type { Database } from './kernel/database.ts'
import type { Refusal } from './kernel/result.ts'
import type { World } from './kernel/world.ts'
import type { CountyProfile } from './county/profile.ts'
import type { GatewayCommand, GatewayEvent, CommandResult } from './gateway/events.ts'
import type { GatewayHealth } from './gateway/supervisor.ts'
import type { FactDraft, OpLog, OpStatus, Recorded } from './oplog/types.ts'
import type { FactKind, Projection } from './oplog/registry.ts'

/** What a signed-in person may do. Roles are sets of rights, in the people module. */
export type Right =
  | 'log.write'
  | 'incident.write'
  | 'unit.status'
  | 'radio.send'
  | 'alarm.handle'
  | 'directory.write'
  | 'gateway.configure'
  | 'person.administer'
  | 'export'

export interface Session {
  readonly person: string
  readonly name: string
  readonly rights: ReadonlySet<Right>
  readonly signedInAt: number
}

/** One connected page; the session changes when somebody signs in or out. */
export interface Seat {
  readonly id: string
  readonly name: string
  session: Session | undefined
}

/** The oRPC context of every call. */
export interface SeatContext {
  readonly seat: Seat
}

/** The gateways as modules see them; the host's supervisor is behind it. */
export interface GatewayHub {
  list(): readonly { readonly id: string; readonly name: string; readonly driver: string; readonly health: GatewayHealth }[]
  command(gateway: string, command: GatewayCommand): { readonly id: string }
  onEvent(listener: (gateway: string, event: GatewayEvent) => void): () => void
  onHealth(listener: (gateway: string, health: GatewayHealth) => void): () => void
  onResult(listener: (gateway: string, command: string, result: CommandResult) => void): () => void
}

export interface CoreContext {
  readonly world: World
  readonly county: CountyProfile
  /** Log and projections (`console.sqlite`, FULL). */
  readonly db: Database
  /** This console only (`local.sqlite`, FULL): settings, drafts, verifiers, layout. */
  readonly local: Database
  /** Rings that may be lost (`live.sqlite`): positions, presence, meters. */
  readonly live: Database
  readonly log: OpLog
  readonly gateways: GatewayHub
  /** Whether this data folder works on real events or an exercise; on every op. */
  readonly status: OpStatus
  /** The letter of this site, `中` or `车`: prefix of numbers. */
  readonly site: string
  /** Says that local or live state of a topic changed (log changes are said by the log). */
  readonly changed: (topic: string, entities: readonly string[]) => void
  /** Newest-wins stream to the map; batched by the host. */
  readonly publishPosition: (position: LivePosition) => void
  readonly logger: Logger
}

export interface LivePosition {
  /** `unit:<id>` or `radio:<gateway>:<radio>` where the radio belongs to no unit. */
  readonly key: string
  readonly lat: number
  readonly lon: number
  readonly valid: boolean
  /** Time of the fix, else of its arrival. */
  readonly at: number
  readonly headingDeg?: number | undefined
  readonly speedKmh?: number | undefined
}

export interface Logger {
  info(event: string, details?: Readonly<Record<string, unknown>>): void
  warn(event: string, details?: Readonly<Record<string, unknown>>): void
  error(event: string, details?: Readonly<Record<string, unknown>>): void
}

/** Appends for the person of a seat, or the oRPC error of the refusal; see `seat-log.ts`. */
export type AppendFor = (seat: Seat, drafts: readonly FactDraft[] | (() => readonly FactDraft[])) => Recorded

/**
 * One folder under `modules/`. `start` may be absent; what it returns is called at shutdown.
 * `router` is the oRPC implementation of the module's contract.
 */
export interface Module<Router = unknown> {
  readonly name: string
  readonly facts: readonly FactKind[]
  readonly projections: readonly Projection[]
  /** DDL of local or live tables, numbered by position: `user_version` style, append only. */
  readonly localMigrations?: readonly string[] | undefined
  readonly liveTables?: readonly string[] | undefined
  start?(context: CoreContext): () => void
  router(context: CoreContext): Router
}

/** A refusal of a command as oRPC's typed error needs it. */
export type ModuleRefusal = Refusal
