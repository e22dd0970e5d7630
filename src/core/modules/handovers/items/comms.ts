/** 通信设备与点名, 未接来电和待发信息, 系统与同步. */
import { minute } from '../../../documents/blocks.ts'
import { gatewayReasonWords } from '../../../gateway/health.ts'
import type { CoreContext } from '../../../module.ts'
import { verifyRecent } from '../../../oplog/verify-recent.ts'
import { storedGateways } from '../../gateways/index.ts'
import { waitingRows } from '../../outbox/index.ts'
import { clockReading } from '../../positions/index.ts'
import { modeMachine, modeNow } from '../../reach/index.ts'
import { beijingMinute } from '../../../kernel/beijing-time.ts'
import { stateWord } from '../../../kernel/state-machine.ts'
import { callSigns, countsOf, missingOf, openRepairs, rollsBetween } from '../../rollcall/index.ts'
import { missedList } from '../../waiting/index.ts'
import { line, note, type SheetLine } from './model.ts'

const dayMs = 86_400_000

function rollLine(context: CoreContext, now: number): SheetLine {
  const last = rollsBetween(context, now - dayMs, now + 1).at(-1)
  if (!last) return note('roll', '24 小时内没有点名', { tone: 'warn' })
  const { due, answered } = countsOf(last)
  const missing = missingOf(last)
  const words = `${minute(last.startedAt).slice(5)} ${last.title}点名 应答 ${answered}/${due}`
  return note('roll', missing.length === 0 ? words : `${words}，未应答 ${callSigns(missing)}`, {
    tone: missing.length === 0 ? 'plain' : 'warn',
    goTo: { screen: 'radio', part: '' },
  })
}

function gatewayLines(context: CoreContext): SheetLine[] {
  const running = new Map(context.gateways.list().map((one) => [one.id, one.health]))
  return storedGateways(context.local)
    .filter(({ enabled }) => enabled)
    .flatMap(({ id, name }) => {
      const health = running.get(id)
      if (health?.state === 'ready') return []
      const reason = health ? gatewayReasonWords[health.reason] : '没有运行'
      return [
        line({
          id: `gateway ${id}`,
          words: `网关 ${name}：${reason}`,
          mark: 'faulty',
          tone: 'bad',
          goTo: { screen: 'settings', part: '' },
        }),
      ]
    })
}

export function commsLines(context: CoreContext): SheetLine[] {
  const now = context.world.clock.nowMs()
  return [
    note('mode', `通信模式：${stateWord(modeMachine, modeNow(context))}`),
    rollLine(context, now),
    ...gatewayLines(context),
    ...openRepairs(context).map(({ id, station: { name }, fault, openedAt }) =>
      line({
        id: `repair ${id}`,
        words: `报修 ${name}：${fault}（${beijingMinute(openedAt)}）`,
        mark: 'open',
        tone: 'warn',
        goTo: { screen: 'radio', part: '' },
      }),
    ),
  ]
}

export function unreadLines(context: CoreContext): SheetLine[] {
  const goTo = { screen: 'radio', part: '' }
  return [
    ...missedList(context).map(({ radio, what, words, times, lastAt }) =>
      line({
        id: `missed ${radio.number}`,
        words: `${radio.callSign} ${what}${times > 1 ? ` ${times} 次` : ''}（${beijingMinute(lastAt)}）${words === '' ? '' : `：${words}`}`,
        mark: String(lastAt),
        tone: 'warn',
        goTo,
      }),
    ),
    ...waitingRows(context, 50).rows.map(({ id, body, waits, at }) =>
      line({
        id: `message ${id}`,
        words: `短信等人处理：${body}（${beijingMinute(at)}，${waits} 个收件人）`,
        mark: String(waits),
        tone: 'warn',
        goTo,
      }),
    ),
  ]
}

function clockLine(context: CoreContext): SheetLine {
  const reading = clockReading(context)
  if (!reading) return note('clock', '时钟：没有卫星时间可比')
  const seconds = (Math.abs(reading.offsetMs) / 1000).toFixed(1)
  return note(
    'clock',
    `时钟比${reading.source}${reading.offsetMs > 0 ? '慢' : '快'} ${seconds} 秒`,
    {
      tone: reading.level === 'good' ? 'plain' : 'warn',
    },
  )
}

/** What is wrong must be taken over; what is well is said. */
export function systemLines(context: CoreContext): SheetLine[] {
  const { freeBytes, diskLow, damaged, secondDisk, lastBackupAt } = context.machine()
  const { checked, fault } = verifyRecent(context.db, context.world.crypto, 200)
  const troubles: SheetLine[] = [
    ...(diskLow ? [['disk', '磁盘空间不足'] as const] : []),
    ...(damaged ? [['damaged', '数据库有损坏'] as const] : []),
    ...(secondDisk === 'failing' ? [['copy', '副本盘写不进去'] as const] : []),
    ...(fault ? [['proof', `记录查验有误：第 ${fault.seq} 条`] as const] : []),
  ].map(([id, words]) => line({ id, words, mark: 'bad', tone: 'bad' }))
  const copies = { good: '副本盘正常', absent: '没有副本盘', failing: '' }[secondDisk]
  const facts = [
    fault ? '' : `记录已存本机，最近 ${checked} 条查验无误`,
    copies,
    freeBytes === undefined ? '' : `磁盘还有 ${(freeBytes / 1024 ** 3).toFixed(0)} GB`,
    lastBackupAt === undefined ? '本次启动还没有备份' : `备份 ${beijingMinute(lastBackupAt)}`,
    '本台没有设对端控制台',
  ]
  return [
    ...troubles,
    note('facts', facts.filter((part) => part !== '').join('，')),
    clockLine(context),
  ]
}
