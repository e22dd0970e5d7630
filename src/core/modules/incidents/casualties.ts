/** Casualties and losses as they are told: whole snapshots, each with its source. */
import { beijingMinute } from '../../kernel/beijing-time.ts'
import { isAhead } from '../../kernel/clock-grace.ts'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat } from '../../module.ts'
import type { FactDraft, Recorded } from '../../oplog/types.ts'
import { recordFor, requireRight } from '../../seat-log.ts'
import { logLines } from '../logbook/index.ts'
import type { CommandInput } from './contract.ts'
import {
  casualtiesReported,
  fieldSet,
  lossesReported,
  type CasualtiesReported,
  type LossesReported,
} from './facts.ts'
import { incidentRow } from './queries.ts'
import type { IncidentRow } from './tables.ts'
import { casualtyFigures, type CasualtyFigure, type IncidentField } from './words.ts'

type FigureSet = Readonly<Record<CasualtyFigure, number>>

export interface Fall {
  readonly figure: CasualtyFigure
  readonly label: string
  readonly before: number
  readonly after: number
}

/** Figures that may not fall without a word: the dead do not rise, the missing go somewhere. */
export function fallsOf(before: FigureSet | null, after: FigureSet): Fall[] {
  if (!before) return []
  return casualtyFigures.flatMap(([figure, label, needs]) =>
    needs === null || after[figure] >= before[figure]
      ? []
      : [{ figure, label, before: before[figure], after: after[figure] }],
  )
}

/** `死亡由 3 降为 2，请写明更正原因；失踪由 2 降为 1，请写明去向。` */
export function fallsSentence(falls: readonly Fall[]): string {
  const parts = falls.map(({ figure, label, before, after }) => {
    const needs = casualtyFigures.find(([key]) => key === figure)?.[2] ?? '原因'
    return `${label}由 ${before} 降为 ${after}，请写明${needs}`
  })
  return `${parts.join('；')}。`
}

/** `死亡 0，失踪 1，…`: figures that are zero are said too, a report needs them. */
export function figuresText(told: FigureSet): string {
  return casualtyFigures.map(([key, label]) => `${label} ${told[key]} 人`).join('，')
}

function changesText(before: FigureSet | null, after: FigureSet): string {
  const parts = casualtyFigures.flatMap(([key, label]) => {
    const was = before?.[key]
    if (was === after[key]) return []
    return [was === undefined ? `${label} ${after[key]}` : `${label} ${was} → ${after[key]}`]
  })
  return parts.length === 0 ? '数字没有变化' : parts.join('，')
}

/** A report's field follows the figures as long as nobody wrote other words into it. */
function followingField(
  row: IncidentRow,
  field: IncidentField,
  before: string,
  after: string,
  by: string,
): FactDraft[] {
  const stored = row.fields[field]
  const value = stored?.value ?? ''
  if (value !== '' && value !== before) return []
  return [
    {
      kind: fieldSet.kind,
      entity: row.id,
      body: { field, value: after, by },
      base: stored?.seen ?? [],
    },
  ]
}

type CasualtyRefusal =
  | Refusal<'not-found'>
  | Refusal<'in-future'>
  | Refusal<'falls', { readonly falls: Fall[] }>

export function reportCasualties(
  context: CoreContext,
  seat: Seat,
  input: CommandInput<'reportCasualties'>,
): Result<Recorded & { readonly falls: boolean }, CasualtyRefusal> {
  const { name } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const now = context.world.clock.nowMs()
  if (isAhead(input.at ?? 0, now)) return refuse('in-future')
  const at = Math.min(input.at ?? now, now)
  const standing = row.standing
  const late = standing !== null && at < standing.at
  const figures = Object.fromEntries(
    casualtyFigures.map(([key]) => [key, input[key] ?? standing?.[key] ?? 0]),
  ) as Record<CasualtyFigure, number>
  const falls = late ? [] : fallsOf(standing, figures)
  const reason = input.reason.trim()
  if (falls.length > 0 && reason === '') return refuse('falls', { falls })
  const source = input.source.trim()
  const { verified } = input
  const body: CasualtiesReported = { ...figures, source, verified, at, reason, late, by: name }
  const told = late
    ? `补报 ${beijingMinute(at)} 的伤亡：${figuresText(figures)}`
    : `伤亡：${changesText(standing, figures)}`
  const recorded = recordFor(context, seat, () => [
    {
      kind: casualtiesReported.kind,
      entity: row.id,
      body,
      base: late ? [] : row.records.seen.casualties,
    },
    ...(late
      ? []
      : followingField(
          row,
          'casualties',
          standing ? figuresText(standing) : '',
          figuresText(figures),
          name,
        )),
    logLines(context)({
      kind: 'change',
      source: { kind: 'text', text: source },
      incident: row.id,
      heardAt: at,
      text: `${told}（${verified ? '已核实' : '未核实'}）${reason === '' ? '' : `，原因：${reason}`}`,
      recorder: name,
    }),
  ])
  return accept({ ...recorded, falls: falls.length > 0 })
}

const wanOf = { 元: 1e-4, 万元: 1, 亿元: 1e4 } as const
/** 15 亩 are one hectare. */
const haOf = { 公顷: 1, 亩: 1 / 15 } as const

/** What a calculator leaves behind the comma is not part of what was told. */
const rounded = (value: number) => Number(value.toPrecision(12))

type Told = Pick<LossesReported, 'economic' | 'potential' | 'burnt' | 'toEvacuate'>

/** Each loss as told, and converted where the unit is another. */
export function lossesText({ economic, potential, burnt, toEvacuate }: Told): string {
  const money = (label: string, value: NonNullable<Told['economic']>) =>
    `${label} ${value.told} ${value.unit}${value.unit === '万元' ? '' : `（折合 ${value.wan} 万元）`}`
  return [
    economic ? money('直接经济损失', economic) : '',
    burnt
      ? `受害森林面积 ${burnt.told} ${burnt.unit}${burnt.unit === '公顷' ? '' : `（折合 ${Number(burnt.ha.toFixed(2))} 公顷）`}`
      : '',
    potential ? money('潜在经济损失', potential) : '',
    toEvacuate === undefined ? '' : `需转移 ${toEvacuate} 人`,
  ]
    .filter((part) => part !== '')
    .join('，')
}

export function reportLosses(
  context: CoreContext,
  seat: Seat,
  input: CommandInput<'reportLosses'>,
): Result<Recorded, Refusal<'not-found'> | Refusal<'in-future'> | Refusal<'nothing'>> {
  const { name } = requireRight(seat, 'incident.write')
  const row = incidentRow(context.db, input.incident)
  if (!row) return refuse('not-found')
  const now = context.world.clock.nowMs()
  if (isAhead(input.at ?? 0, now)) return refuse('in-future')
  const { economic, potential, burnt, toEvacuate } = input
  const money = (value: NonNullable<typeof economic>) => ({
    ...value,
    wan: rounded(value.told * wanOf[value.unit]),
  })
  const told: Told = {
    ...(economic ? { economic: money(economic) } : {}),
    ...(potential ? { potential: money(potential) } : {}),
    ...(burnt ? { burnt: { ...burnt, ha: rounded(burnt.told * haOf[burnt.unit]) } } : {}),
    ...(toEvacuate === undefined ? {} : { toEvacuate }),
  }
  const text = lossesText(told)
  if (text === '') return refuse('nothing')
  const at = Math.min(input.at ?? now, now)
  const source = input.source.trim()
  const before = standingLosses(row)
  const recorded = recordFor(context, seat, () => [
    {
      kind: lossesReported.kind,
      entity: row.id,
      body: { ...told, source, at, by: name },
    },
    ...followingField(row, 'loss', lossesText(before), lossesText({ ...before, ...told }), name),
    logLines(context)({
      kind: 'change',
      source: { kind: 'text', text: source },
      incident: row.id,
      heardAt: at,
      text: `损失：${text}${lossesText(before) === '' ? '' : `（原：${lossesText(before)}）`}`,
      recorder: name,
    }),
  ])
  return accept(recorded)
}

/** The newest of each loss. */
export function standingLosses({ records }: Pick<IncidentRow, 'records'>): Told {
  const standing: { -readonly [Key in keyof Told]: Told[Key] } = {}
  for (const { economic, potential, burnt, toEvacuate } of records.losses) {
    if (economic) standing.economic = economic
    if (potential) standing.potential = potential
    if (burnt) standing.burnt = burnt
    if (toEvacuate !== undefined) standing.toEvacuate = toEvacuate
  }
  return standing
}
