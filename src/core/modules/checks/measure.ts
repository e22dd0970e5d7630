/** What the console itself can say about each item of the check. */
import { assertNever } from '../../kernel/assert-never.ts'
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import type { CoreContext } from '../../module.ts'
import { verifyRecent } from '../../oplog/verify-recent.ts'
import { gatewayReasonWords } from '../../gateway/health.ts'
import { durationWords, storedGateways } from '../gateways/index.ts'
import { recordingInputs } from '../recordings/index.ts'
import { clockReading } from '../positions/index.ts'
import type { MeasuredItem } from './contract.ts'
import { checkItems, type CheckKey } from './words.ts'

type Measured = Pick<MeasuredItem, 'measured' | 'suggests'>

const dayMs = 86_400_000
const onlyAPerson: Measured = { measured: '', suggests: null }

function gateways(context: CoreContext): Measured {
  const stored = storedGateways(context.local)
  if (stored.length === 0) return { measured: '没有设网关', suggests: null }
  const running = new Map(context.gateways.list().map((one) => [one.id, one.health]))
  const states = stored.map(({ id, name, enabled }) => {
    const health = running.get(id)
    if (!enabled) return { words: `${name} 已停用`, bad: false }
    const ready = health?.state === 'ready'
    const reason = health ? gatewayReasonWords[health.reason] || '正常' : '没有运行'
    return { words: `${name} ${ready ? '正常' : reason}`, bad: !ready }
  })
  return {
    measured: states.map(({ words }) => words).join('；'),
    suggests: states.some(({ bad }) => bad) ? 'fault' : 'ok',
  }
}

function recording(context: CoreContext): Measured {
  const inputs = recordingInputs(context)
  const set = inputs.filter(({ state }) => state !== 'off')
  if (set.length === 0) return { measured: '没有一路设了录音', suggests: null }
  return {
    measured: inputs
      .map(({ gatewayName, stateWord, advice }) =>
        advice === '' ? `${gatewayName} ${stateWord}` : `${gatewayName} ${stateWord}，${advice}`,
      )
      .join('；'),
    suggests: set.some(({ trouble }) => trouble)
      ? 'fault'
      : set.some(({ state }) => state === 'opening')
        ? null
        : 'ok',
  }
}

function clock(context: CoreContext): Measured {
  const now = `本机 ${beijingDateTime(context.world.clock.nowMs())}`
  const reading = clockReading(context)
  if (!reading) return { measured: `${now}；没有卫星时间可比`, suggests: null }
  const { offsetMs, source, at, level } = reading
  const age = durationWords(context.world.clock.nowMs() - at)
  const way = offsetMs > 0 ? '慢' : '快'
  return {
    measured: `${now}；比${source}${way} ${(Math.abs(offsetMs) / 1000).toFixed(1)} 秒（${age}前）`,
    suggests: level === 'good' ? 'ok' : 'fault',
  }
}

function disk(context: CoreContext): Measured {
  const { freeBytes, diskLow, damaged, secondDisk, lastBackupAt } = context.machine()
  const now = context.world.clock.nowMs()
  const free =
    freeBytes === undefined ? '空间不明' : `还有 ${(freeBytes / 1024 ** 3).toFixed(1)} GB`
  const copies = { good: '副本盘正常', absent: '没有副本盘', failing: '副本盘写不进去' }[secondDisk]
  const old = lastBackupAt !== undefined && now - lastBackupAt > dayMs
  const backup =
    lastBackupAt === undefined
      ? '本次启动还没有备份'
      : `备份 ${durationWords(now - lastBackupAt)}前`
  const { checked, fault } = verifyRecent(context.db, context.world.crypto)
  const proof = fault ? `查验有误：第 ${fault.seq} 条` : `最近 ${checked} 条查验无误`
  const bad = diskLow || damaged || secondDisk === 'failing' || old || fault !== undefined
  // Nothing wrong is seen, but somebody has to say that one copy or none of today will do.
  const open = secondDisk === 'absent' || lastBackupAt === undefined
  const suggests = bad ? 'fault' : open ? null : 'ok'
  return { measured: [free, copies, backup, proof].join('；'), suggests }
}

function measure(context: CoreContext, key: CheckKey): Measured {
  switch (key) {
    case 'soundEmergency':
    case 'soundHigh':
    case 'soundNormal':
    case 'soundCleared':
    case 'printer':
      return onlyAPerson
    case 'gateways':
      return gateways(context)
    case 'recording':
      return recording(context)
    case 'clock':
      return clock(context)
    case 'disk':
      return disk(context)
    case 'links':
      return { measured: '本台没有设对端控制台', suggests: null }
    default:
      return assertNever(key)
  }
}

export function measureAll(context: CoreContext): MeasuredItem[] {
  return checkItems.map(([key, title, how]) => ({ key, title, how, ...measure(context, key) }))
}
