/** What a data folder says to people: one Chinese sentence for everything in `outcome.ts`. */
import { assertNever } from '../../../core/kernel/assert-never.ts'
import { beijingDateTime } from '../../../core/kernel/beijing-time.ts'
import type { FolderNotice, FolderRefusal } from './outcome.ts'
import type { RestoreReport } from './restore.ts'

interface Said {
  readonly level: 'info' | 'warning' | 'alarm'
  readonly text: string
}

export interface Told extends Said {
  readonly about: FolderNotice['kind']
}

const fileNames = {
  console: '值班记录库',
  local: '本机设置库',
  live: '实时数据库',
  keys: '密钥库',
} as const

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000)} MB`
}

/** Why the console does not start, and what to do. */
export function refusalSentence(refusal: FolderRefusal): string {
  switch (refusal.kind) {
    case 'taken':
      return refusal.by === undefined
        ? '数据目录正由另一个控制台使用，本程序退出。请到已打开的控制台操作。'
        : `数据目录正由另一个控制台使用（主机 ${refusal.by.host}，进程 ${refusal.by.pid}，自 ${beijingDateTime(refusal.by.since)} 起），本程序退出。请到那个控制台操作，或先将其关闭。`
    case 'read-only':
      return `数据目录 ${refusal.path} 不能写入，无法保存记录。请检查目录权限，或换一个数据目录。`
    case 'no-space':
      return `磁盘已满（剩余 ${megabytes(refusal.freeBytes)}），无法保存记录。请清理磁盘后重新启动。原有记录没有改动。`
    case 'newer-version':
      return `${fileNames[refusal.file]}由更新版本的程序写成（格式 ${refusal.found}，本程序只认到 ${refusal.known}）。请安装新版本；原有记录没有改动。`
    case 'not-usable':
      return `数据目录 ${refusal.path} 无法使用（${refusal.code}）。请检查磁盘是否接好、路径是否正确。`
    default:
      return assertNever(refusal)
  }
}

function restored(why: string, report: RestoreReport): Said {
  const parts = [`值班记录库损坏（${why}），已自动修复，共找回 ${report.total} 条。`]
  if (report.setAside !== undefined) parts.push(`损坏的文件保存在 ${report.setAside}。`)
  parts.push(
    report.copy === undefined
      ? '没有可用的每日副本，全部由分段记录重建。'
      : `以 ${beijingDateTime(report.copy.takenAt)} 的副本为基础。`,
  )
  if (report.missingCount > 0)
    parts.push(`已知另有 ${report.missingCount} 条没有找回，请与其他控制台同步或对照纸质记录补录。`)
  else parts.push('没有发现缺失；断电前最后 1 秒内的记录请人工核对。')
  return { level: report.missingCount > 0 ? 'alarm' : 'warning', text: parts.join('') }
}

function clock(notice: Extract<FolderNotice, { kind: 'clock' }>): Said {
  const { verdict } = notice
  const now = beijingDateTime(verdict.now)
  const ask = '请校准系统时间；记录照常保存，先后顺序不受影响。'
  switch (verdict.kind) {
    case 'too-early':
    case 'too-late':
      return { level: 'alarm', text: `系统时间 ${now} 明显不对。${ask}` }
    case 'behind-log':
      return {
        level: 'alarm',
        text: `系统时间 ${now} 早于最后一条记录 ${beijingDateTime(verdict.newest)}。${ask}`,
      }
    case 'far-ahead-of-log':
      return {
        level: 'alarm',
        text: `系统时间 ${now} 比最后一条记录 ${beijingDateTime(verdict.newest)} 晚一年以上。${ask}`,
      }
    default:
      return assertNever(verdict)
  }
}

/** What the operator should know although the console started. */
export function noticeSentence(notice: FolderNotice): Told {
  return { about: notice.kind, ...said(notice) }
}

function said(notice: FolderNotice): Said {
  switch (notice.kind) {
    case 'created':
      return { level: 'info', text: '已新建数据目录。' }
    case 'stopped-unexpectedly':
      return {
        level: 'warning',
        text: `上次没有正常退出（自 ${beijingDateTime(notice.holder.since)} 运行）。已保存的记录完好。`,
      }
    case 'restored':
      return restored(notice.why, notice.report)
    case 'replaced': {
      const from =
        notice.copyFrom === undefined
          ? '已新建'
          : `已用 ${beijingDateTime(notice.copyFrom)} 的副本恢复`
      return {
        level: notice.file === 'keys' ? 'alarm' : 'warning',
        text: `${fileNames[notice.file]}损坏，${from}；损坏的文件保存在 ${notice.setAside}。`,
      }
    }
    case 'no-second-disk':
      return {
        level: 'warning',
        text: '没有第二块磁盘：记录的副本与原件在同一块盘上，盘坏则全部丢失。',
      }
    case 'second-disk-missing':
      return {
        level: 'alarm',
        text: `第二块磁盘 ${notice.path} 没有接好，记录暂时只有一份。请检查磁盘。`,
      }
    case 'second-disk-is-same-disk':
      return {
        level: 'warning',
        text: `${notice.path} 与数据目录在同一块盘上，不能防止盘坏。请接入另一块磁盘。`,
      }
    case 'clock':
      return clock(notice)
    case 'low-space':
      return { level: 'alarm', text: `磁盘只剩 ${megabytes(notice.freeBytes)}，请尽快清理。` }
    case 'reserve-released':
      return { level: 'alarm', text: '磁盘已满，正在使用预留空间。请立即清理磁盘。' }
    default:
      return assertNever(notice)
  }
}
