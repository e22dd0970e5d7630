/** The directory as a table to take away; the import reads the same headings. */
import { marked, markedTable } from '../../drill-mark.ts'
import { beijingDate } from '../../kernel/beijing-time.ts'
import { newId } from '../../kernel/id.ts'
import type { CoreContext, Seat } from '../../module.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import type { ShownPoint } from './contract.ts'
import { directoryExported } from './facts.ts'
import { isNetNumber } from './kinds.ts'
import { shownPoints } from './queries.ts'

/** Stands where a number of the 370 MHz net would be. */
export const hiddenNumber = '（已隐去）'

const headings = [
  '类别',
  '号码',
  '用户号',
  '呼号',
  '持有人',
  '队伍',
  '乡镇',
  '人员',
  '别名',
  '型号',
  '序列号',
  '备注',
  '停用原因',
  '来源',
] as const

function cellsOf(point: ShownPoint, netNumbers: boolean): string[] {
  const hidden = isNetNumber(point.kind) && !netNumbers
  return [
    point.kindWord,
    hidden ? hiddenNumber : point.number,
    hidden ? '' : (point.userNumber ?? ''),
    point.callSign,
    point.holder,
    point.unitName ?? '',
    point.placeName ?? '',
    point.personName ?? '',
    point.aliases.join('、'),
    point.model,
    point.serial,
    point.note,
    point.disabledReason ?? '',
    point.sourceWord,
  ]
}

function directoryTable(
  points: readonly ShownPoint[],
  netNumbers: boolean,
): readonly (readonly string[])[] {
  return [headings, ...points.map((point) => cellsOf(point, netNumbers))]
}

/** A cell that a spreadsheet would take for a formula is written as text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** With a byte order mark, by which spreadsheet programs know UTF-8. */
function csvOf(table: readonly (readonly string[])[]): string {
  return `\uFEFF${table.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`
}

async function offered(
  context: CoreContext,
  format: 'csv' | 'xlsx',
  name: string,
  table: readonly (readonly string[])[],
): Promise<string> {
  if (format === 'csv') {
    const type = 'text/csv; charset=utf-8'
    return context.files.offerStream({ name, type, parts: () => [csvOf(table)] })
  }
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return context.files.offer({ name, type, bytes: await context.writeTable(table) })
}

export async function exportDirectory(
  context: CoreContext,
  seat: Seat,
  { format, netNumbers }: { readonly format: 'csv' | 'xlsx'; readonly netNumbers: boolean },
): Promise<{ path: string; name: string; rows: number }> {
  const { person: by } = requireRight(seat, 'export')
  // Who may not change the numbers of the net may not carry them out either.
  if (netNumbers) requireRight(seat, 'directory.write')
  const points = shownPoints(context)
  const table = markedTable(context.status, '电台号簿', directoryTable(points, netNumbers))
  const { clock, random } = context.world
  const at = clock.nowMs()
  const body = { format, rows: points.length, netNumbers, by, at }
  recordFor(context, seat, [{ kind: directoryExported.kind, entity: newId(clock, random), body }])
  const kept = netNumbers ? '' : '-不含370M号码'
  const name = marked(context.status, `电台号簿-${beijingDate(at)}${kept}.${format}`)
  return { path: await offered(context, format, name, table), name, rows: points.length }
}
