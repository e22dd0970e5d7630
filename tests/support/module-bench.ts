/** Modules on a real log and databases in memory, with a fake world and a fake gateway hub. */
import type { OpStatus } from '../../src/core/oplog/types.ts'
import { createRouterClient, type AnyRouter } from '@orpc/server'
import { createLiveTables, migrateLocal } from '../../src/main/console-local.ts'
import { readPhotoData } from '../../src/main/adapters/photo-data.ts'
import { openRoadEngine } from '../../src/main/adapters/roads/index.ts'
import { openRosterEngine } from '../../src/main/adapters/roster/index.ts'
import { openTerrainEngine } from '../../src/main/adapters/terrain/index.ts'
import { renderDocument } from '../../src/main/adapters/documents/index.ts'
import { readMapFile, writeMapFile } from '../../src/main/adapters/map-files/index.ts'
import { readSheets, readTable } from '../../src/main/adapters/table-reader.ts'
import { writeSheets, writeTable } from '../../src/main/adapters/sheet-writer.ts'
import { openDatabase } from '../../src/main/adapters/sqlite.ts'
import { loadCountyProfile } from '../../src/main/adapters/county-profile.ts'
import type { Database } from '../../src/core/kernel/database.ts'
import { openPastDesk } from '../../src/core/modules/lookback/past-desk.ts'
import type { CoreContext, LivePosition, Module, Right, Seat } from '../../src/core/module.ts'
import type { Contract } from '../../src/core/api.ts'
import type { ContractRouterClient } from '@orpc/contract'
import type { AppendRefusal } from '../../src/core/oplog/types.ts'
import { openTestLog, type TestLog } from './console-log.ts'
import { fakeFiles, type FakeFiles } from './fake-files.ts'
import { fakeHub, type FakeHub } from './fake-hub.ts'
import { fakeTiles } from './fake-tiles.ts'
import { fakeSounds, type FakeSounds } from './fake-sounds.ts'

const allRights: readonly Right[] = [
  'log.write',
  'incident.write',
  'incident.decide',
  'dispatch.order',
  'report.write',
  'report.sign',
  'unit.status',
  'radio.send',
  'radio.restrain',
  'alarm.handle',
  'directory.write',
  'gateway.configure',
  'person.administer',
  'rule.write',
  'roster.write',
  'roster.approve',
  'map.configure',
  'recording.listen',
  'export',
]

export const wang: Seat = {
  id: 'seat-1',
  name: '值班台1',
  session: { person: 'p-wang', name: '王海燕', rights: new Set(allRights), signedInAt: 0 },
}

export interface Bench {
  readonly context: CoreContext
  readonly api: ContractRouterClient<Contract>
  readonly hub: FakeHub
  readonly files: FakeFiles
  readonly sounds: FakeSounds
  readonly test: TestLog
  readonly published: LivePosition[]
  /** Topics of local and live state that were told as changed. */
  readonly changed: string[]
  /** How the host's bell was rung. */
  readonly rung: string[]
  /** Every append is refused with this while it is set. */
  readonly refuse: (code: AppendRefusal['code'] | undefined) => void
  /** Texts of the log lines, in the order they were numbered. */
  readonly lines: () => string[]
  /** Stops the modules and starts a new incarnation on the same databases. */
  readonly restart: () => Bench
  readonly stop: () => void
}

interface Stores {
  readonly local: Database
  readonly live: Database
  readonly sounds: FakeSounds
}

const county = loadCountyProfile(
  new URL('../../resources/counties/shicheng', import.meta.url).pathname,
)

export function openBench(
  modules: readonly Module[],
  seat: Seat = wang,
  status: OpStatus = 'actual',
): Bench {
  const stores: Stores = {
    local: openDatabase(':memory:', { synchronous: 'FULL' }),
    live: openDatabase(':memory:', { synchronous: 'NORMAL' }),
    sounds: fakeSounds(),
  }
  migrateLocal(stores.local, modules)
  createLiveTables(stores.live, modules)
  const projections = modules.flatMap((module) => module.projections)
  const kinds = modules.flatMap((module) => module.facts)
  return benchOn(openTestLog(projections, kinds), stores, modules, seat, status)
}

function benchOn(
  test: TestLog,
  stores: Stores,
  modules: readonly Module[],
  seat: Seat,
  status: OpStatus,
): Bench {
  if (!county.ok) throw new Error('the county profile does not load')
  const hub = fakeHub()
  const files = fakeFiles()
  const published: LivePosition[] = []
  const changed: string[] = []
  const rung: string[] = []
  let refusal: AppendRefusal['code'] | undefined
  const past = openPastDesk({
    source: test.db,
    newScratch: () => openDatabase(':memory:', { synchronous: 'NORMAL' }),
    world: test.world,
    county: county.value,
    modules,
  })
  const context: CoreContext = {
    world: test.world,
    county: county.value,
    db: test.db,
    ...stores,
    log: {
      ...test.log,
      append: (who, drafts) =>
        refusal
          ? ({ ok: false, code: refusal, data: undefined } as AppendRefusal)
          : test.log.append(who, drafts),
    },
    gateways: hub,
    status,
    site: '中',
    changed: (topic) => void changed.push(topic),
    publishPosition: (position) => void published.push(position),
    machine: () => ({
      freeBytes: 50e9,
      diskLow: stores.sounds.full,
      damaged: false,
      secondDisk: 'good',
    }),
    ringBell: (loudness) => void rung.push(loudness),
    files,
    tiles: fakeTiles(),
    readPhoto: readPhotoData,
    breathe: () => Promise.resolve(),
    roads: openRoadEngine(),
    terrain: openTerrainEngine(),
    rosterEngine: openRosterEngine(),
    askPast: (question) => Promise.resolve(past.answer(question)),
    render: renderDocument,
    readTable,
    writeTable,
    readSheets,
    writeSheets,
    readMapFile,
    writeMapFile,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }
  const router = Object.fromEntries(
    modules.map((module) => [module.name, module.router(context)]),
  ) as AnyRouter
  const api = createRouterClient(router, { context: { seat } }) as unknown as Bench['api']
  const stops = modules
    .map((module) => module.start?.(context))
    .filter((stop) => stop !== undefined)
  const stop = () => {
    past.close()
    for (const each of stops.toReversed()) each()
  }
  return {
    context,
    api,
    hub,
    files,
    sounds: stores.sounds,
    test,
    published,
    changed,
    rung,
    refuse: (code) => void (refusal = code),
    lines: () =>
      test.db
        .prepare<{ text: string }>('select text from log_entry order by number')
        .all()
        .map(({ text }) => text),
    restart() {
      stop()
      return benchOn(test.reopen(), stores, modules, seat, status)
    },
    stop,
  }
}
