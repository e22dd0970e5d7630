/** What a module is, and what it is handed. */
import type { Database } from './kernel/database.ts'
import type { Refusal, Result } from './kernel/result.ts'
import type { EpochMs, World } from './kernel/world.ts'
import type { CountyProfile } from './county/profile.ts'
import type { DetectableLink, DetectOptions, DetectReport } from './gateway/detect.ts'
import type { Symptom } from './gateway/doctor.ts'
import type { Purpose } from './gateway/driver.ts'
import type { TimedFrame } from './gateway/frame-export.ts'
import type { GatewayCommand } from './gateway/events.ts'
import type { RingEntry } from './gateway/frame-ring.ts'
import type { LinkSettings, PortChoice } from './gateway/link.ts'
import type { Means } from './gateway/means.ts'
import type { TileHost } from './map-packs.ts'
import type { Replayed } from './gateway/replay.ts'
import type { GatewaySettings } from './gateway/settings.ts'
import type { GatewayHealth, SupervisedEvent } from './gateway/supervisor.ts'
import type { DocumentFormat, PrintDocument } from './documents/model.ts'
import type { SheetPage } from './documents/sheet.ts'
import type {
  MapFileFeature,
  MapFileFormat,
  MapFileRefusal,
  ReadMapFile,
  ReadMapFileOptions,
  WriteMapFileOptions,
} from './map-files/model.ts'
import type { RoadEngine } from './roads/model.ts'
import type { RosterEngine } from './roster/model.ts'
import type { TerrainEngine } from './terrain/model.ts'
import type { OpLog, OpStatus } from './oplog/types.ts'
import type { FactKind, Projection } from './oplog/registry.ts'

/** What a signed-in person may do. Roles are sets of rights, in the people module. */
export type Right =
  | 'log.write'
  | 'incident.write'
  /** What a leader decides: grade, end of a response, archive, signature under a report. */
  | 'incident.decide'
  | 'dispatch.order'
  | 'report.write'
  | 'report.sign'
  | 'unit.status'
  | 'radio.send'
  /** Takes a radio off the air, gives it back, listens through it: always two persons. */
  | 'radio.restrain'
  | 'alarm.handle'
  | 'directory.write'
  | 'gateway.configure'
  | 'person.administer'
  | 'rule.write'
  /** Plans the roster and notes leave, wishes and swaps of others. */
  | 'roster.write'
  /** Issues a roster, approves swaps and changes of an issued one. */
  | 'roster.approve'
  /** Base maps of this console: import, order, online layers. */
  | 'map.configure'
  /** Recorded voice: restricted, every listening is on record. */
  | 'recording.listen'
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

/** A driver as the settings screen offers it. */
export interface DriverChoice {
  readonly id: string
  readonly title: string
  readonly links: readonly LinkSettings['kind'][]
  readonly defaultBaud?: number | undefined
  readonly commands: readonly GatewayCommand['kind'][]
  readonly purpose: Purpose
  readonly means?: Means | undefined
  /** How long its net may take to report a delivery. */
  readonly deliveryMs?: number | undefined
  /** Chinese words for refusal causes and call end causes. */
  readonly causes: Readonly<Record<string, string>>
}

/** What a trial run of settings saw; nothing is kept of it. */
export interface ProbeReport {
  readonly health: GatewayHealth
  readonly frames: readonly RingEntry[]
}

export type GatewayRefusal = Refusal<
  'unknown-driver' | 'bad-settings' | 'link-kind',
  { readonly detail: string }
>

/** The gateways as modules see them; the host's supervisors are behind it. */
export interface GatewayHub {
  drivers(): readonly DriverChoice[]
  /** Ports of this machine now; `onPorts` says when the list changed (hot plugging). */
  ports(): Promise<readonly PortChoice[]>
  onPorts(listener: (ports: readonly PortChoice[]) => void): () => void
  /** Makes exactly these run: starts new ones, restarts changed ones, closes the others. */
  apply(settings: readonly GatewaySettings[]): void
  /** Checks settings without starting anything. */
  check(settings: GatewaySettings): Result<GatewaySettings, GatewayRefusal>
  /** Opens for `forMs`, listens, closes, tells. A gateway already running on that line is refused as busy. */
  probe(settings: GatewaySettings, forMs: number): Promise<ProbeReport>
  list(): readonly {
    readonly id: string
    readonly name: string
    readonly driver: string
    /** As it was applied. */
    readonly settings: GatewaySettings
    /** What this gateway can be ordered. */
    readonly commands: readonly GatewayCommand['kind'][]
    readonly health: GatewayHealth
  }[]
  /** Plays an export into a driver that hangs on no line. */
  replay(
    driver: string,
    driverSettings: Readonly<Record<string, unknown>>,
    entries: readonly TimedFrame[],
  ): Result<Replayed, GatewayRefusal>
  /** Listens to a port nobody has named, then asks; a port in use by a gateway of ours is busy. */
  detect(
    link: DetectableLink,
    watch: Pick<DetectOptions, 'onStep' | 'isStopped' | 'listenMs' | 'answerMs'>,
  ): Promise<DetectReport>
  /** What is wrong with a gateway, worst first. */
  examine(
    gateway: string,
    besides: { readonly clockOffsetMs: number | undefined },
  ): readonly Symptom[]
  frames(gateway: string, after?: number): readonly RingEntry[]
  exportFrames(gateway: string): readonly string[]
  retryNow(gateway: string): void
  /** Its results arrive as `commandResult` events with this id. */
  command(gateway: string, command: GatewayCommand): { readonly id: string }
  onEvent(listener: (gateway: string, event: SupervisedEvent) => void): () => void
  onHealth(listener: (gateway: string, health: GatewayHealth) => void): () => void
}

/** What leaves or enters through `/files/<ticket>`; a ticket is used once, by the seat that asked. */
export interface OfferedFile {
  /** With extension, as the operator will find it. */
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface StreamedFile {
  readonly name: string
  readonly type: string
  /** Text, sent as UTF-8; each part is made when it is asked for. */
  readonly parts: () => Iterable<string>
}

export type FileRefusal =
  | Refusal<'too-large', { readonly limitBytes: number }>
  | Refusal<'disk-full', undefined>
  | Refusal<'read-only', undefined>

/** What a `receive` answers a file with instead of JSON: its sentence. */
export class TurnedDown {
  readonly sentence: string
  constructor(sentence: string) {
    this.sentence = sentence
  }
}

/** Files by the SHA-256 of their content, durable before the fact that names them. */
export interface FileStore {
  /** The hash in hex. */
  store(bytes: Uint8Array): Result<string, FileRefusal>
  /** Checked against its hash; `undefined` where it is missing or damaged on both disks. */
  read(sha256: string): Uint8Array | undefined
  /** A path on this origin that gives the file once, within five minutes. */
  offer(file: OfferedFile): string
  /** The same for what is too large to hold: its parts are made while they are fetched. */
  offerStream(file: StreamedFile): string
  /**
   * A path on this origin that takes one file by `PUT`, within five minutes; `taken` is called
   * when its bytes are durable, and what it returns is the answer's JSON. `refused` looks at the
   * bytes first: a sentence from it is the answer, and nothing is stored.
   */
  expect(
    limitBytes: number,
    taken: (sha256: string, bytes: Uint8Array) => unknown,
    refused?: (bytes: Uint8Array) => string | undefined,
  ): string
  /**
   * The same for a file that is only looked at: its bytes are handed over and nothing is stored.
   * What `taken` returns is the answer's JSON; a refusal is a part of it, or turns the file down.
   */
  receive(limitBytes: number, taken: (bytes: Uint8Array) => unknown): string
}

type SoundRefusal = Refusal<'disk-full', undefined> | Refusal<'read-only', undefined>

/**
 * Recorded sound of this console. Unlike attachments it is deleted when its time is over. While a
 * call goes on its pieces are appended to numbered parts; the finished file takes their place.
 */
export interface SoundStore {
  /** Accepted when the bytes are durable. */
  append(recording: string, part: number, bytes: Uint8Array): Promise<Result<void, SoundRefusal>>
  /** What is stored of each part, in their order. */
  parts(recording: string): readonly { readonly part: number; readonly bytes: Uint8Array }[]
  /** Recordings that have parts. */
  unfinished(): readonly string[]
  /** Stores the finished file; the parts stay until `dropParts`. */
  finish(recording: string, bytes: Uint8Array): Result<void, SoundRefusal>
  dropParts(recording: string): void
  has(recording: string): boolean
  /** Checked against its hash; `undefined` where it is missing or damaged on both disks. */
  read(recording: string, sha256: string): Uint8Array | undefined
  /** Deletes the finished file, also its copy. */
  remove(recording: string): void
}

/** What a photo says about itself; absent where it says nothing usable. */
export interface PhotoData {
  /** WGS-84 degrees, as the camera wrote them. */
  readonly point?: { readonly lat: number; readonly lon: number } | undefined
  /** UTC epoch milliseconds; without a zone in the photo it is taken for Beijing time. */
  readonly takenAt?: number | undefined
}

export interface MachineHealth {
  /** `undefined` where the platform does not say. */
  readonly freeBytes?: number | undefined
  readonly diskLow: boolean
  readonly damaged: boolean
  readonly secondDisk: 'absent' | 'good' | 'failing'
  readonly lastBackupAt?: number | undefined
}

/** What may be asked about a past moment; answered by `modules/lookback/past-desk.ts`. */
export type PastQuestion =
  | {
      readonly kind: 'picture'
      readonly at: EpochMs
      readonly have?: { readonly facts: string; readonly features: string } | undefined
    }
  | {
      readonly kind: 'lines'
      readonly at: EpochMs
      readonly incident: string | null
      readonly limit: number
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
  readonly files: FileStore
  readonly sounds: SoundStore
  /** Map packs and online layers, served under `/tiles/…`. */
  readonly tiles: TileHost
  /**
   * The shell's own dialog for a file or folder of this machine; resolves with `undefined` when
   * the person left it. Absent where the shell has no dialogs.
   */
  readonly choosePath?:
    | ((what: 'pack' | 'folder' | 'source') => Promise<string | undefined>)
    | undefined
  /** Of the machine this console runs on: disk, copies, seats. */
  readonly machine: () => MachineHealth
  /** The host's own bell, for when no page can be heard. */
  readonly ringBell: (loudness: 'emergency' | 'high' | 'normal') => void
  /** Position and time out of a photo; never throws. */
  readonly readPhoto: (bytes: Uint8Array) => PhotoData
  /** Folds the log as it was known then, beside the live tables and without holding them up. */
  readonly askPast: (question: PastQuestion) => Promise<unknown>
  /** Between the parts of long work: whatever waits meanwhile goes first. */
  readonly breathe: () => Promise<void>
  /** The road network, in a thread of its own; without a file it answers `no-roads`. */
  readonly roads: RoadEngine
  /** Heights of the ground, in a thread of their own; without a file it answers `no-terrain`. */
  readonly terrain: TerrainEngine
  /** Generates duty rosters, in a thread of its own. */
  readonly rosterEngine: RosterEngine
  /** PDF (A4, fonts embedded, text selectable) or DOCX of a document. */
  readonly render: (document: PrintDocument, format: DocumentFormat) => Promise<Uint8Array>
  /** First sheet of an XLSX or CSV file as text cells. */
  readonly readTable: (
    fileName: string,
    bytes: Uint8Array,
  ) => Promise<Result<readonly (readonly string[])[], Refusal<'not-a-table'>>>
  /** Every sheet of it; a merged cell's value stands in each row it covers. */
  readonly readSheets: (
    fileName: string,
    bytes: Uint8Array,
  ) => Promise<
    Result<
      readonly { readonly name: string; readonly table: readonly (readonly string[])[] }[],
      Refusal<'not-a-table'>
    >
  >
  /** An XLSX file of several pages, with titles, frames and merged cells. */
  readonly writeSheets: (pages: readonly SheetPage[]) => Promise<Uint8Array>
  /** An XLSX file with one sheet; the first row is its heading, every cell is text. */
  readonly writeTable: (table: readonly (readonly string[])[]) => Promise<Uint8Array>
  /**
   * What a GeoJSON, KML, KMZ, GPX, TCX or Shapefile (as ZIP) holds, in WGS-84. Told apart by the
   * bytes; read in a thread of its own.
   */
  readonly readMapFile: (
    fileName: string,
    bytes: Uint8Array,
    options?: ReadMapFileOptions,
  ) => Promise<Result<ReadMapFile, MapFileRefusal>>
  /** A file other programs open; a Shapefile is a ZIP with one set for each kind of shape. */
  readonly writeMapFile: (
    format: MapFileFormat,
    features: readonly MapFileFeature[],
    options: WriteMapFileOptions,
  ) => Promise<OfferedFile>
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
  /** What an operator should know before this console closes, in words (`2 条告警未处置`). */
  concerns?(context: CoreContext): readonly string[]
  router(context: CoreContext): Router
}
