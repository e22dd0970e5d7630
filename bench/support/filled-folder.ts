/** A data folder with many log entries, written by the console itself; made once and kept. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '../../src/core/kernel/id.ts'
import { logLines } from '../../src/core/modules/logbook/index.ts'
import { incidentOpened } from '../../src/core/modules/incidents/index.ts'
import { startConsole } from '../../src/main/console.ts'
import type { CoreContext } from '../../src/core/module.ts'

const batch = 4000
const incidents = 500
const minuteMs = 60_000

/** A small seeded generator (mulberry32), so that every run fills the same texts. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const teams = [
  '森防01',
  '森防02',
  '小松01',
  '高田01',
  '罗源01',
  '水利01',
  '医疗01',
  '抢通01',
  '蓝天02',
  '指挥车',
]
const places = [
  '罗源村下坑组',
  '丘坊村',
  '耸岗路口',
  '琴江城区',
  '高田镇政府',
  '石田河桥',
  '小松中学',
  '通天寨',
  '二零六国道',
]
const deeds = [
  '到达现场，开始处置',
  '请求增援水泵两台',
  '群众转移完毕',
  '火线向西北蔓延',
  '道路塌方中断',
  '电台信号差，改用卫星电话',
  '人员清点无误',
  '风力增大，注意安全',
  '水位上涨二十厘米',
  '物资已送达',
]
const rare = '燚垚燊鑫淼犇骉麤龘靐齉爨黼黻'

/** A line of 20 to 60 characters, as officers write them. */
export function sampleText(random: () => number): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  const number = Math.floor(random() * 900 + 100)
  const seldom = random() < 0.001 ? (rare[Math.floor(random() * rare.length)] ?? '') : ''
  return `${pick(teams)}报告：${pick(places)}${pick(deeds)}，${number}人在场${seldom}，${pick(deeds)}。`
}

function openIncidents(context: CoreContext): string[] {
  const ids = Array.from({ length: incidents }, () =>
    newId(context.world.clock, context.world.random),
  )
  const now = context.world.clock.nowMs()
  const drafts = ids.map((entity, index) => ({
    kind: incidentOpened.kind,
    entity,
    body: {
      site: context.site,
      year: 2026,
      number: index + 1,
      incidentNo: `360735-${index + 1}`,
      receivedAt: now - index * minuteMs,
      source: '电话',
      place: { text: '小松镇', precision: 'unknown' },
      title: `事件${index + 1}`,
      openedBy: 'bench',
    },
  }))
  context.log.append({ actor: 'bench', seat: 'bench', status: context.status }, drafts)
  return ids
}

async function fill(dataDir: string, entries: number): Promise<void> {
  // A daily copy of two gigabytes would only be in the way.
  const running = await startConsole({ dataDir, folder: { backupEveryMs: 0 } })
  const { context } = running
  const random = seeded(20_260_405)
  const ids = openIncidents(context)
  const start = context.world.clock.nowMs() - entries * 20_000
  for (let written = 0; written < entries; written += batch) {
    const result = context.log.append(
      { actor: 'bench', seat: 'bench', status: context.status },
      () => {
        const line = logLines(context)
        return Array.from({ length: Math.min(batch, entries - written) }, (_, index) => {
          const at = written + index
          const incident = random() < 0.6 ? ids[Math.floor(random() ** 3 * ids.length)] : undefined
          return line({
            kind: random() < 0.5 ? 'comm' : 'action',
            source: { kind: 'text', text: '队伍' },
            channel: random() < 0.7 ? 'radio370' : 'mobile',
            text: sampleText(random),
            heardAt: start + at * 20_000,
            generated: random() < 0.3,
            recorder: '王海燕',
            ...(incident === undefined ? {} : { incident }),
          })
        })
      },
    )
    if (!result.ok) throw new Error(`filling stopped: ${result.code}`)
    // Segments and timers need the loop.
    await new Promise((resolve) => setImmediate(resolve))
  }
  await running.close()
}

/** @returns the folder; it may be opened and written to, the next run finds those lines too */
export async function filledFolder(entries: number): Promise<string> {
  const dir = join(tmpdir(), `shicheng-bench-${entries}`)
  if (existsSync(dir)) return dir
  const making = `${dir}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const startedAt = performance.now()
  process.stdout.write(`filling ${making} with ${entries} entries …\n`)
  await fill(making, entries)
  renameSync(making, dir)
  const seconds = (performance.now() - startedAt) / 1000
  process.stdout.write(
    `filled in ${seconds.toFixed(0)} s (${Math.round(entries / seconds)} entries/s)\n`,
  )
  return dir
}
