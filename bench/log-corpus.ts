/**
 * A million invented log lines, the same for the same seed: sentences of radio traffic and duty
 * calls with skewed frequencies (a few teams and places are in a quarter of all lines, most are
 * rare), 30 s apart. Folded straight into the projection, so that only the book is measured.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../src/core/kernel/database.ts'
import { packHlc } from '../src/core/kernel/hlc.ts'
import { logbookProjection } from '../src/core/modules/logbook/index.ts'
import { entryChannels, entryKinds } from '../src/core/modules/logbook/contract.ts'
import { createTableSql } from '../src/core/oplog/table-sql.ts'
import type { Fact } from '../src/core/oplog/types.ts'
import { openDatabase } from '../src/main/adapters/sqlite.ts'
import { seededRandom } from '../tests/support/fake-world.ts'

export const places =
  '小松镇罗源村 小松镇下坑组 琴江镇丘坊村 屏山镇长江村 横江镇小姑村 高田镇遥岭村 木兰乡陈联村 丰山乡下竹村 大由乡水南村 龙岗乡下迳村 珠坑乡高玑村 赣江源镇桐江村'.split(
    ' ',
  )
export const callSigns =
  '森防01 森防02 小松01 罗源01 无人机01 指挥车 蓝天02 医疗01 抢通01 交警03 丰山01 木兰01 高田01 值班台1'.split(
    ' ',
  )
const sentences =
  '到达现场，开始处置 请求支援，需要增加20人 火线约300米，向西北蔓延 群众已转移71人，还有55人 首报（电话）已报，对方复述无误 道路塌方，县道中断40米 各队注意风向，保持通联 位置报告正常 人员安全，装备完好 水位上涨，已超警戒0.3米 无人被困，无人伤亡 复诵命令，22人2车出动 呼叫未应答，稍后再呼 挖机作业，预计15:30抢通半幅'.split(
    ' ',
  )
/** In one line of a thousand. */
export const rareNames = '鑫淼焱森垚犇骉麤羴鱻'.split('')

export const firstHeardAt = Date.UTC(2025, 0, 1)
const stepMs = 30_000
const batch = 10_000
/** Raise it when the corpus or the projection changes: the cached folder is then made anew. */
const corpusVersion = 1

export interface Picker {
  next(): number
  skewed<T>(from: readonly T[]): T
}

export function picker(seed: number): Picker {
  const random = seededRandom(seed)
  return {
    next: random.next,
    skewed(from) {
      const chosen = from[Math.floor(random.next() * random.next() * from.length)]
      if (chosen === undefined) throw new Error('nothing to pick from')
      return chosen
    },
  }
}

export function incidentId(number: number): string {
  return `INC${String(number).padStart(23, '0')}`
}

export function unitId(number: number): string {
  return `UNIT${String(number).padStart(22, '0')}`
}

function* facts(entries: number): Generator<Fact[]> {
  const pick = picker(20_270_405)
  const kinds = entryKinds.map(([key]) => key)
  const channels = ['', ...entryChannels.map(([key]) => key)]
  for (let index = 0; index < entries; index++) {
    const heardAt = firstHeardAt + index * stepMs
    const callSign = pick.skewed(callSigns)
    const rare = pick.next() < 0.001 ? `${pick.skewed(rareNames)}某` : ''
    const entity = `LINE${String(index).padStart(22, '0')}`
    const ref = { origin: 'BENCH', seq: index + 1 }
    const hlc = packHlc({ epoch: 0, ms: heardAt, counter: 0 })
    const who = {
      entity,
      hlc,
      actor: 'p',
      seat: 's',
      status: 'actual' as const,
      base: [],
      version: 1,
    }
    const written: Fact = {
      ...who,
      ref,
      kind: 'log.entry-written',
      body: {
        site: '中',
        day: `day-${Math.floor((index * stepMs) / 86_400_000)}`,
        number: (index % 2880) + 1,
        heardAt,
        typedAt: heardAt,
        kind: pick.skewed(kinds),
        source: { kind: 'unit', id: unitId(0), text: callSign },
        channel: pick.skewed(channels) || undefined,
        text: `${callSign}报：${pick.skewed(places)}，${pick.skewed(sentences)}${rare}，第${index}号。`,
        incident: incidentId(Math.floor(pick.next() * pick.next() * 3000)),
        unit: unitId(Math.floor(pick.next() * pick.next() * 300)),
        generated: pick.next() < 0.5,
        recorder: '值班员',
      },
    }
    const struck: Fact = {
      ...who,
      ref: { origin: 'BENCH2', seq: index + 1 },
      kind: 'log.entry-struck',
      body: { reason: '听错', by: '值班员' },
    }
    yield pick.next() < 0.01 ? [written, struck] : [written]
  }
}

export interface Corpus {
  readonly db: Database
  /** Lines folded per second; `undefined` when the folder was there already. */
  readonly perSecond: number | undefined
}

/** Opens the book of that size, made once per machine in the folder for temporary files. */
export function openCorpus(entries: number): Corpus {
  const folder = join(
    tmpdir(),
    `log-bench-v${corpusVersion}.${logbookProjection.version}-${entries}`,
  )
  const file = join(folder, 'book.sqlite')
  const done = join(folder, 'complete')
  if (existsSync(done))
    return { db: openDatabase(file, { synchronous: 'NORMAL' }), perSecond: undefined }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const db = openDatabase(file, { synchronous: 'NORMAL' })
  const create = [
    ...logbookProjection.tables.flatMap(createTableSql),
    ...(logbookProjection.extra?.create ?? []),
  ]
  for (const sql of create) db.exec(sql)
  const start = performance.now()
  const source = facts(entries)
  for (let left = entries; left > 0; left -= batch) {
    db.transaction(() => {
      for (let count = Math.min(batch, left); count > 0; count--) {
        const ofLine: Fact[] = source.next().value ?? []
        const [first] = ofLine
        if (first) logbookProjection.fold?.(db, first.entity, ofLine)
      }
    })
  }
  const perSecond = entries / ((performance.now() - start) / 1000)
  db.exec('pragma wal_checkpoint(truncate)')
  mkdirSync(done)
  return { db, perSecond }
}
