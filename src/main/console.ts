/**
 * The only composition root: both shells, the tools and the tests start the console here and
 * nowhere else.
 */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { zhCN } from 'zod/v4/locales'
import { z } from 'zod'
import type { AnyRouter } from '@orpc/server'
import { contract, contractFingerprint } from '../core/api.ts'
import { describeProfileProblem, type CountyProfile } from '../core/county/profile.ts'
import type { Driver } from '../core/gateway/driver.ts'
import { openGatewayHub } from '../core/gateway/hub.ts'
import type { OpenLink } from '../core/gateway/link.ts'
import type { World } from '../core/kernel/world.ts'
import type { CoreContext, LivePosition, Logger, Module } from '../core/module.ts'
import { modules as listedModules } from '../core/modules/index.ts'
import {
  openFeed,
  pendingChanges,
  pendingPositions,
  systemModule,
  type Health,
} from '../core/modules/system/index.ts'
import type { LogProblem } from '../core/oplog/log.ts'
import type { OpStatus } from '../core/oplog/types.ts'
import { watchFolder } from './folder-alarms.ts'
import { openExample } from './demo/index.ts'
import { openSounds, type FolderOptions } from './adapters/data-folder/index.ts'
import { loadCountyProfile } from './adapters/county-profile.ts'
import { renderDocument } from './adapters/documents/index.ts'
import { openFileTickets } from './adapters/file-tickets.ts'
import { plainAnswer } from './adapters/http-server-request.ts'
import { openTileHost } from './adapters/tiles/tile-host.ts'
import { openPastAsker } from './adapters/past/index.ts'
import { linkOpener } from './adapters/links/open-link.ts'
import { listPorts, watchPorts } from './adapters/links/serial-ports.ts'
import { errorDetails, openFileLogger } from './adapters/logger.ts'
import { openRoadEngine } from './adapters/roads/index.ts'
import { openRosterEngine } from './adapters/roster/index.ts'
import { openSeats, type Seats } from './adapters/seats.ts'
import { staticAnswer } from './adapters/static-files.ts'
import { readMapFile, writeMapFile } from './adapters/map-files/index.ts'
import { readSheets, readTable } from './adapters/table-reader.ts'

import { writeSheets, writeTable } from './adapters/sheet-writer.ts'
import { openTerrainEngine } from './adapters/terrain/index.ts'
import { ringTerminalBell } from './adapters/terminal-bell.ts'
import { readPhotoData } from './adapters/photo-data.ts'
import { realWorld } from './adapters/world.ts'
import { leaveOutProjection, markActive, markProjection } from './console-active.ts'
import { healthOf, logsFolder, openConsoleData } from './console-data.ts'
import { StartRefused } from './start-refused.ts'
import { drivers } from './gateways/index.ts'
import { version } from './version.ts'

/** The project's root: `src/main` and the built `out/main` are both two levels below it. */
export const projectRoot = join(import.meta.dirname, '..', '..')

export interface ConsoleOptions {
  readonly dataDir: string
  /** A folder on another disk for segments, copies and attachments. */
  readonly secondDisk?: string | undefined
  /** Limits and intervals of the data folder, for tests. */
  readonly folder?: FolderOptions | undefined
  /** Folder of the county profile. */
  readonly countyDir?: string | undefined
  /** A running example marked 演练. */
  readonly demo?: boolean | undefined
  /** The same example for practising beside the real console: 练习, never anything else. */
  readonly practice?: boolean | undefined
  readonly site?: string | undefined
  readonly world?: Partial<World> | undefined
  readonly openLink?: OpenLink | undefined
  readonly drivers?: readonly Driver[] | undefined
  readonly modules?: readonly Module[] | undefined
  readonly logger?: Logger | undefined
  /** The host's bell for when no page can be heard. Default: the terminal's. */
  readonly ringBell?: CoreContext['ringBell'] | undefined
  /** The shell's dialog for a file or folder of this machine. */
  readonly choosePath?: CoreContext['choosePath']
  /** Where the built page lies. */
  readonly rendererDir?: string | undefined
  /** What repeated crashes made the shell leave out. */
  readonly without?:
    | { readonly gateways?: readonly string[]; readonly projections?: readonly string[] }
    | undefined
  /** Whose code is running, for the shell that has to name it after a crash. */
  readonly onActive?: ((part: string | undefined) => void) | undefined
}

export interface RunningConsole {
  readonly router: AnyRouter
  readonly context: CoreContext
  readonly seats: Seats
  /** Pages, tiles and files. `channel`: the WebSocket origin for the page's policy. */
  handle(request: Request, channel?: string): Promise<Response>
  health(): Health
  /** What an operator should know before the console closes, in words. */
  concerns(): readonly string[]
  close(): Promise<void>
}

/** Positions: at most 20 batches a second. */
const positionsEveryMs = 50
/** Half of it is in every middle wait from the wire to the pixel; 50 ms missed that goal by 4 ms. */
const changesEveryMs = 40

function readCounty(dir: string): CountyProfile {
  const profile = loadCountyProfile(dir)
  if (profile.ok) return profile.value
  const problems = profile.data.problems.map(describeProfileProblem)
  throw new StartRefused(`县情资料有误，控制台没有启动：\n${problems.join('\n')}`)
}

/**
 * Opens the data folder, starts every module and gateway.
 * @throws StartRefused with a sentence where the folder or the county profile does not allow it.
 */
export async function startConsole(options: ConsoleOptions): Promise<RunningConsole> {
  z.config(zhCN())
  const world: World = { ...realWorld, ...options.world }
  const countyDir = options.countyDir ?? join(projectRoot, 'resources/counties/shicheng')
  const county = readCounty(countyDir)
  const site = options.site ?? '中'
  const status: OpStatus = options.practice ? 'test' : options.demo ? 'exercise' : 'actual'
  const modules = [...(options.modules ?? listedModules)]
  const example = options.practice || options.demo ? openExample(projectRoot, status) : undefined
  prepareFolder(options.dataDir)
  const logger = options.logger ?? openFileLogger(logsFolder(options.dataDir))
  const newErrorId = () => Buffer.from(world.random.bytes(4)).toString('hex').toUpperCase()
  const onMistake = (error: unknown) =>
    logger.error('listener.failed', { id: newErrorId(), ...errorDetails(error) })
  const around = markActive(options.onActive)
  const { folder, notices } = openConsoleData({
    dataDir: options.dataDir,
    secondDisk: options.secondDisk,
    folder: options.folder,
    world,
    modules,
    site,
    status,
    projections: modules
      .flatMap((module) => module.projections)
      .map((projection) => {
        if (options.without?.projections?.includes(projection.name))
          return leaveOutProjection(projection)
        return options.onActive ? markProjection(projection, around) : projection
      }),
    onProblem: (problem) => logger.error('log.problem', problemDetails(problem)),
  })
  const changes = openFeed({
    world,
    everyMs: changesEveryMs,
    pending: pendingChanges,
    greeting: { topics: {} },
  })
  const positions = openFeed<LivePosition, LivePosition[]>({
    world,
    everyMs: positionsEveryMs,
    pending: pendingPositions,
  })
  const hub = openGatewayHub({
    world,
    drivers: options.drivers ?? drivers,
    openLink:
      example?.linkOpener(options.openLink ?? linkOpener()) ?? options.openLink ?? linkOpener(),
    listPorts: () => listPorts(),
    watchPorts: (onChange) => watchPorts(onChange),
    without: new Set(options.without?.gateways),
    onMistake,
    around: (gateway, run) => around(`gateway:${gateway}`, run),
  })
  const roads = openRoadEngine()
  const terrain = openTerrainEngine()
  const rosterEngine = openRosterEngine()
  const past = openPastAsker({ database: folder.paths.console, countyDir }, world)
  const files = openFileTickets(folder.attachments, world)
  const tiles = openTileHost({ logger, county: county.county.bbox, folder: folder.paths.maps })
  const context: CoreContext = {
    world,
    county,
    db: folder.db,
    local: folder.local,
    live: folder.live,
    log: folder.log,
    gateways: hub,
    status,
    site,
    changed: (topic, entities) => changes.publish({ topic, entities }),
    publishPosition: (position) => positions.publish(position),
    logger,
    files,
    sounds: openSounds(folder.paths),
    tiles,
    choosePath: options.choosePath,
    machine: () => healthOf(folder, notices),
    ringBell: options.ringBell ?? ringTerminalBell,
    readPhoto: readPhotoData,
    askPast: (question) => past.ask(question),
    breathe: () => setImmediate(),
    roads,
    terrain,
    rosterEngine,
    render: renderDocument,
    readTable,
    writeTable,
    readSheets,
    writeSheets,
    readMapFile,
    writeMapFile,
  }
  const health = (): Health => ({
    ...healthOf(folder, notices),
    seats: seats.connected,
    leftOut: leftOutWords(options.without),
  })
  const fingerprint = contractFingerprint(contract)
  const system = systemModule({
    version,
    contractFingerprint: fingerprint,
    demo: example !== undefined,
    changes,
    positions,
    health,
  })
  const all = [system, ...modules]
  const router = routerOf(all, context)
  const seats = openSeats(router, logger, newErrorId, (seat) => example?.enter(context, seat))
  const stopLogWatch = folder.log.onChanged((changed) => {
    for (const [topic, entities] of changed) changes.publish({ topic, entities: [...entities] })
  })
  const stops = all.map((module) => module.start?.(context)).filter((stop) => stop !== undefined)
  const stopFolderWatch = watchFolder(context, folder, notices)
  for (const { level, text } of notices)
    logger[level === 'info' ? 'info' : 'warn']('folder.notice', { text })
  await example?.start(router, context)
  logger.info('console.started', {
    version,
    contract: fingerprint,
    origin: folder.log.origin,
    status,
  })

  const closeAll = async (): Promise<void> => {
    seats.close()
    changes.close()
    positions.close()
    stopLogWatch()
    stopFolderWatch()
    await hub.close()
    await roads.close()
    await terrain.close()
    await rosterEngine.close()
    await past.close()
    await example?.stop()
    for (const stop of stops.toReversed()) stop()
    tiles.close()
    folder.close()
    logger.info('console.closed')
  }
  // Shells and tests may ask more than once; everything is closed once.
  let closing: Promise<void> | undefined

  return {
    router,
    context,
    seats,
    health,
    async handle(request, channel) {
      try {
        const file = files.answer(request) ?? tiles.answer(request)
        if (file) return await file
        return await staticAnswer(
          options.rendererDir ?? join(projectRoot, 'out/renderer'),
          request,
          channel,
        )
      } catch (error) {
        const id = newErrorId()
        logger.error('request.failed', { id, ...errorDetails(error) })
        return plainAnswer(500, `程序内部错误，编号 ${id}，已记入日志。`)
      }
    },
    concerns: () => all.flatMap((module) => module.concerns?.(context) ?? []),
    close: () => (closing ??= closeAll()),
  }
}

/** @throws StartRefused */
function prepareFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true })
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new StartRefused(
      `数据目录 ${dir} 不能写入（${code}），控制台没有启动。请检查目录权限和磁盘。`,
    )
  }
}

function problemDetails(problem: LogProblem): Record<string, unknown> {
  const { kind } = problem
  return 'error' in problem
    ? { kind, ...errorDetails(problem.error) }
    : { kind, op: problem.op, via: problem.via }
}

function routerOf(all: readonly Module[], context: CoreContext): AnyRouter {
  const parts = all.map((module) => [module.name, module.router(context)] as const)
  return Object.fromEntries(parts) as AnyRouter
}

function leftOutWords(without: ConsoleOptions['without']): string[] {
  const gateways = (without?.gateways ?? []).map((id) => `网关 ${id} 多次引起崩溃，已停用`)
  const projections = (without?.projections ?? []).map(
    (name) => `数据表 ${name} 多次引起崩溃，已停用`,
  )
  return [...gateways, ...projections]
}
