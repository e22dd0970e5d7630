/** The paper itself; what is empty says so, because an empty table looks like a forgotten one. */
import { beijingDateTime } from '../../kernel/beijing-time.ts'
import { factPairs, minute, signatures } from '../../documents/blocks.ts'
import type { Block, PrintDocument, TableRow } from '../../documents/model.ts'
import { gatewayReasonWords } from '../../gateway/health.ts'
import { meansKeys, meansWord } from '../../gateway/means.ts'
import { stateWord } from '../../kernel/state-machine.ts'
import type { CoreContext } from '../../module.ts'
import { spellsOf } from '../alarms/index.ts'
import { durationWords } from '../gateways/index.ts'
import { meansGateways, modeChanges, modeMachine, standings, whyLost } from '../reach/index.ts'
import {
  callSigns,
  countsOf,
  fixedRepairs,
  missingOf,
  openRepairs,
  rateOf,
  rollMachine,
  rollsBetween,
  unheldSlots,
} from '../rollcall/index.ts'

export interface Day {
  /** `2026-11-29` */
  readonly day: string
  readonly from: number
  readonly to: number
}

const shortMinute = (at: number) => minute(at).slice(5)

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text })

function table(
  columns: readonly (readonly [string, number | 'auto'])[],
  rows: readonly TableRow[],
  empty: string,
): Block {
  if (rows.length === 0) return { kind: 'paragraph', words: empty }
  return {
    kind: 'table',
    small: true,
    columns: columns.map(([title, width]) => ({ title, width })),
    rows,
  }
}

/** Who wrote in the log that day. */
function officers({ db }: CoreContext, { from, to }: Day): string[] {
  return db
    .prepare<{ name: string }>(
      `select distinct recorder_name name from log_entry
       where typed_at >= ? and typed_at < ? and recorder_name <> '系统' order by name`,
    )
    .all(from, to)
    .map(({ name }) => name)
}

function gatewayRows(context: CoreContext): TableRow[] {
  const running = new Map(context.gateways.list().map((one) => [one.id, one.health]))
  return meansGateways(context).map(({ id, name, means, ready }) => {
    const health = running.get(id)
    const state = ready ? '在线' : health ? gatewayReasonWords[health.reason] : '未启用'
    const since = health && !ready ? `${shortMinute(health.since)} 起` : ''
    return [meansWord(means), name, [{ text: state, bold: !ready }], since]
  })
}

function faultRows(context: CoreContext, { from, to }: Day, now: number): TableRow[] {
  return spellsOf(context.db, 'gateway-lost', from, to).map((spell) => {
    const until = spell.until ?? now
    return [
      spell.title,
      shortMinute(spell.from),
      spell.until === null ? [{ text: '未恢复', bold: true }] : shortMinute(spell.until),
      durationWords(Math.max(0, until - spell.from)),
      spell.detail,
    ]
  })
}

function modeRows(context: CoreContext, { from, to }: Day): TableRow[] {
  return modeChanges(context, 200)
    .filter(({ at }) => at >= from && at < to)
    .toSorted((a, b) => a.at - b.at)
    .map((change) => [
      shortMinute(change.at),
      `${stateWord(modeMachine, change.from)} → ${stateWord(modeMachine, change.to)}`,
      change.decidedBy,
      change.reason,
      change.evidence.join('；'),
    ])
}

/** The mode at the end of the day, or now. */
function modeAtEnd(context: CoreContext, { to }: Day): string {
  const last = modeChanges(context, 1000).find(({ at }) => at < to)
  return stateWord(modeMachine, last?.to ?? 'normal')
}

function percent(rate: number | null): string {
  return rate === null ? '—' : `${Math.round(rate * 100)}%`
}

function rollRows(context: CoreContext, { from, to }: Day): TableRow[] {
  const held = rollsBetween(context, from, to).map((row): { at: number; row: TableRow } => {
    const counts = countsOf(row)
    const missing = callSigns(missingOf(row))
    return {
      at: row.startedAt,
      row: [
        shortMinute(row.startedAt),
        row.title,
        String(counts.due),
        String(counts.answered),
        percent(rateOf(counts)),
        missing === '' ? '无' : missing,
        stateWord(rollMachine, row.state),
      ],
    }
  })
  const unheld = unheldSlots(context, from, to).map(({ label, slotAt, reason }) => ({
    at: slotAt,
    row: [
      shortMinute(slotAt),
      label,
      '',
      '',
      '',
      '',
      [{ text: reason === null ? '未进行，未说明' : `未进行：${reason}`, bold: true }],
    ],
  }))
  return [...held, ...unheld].toSorted((a, b) => a.at - b.at).map(({ row }) => row)
}

function repairRows(context: CoreContext, { from, to }: Day): TableRow[] {
  const fixed = fixedRepairs(context, 200).filter(
    ({ fixedAt }) => fixedAt !== null && fixedAt >= from && fixedAt < to,
  )
  const open = openRepairs(context).filter(({ openedAt }) => openedAt < to)
  return [...open, ...fixed].map((one) => [
    one.station.name,
    one.station.callSign,
    one.fault,
    shortMinute(one.openedAt),
    one.who,
    one.fixedAt === null
      ? [{ text: '未修复', bold: true }]
      : `${shortMinute(one.fixedAt)} 修复：${one.fixedNote ?? ''}`,
  ])
}

function reachRows(context: CoreContext): { rows: TableRow[]; summary: string } {
  const all = standings(context)
  const places = all.rows.filter(({ kind, level }) => kind === 'township' && level !== 'none')
  const reached = places.filter(({ level }) => level === 'good')
  const none = all.rows.filter(({ kind, level }) => kind === 'township' && level === 'none')
  const byMeans = meansKeys
    .map(
      (means) =>
        [
          means,
          places.filter(({ cells }) =>
            cells.some((cell) => cell.means === means && cell.state === 'good'),
          ).length,
        ] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([means, count]) => `${meansWord(means)} ${count}`)
  const parts = [
    `已登记联络方式的乡镇 ${places.length} 个，有效联通 ${reached.length} 个`,
    ...(byMeans.length === 0 ? [] : [`按手段：${byMeans.join('、')}`]),
    ...(none.length === 0 ? [] : [`未登记：${none.map(({ name }) => name).join('、')}`]),
  ]
  const rows = places
    .filter(({ level }) => level !== 'good')
    .map((row): TableRow => [
      row.name,
      [{ text: row.level === 'lost' ? '无可用手段' : '待试通', bold: row.level === 'lost' }],
      whyLost(row, all.now),
    ])
  return { rows, summary: parts.join('；') }
}

export function commsDaily(context: CoreContext, day: Day): PrintDocument {
  const now = context.world.clock.nowMs()
  const end = Math.min(day.to, now)
  const reach = reachRows(context)
  return {
    title: '通信保障日报',
    subtitle: `${context.county.county.name}应急指挥中心　${day.day}`,
    fileName: `通信保障日报 ${day.day}`,
    paper: 'A4',
    status: context.status,
    madeAt: now,
    foot: '',
    blocks: [
      factPairs([
        ['起止', `${minute(day.from)} 至 ${minute(end)}`],
        ['通信模式', modeAtEnd(context, day)],
        ['值班记录人', officers(context, day).join('、')],
        ['制表时间', beijingDateTime(now)],
      ]),
      heading('一、通道状态（制表时）'),
      table(
        [
          ['手段', 1],
          ['网关', 2],
          ['状态', 2],
          ['起始', 1.4],
        ],
        gatewayRows(context),
        '没有启用的通信网关。',
      ),
      heading('二、故障'),
      table(
        [
          ['故障', 2.4],
          ['起', 1.2],
          ['止', 1.2],
          ['历时', 1.2],
          ['原因', 2.4],
        ],
        faultRows(context, day, now),
        '无网关中断。',
      ),
      heading('三、通信模式变更'),
      table(
        [
          ['时间', 1.2],
          ['变更', 1.8],
          ['决定人', 1.5],
          ['原因', 2.2],
          ['当时依据', 2.8],
        ],
        modeRows(context, day),
        '无变更。',
      ),
      heading('四、电台点名'),
      table(
        [
          ['时间', 1.2],
          ['网', 1.6],
          ['应到', 0.7],
          ['应答', 0.7],
          ['点名率', 0.9],
          ['未应答', 2.4],
          ['情况', 2],
        ],
        rollRows(context, day),
        '无点名。',
      ),
      heading('五、设备（报修）'),
      table(
        [
          ['单位', 1.8],
          ['呼号', 1.2],
          ['故障', 2],
          ['报修', 1.2],
          ['责任人', 1.2],
          ['情况', 2],
        ],
        repairRows(context, day),
        '无报修。',
      ),
      heading('六、乡镇联络保障（制表时）'),
      { kind: 'paragraph', words: reach.summary },
      table(
        [
          ['乡镇', 1.2],
          ['情况', 1.2],
          ['各手段', 5],
        ],
        reach.rows,
        reach.summary === '' ? '' : '没有联络不上的乡镇。',
      ),
      signatures(['值班员', ''], ['通信保障员', ''], ['带班领导', '']),
    ],
  }
}
