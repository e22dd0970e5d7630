/** Raises what is wrong with the data folder as alarms, and clears them when it is well again. */
import type { CoreContext } from '../core/module.ts'
import {
  clearDrafts,
  raiseDrafts,
  standingAlarm,
  type Raise,
} from '../core/modules/alarms/index.ts'
import { keptAppends } from '../core/modules/gateways/index.ts'
import { logLines } from '../core/modules/logbook/index.ts'
import type { DataFolder, Told } from './adapters/data-folder/index.ts'

type FolderHealth = ReturnType<DataFolder['health']>
type Condition = Omit<Raise, 'subject' | 'at'>

const subject = 'console'

const low: Condition = {
  kind: 'disk-low',
  priority: 'high',
  title: '磁盘空间不足',
  detail: '数据盘剩余空间很少，请尽快清理；记录暂时照常保存。',
}
const full: Condition = {
  kind: 'disk-full',
  priority: 'high',
  title: '磁盘已满',
  detail: '正在使用预留空间，请立即清理磁盘。',
}
const secondDisk: Condition = {
  kind: 'second-disk',
  priority: 'high',
  title: '副本盘故障',
  detail: '记录的副本写不进去，暂时只有一份。请检查副本盘。',
}

/** Kept and tried again where the log refuses: a full disk must not swallow its own alarm. */
function set(context: CoreContext, condition: Condition, wrong: boolean): void {
  keptAppends(context).put('console', () => {
    const standing =
      standingAlarm(context.db, condition.kind, subject)?.state.startsWith('active') ?? false
    if (standing === wrong) return []
    const text = wrong ? `${condition.title}：${condition.detail}` : `${condition.title}：已恢复`
    const line = logLines(context)({ kind: 'alarm', source: { kind: 'text', text: '系统' }, text })
    const drafts = wrong
      ? raiseDrafts(context, { ...condition, subject })
      : clearDrafts(context, condition.kind, subject, '已恢复')
    return [...drafts, line]
  })
}

function noticeCondition({ about, text }: Told): Condition {
  const priority = 'high'
  if (about === 'clock')
    return { kind: 'clock-doubt', priority, title: '本机时钟可疑', detail: text }
  if (about === 'restored' || about === 'replaced') {
    return { kind: 'log-damaged', priority, title: '记录损坏后已修复', detail: text }
  }
  if (about === 'second-disk-missing') return { ...secondDisk, detail: text }
  return about === 'reserve-released' ? { ...full, detail: text } : { ...low, detail: text }
}

/** @returns the way out */
export function watchFolder(
  context: CoreContext,
  folder: DataFolder,
  notices: readonly Told[],
): () => void {
  const follow = (health: FolderHealth) => {
    set(context, full, health.reserve === 'released')
    set(context, low, health.lowSpace)
    set(context, secondDisk, health.secondDisk.kind === 'failing')
    context.changed('system', [])
  }
  for (const notice of notices) {
    if (notice.level === 'alarm') set(context, noticeCondition(notice), true)
  }
  return folder.onHealth(follow)
}
