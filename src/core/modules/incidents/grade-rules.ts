/**
 * The grade that figures suggest, each with its rule and where the rule comes from. It is never
 * applied by itself: a person decides (domain §1.2).
 */
import type { CountyProfile } from '../../county/profile.ts'
import type { CasualtyFigure, IncidentGrade } from './words.ts'
import { gradeRank } from './words.ts'

type EventGrades = CountyProfile['eventGrades']

export type Figures = Readonly<Partial<Record<CasualtyFigure, number>>>

export interface Losses {
  /** 直接经济损失, 万元. */
  readonly economicWan?: number | undefined
  /** 受害森林面积, 公顷. */
  readonly burntHa?: number | undefined
  /** 潜在经济损失, 万元. */
  readonly potentialWan?: number | undefined
  readonly toEvacuate?: number | undefined
}

export interface GradeFinding {
  readonly metric: string
  readonly label: string
  readonly value: number
  readonly unit: string
  readonly grade: IncidentGrade
  /** `3 人以上 10 人以下` */
  readonly rule: string
  readonly set: string
  readonly source: string
  /** `C` read in the source, `~` check before relying on it, `D` our own. */
  readonly certainty: string
  readonly note: string
}

export interface GradeSuggestion {
  /** The gravest of the findings; `null` while no figure is known or no rule is for this event. */
  readonly overall: IncidentGrade | null
  readonly findings: readonly GradeFinding[]
  /** Metrics of the rules that nobody has told yet. */
  readonly untold: readonly string[]
  /** What must be reported upwards whatever the grade. */
  readonly signals: readonly { readonly text: string; readonly source: string }[]
  /** Who commands at this grade. */
  readonly lead: string
  /** Why there is nothing to suggest. */
  readonly note: string
}

function metricValue(metric: string, casualties: Figures | null, losses: Losses) {
  switch (metric) {
    case 'deaths':
      return casualties?.dead
    case 'serious':
      return casualties?.serious
    case 'economic':
      return losses.economicWan
    case 'burnt':
      return losses.burntHa
    case 'potential':
      return losses.potentialWan
    case 'relocate':
      // Whoever has left had to leave.
      return losses.toEvacuate ?? (casualties?.evacuated || undefined)
    default:
      return undefined
  }
}

/** 以上 includes the number, 以下 leaves it out. */
function ruleText({ min, max }: EventGrades['rows'][number], unit: string): string {
  if (max === null) return `${min} ${unit}以上`
  return min === 0 ? `${max} ${unit}以下` : `${min} ${unit}以上 ${max} ${unit}以下`
}

/** Sets whose prefixes name the category; while it is open or a class only, those for `?`. */
function setsFor(rules: EventGrades, category: string | null) {
  const code = category ?? '?'
  const fitting = rules.sets.filter(({ applies }) =>
    applies.some((prefix) => code.startsWith(prefix)),
  )
  const classOnly = category === null || category === '10000' || category === '11000'
  return fitting.length > 0 || !classOnly
    ? fitting
    : rules.sets.filter(({ applies }) => applies.includes('?'))
}

export function suggestGrades(
  rules: EventGrades,
  category: string | null,
  casualties: Figures | null,
  losses: Losses = {},
): GradeSuggestion {
  const sets = setsFor(rules, category)
  const untold = new Set<string>()
  const findings: GradeFinding[] = []
  for (const set of sets) {
    for (const metric of rules.metrics) {
      const rows = rules.rows.filter((row) => row.set === set.key && row.metric === metric.key)
      if (rows.length === 0) continue
      const value = metricValue(metric.key, casualties, losses)
      if (value === undefined) untold.add(metric.label)
      const row =
        value === undefined
          ? undefined
          : rows.find(({ min, max }) => value >= min && (max === null || value < max))
      if (value === undefined || !row) continue
      findings.push({
        metric: metric.key,
        label: metric.label,
        value,
        unit: metric.unit,
        grade: row.grade,
        rule: ruleText(row, metric.unit),
        set: set.label,
        source: set.source,
        certainty: set.certainty,
        note: set.note ?? '',
      })
    }
  }
  findings.sort((one, other) => gradeRank(other.grade) - gradeRank(one.grade))
  const overall = findings[0]?.grade ?? null
  return {
    overall,
    findings,
    untold: [...untold],
    signals: signalsFor(rules, category, casualties),
    lead: rules.leads.find(({ grade }) => grade === overall)?.text ?? '',
    note:
      sets.length === 0
        ? '没有收集到这类事件的分级标准，请带班领导按预案判定。'
        : findings.length === 0
          ? `还没有可以比对的数字：${[...untold].join('、')}。`
          : '',
  }
}

function signalsFor(rules: EventGrades, category: string | null, casualties: Figures | null) {
  if (category === null || !casualties) return []
  return rules.signals
    .filter(({ applies }) => applies.some((prefix) => category.startsWith(prefix)))
    .filter(
      ({ figures, min }) =>
        figures.reduce((sum, figure) => sum + (casualties[figure as CasualtyFigure] ?? 0), 0) >=
        min,
    )
    .map(({ text, source }) => ({ text, source }))
}
