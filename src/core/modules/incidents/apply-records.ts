/** What was reported and decided about one incident over time: grades, response, casualties, losses. */
import { resolveCell, type CellResolution, type CellRules } from '../../oplog/cell.ts'
import type { Fact, OpRef } from '../../oplog/types.ts'
import {
  casualtiesReported,
  fieldSet,
  gradeDecided,
  lossesReported,
  responseSet,
  warningColourSet,
  type CasualtiesReported,
  type FieldSet,
  type GradeDecided,
  type LossesReported,
  type ResponseSet,
  type WarningColourSet,
} from './facts.ts'
import { hlcWallMs } from '../../kernel/hlc.ts'
import type { Records, StoredCasualties, StoredGrade } from './tables.ts'
import { incidentGrades, type IncidentGrade } from './words.ts'

const idOf = ({ ref }: Fact) => `${ref.origin}.${ref.seq}`

function factsOf<Body>(facts: readonly Fact[], kind: { readonly kind: string }) {
  return facts.filter((fact): fact is Fact<Body> => fact.kind === kind.kind)
}

function cellOf<Body>(facts: readonly Fact<Body>[], rules: CellRules<Body> = {}) {
  return resolveCell(
    facts.map(({ ref, hlc, base, body }) => ({ ref, hlc, base, value: body })),
    rules,
  )
}

const seenOf = <Body>(cell: CellResolution<Body> | undefined): OpRef[] =>
  cell?.siblings.map(({ ref }) => ref) ?? []

function grades(facts: readonly Fact[]): StoredGrade[] {
  return facts.flatMap((fact): StoredGrade[] => {
    if (fact.kind === gradeDecided.kind) {
      const { grade, basis, by, at, decision } = fact.body as GradeDecided
      return [{ grade, basis, by, at, decision }]
    }
    if (fact.kind !== fieldSet.kind) return []
    const { field, value, by } = fact.body as FieldSet
    if (field !== 'grade' || !isGrade(value)) return []
    return [{ grade: value, basis: '', by, at: hlcWallMs(fact.hlc), decision: null }]
  })
}

function isGrade(value: unknown): value is IncidentGrade {
  return incidentGrades.some(([key]) => key === value)
}

/** Lives first, then what may become lives: of two snapshots sent at once the graver stands. */
function casualtyDanger(told: CasualtiesReported): number {
  const { dead, missing, serious, injured, trapped, atRisk } = told
  return (dead + missing) * 1e9 + (serious + trapped) * 1e6 + injured * 1e3 + Math.min(atRisk, 999)
}

const sameFigures = (one: CasualtiesReported, other: CasualtiesReported) =>
  JSON.stringify({ ...one, source: '', by: '', at: 0, reason: '', verified: false }) ===
  JSON.stringify({ ...other, source: '', by: '', at: 0, reason: '', verified: false })

/** By the time they were true of; the standing one last. */
function casualties(facts: readonly Fact<CasualtiesReported>[]) {
  const cell = cellOf(
    facts.filter(({ body }) => !body.late),
    { danger: casualtyDanger, same: sameFigures },
  )
  const list: StoredCasualties[] = facts.map((fact) => ({ ...fact.body, id: idOf(fact) }))
  const standing = cell && `${cell.winner.origin}.${cell.winner.seq}`
  const ordered = list.toSorted(
    (one, other) =>
      Number(one.id === standing) - Number(other.id === standing) || one.at - other.at,
  )
  return { ordered, cell }
}

export function foldRecords(facts: readonly Fact[]): {
  readonly records: Records
  readonly conflict: boolean
} {
  const responses = factsOf<ResponseSet>(facts, responseSet)
  const warnings = factsOf<WarningColourSet>(facts, warningColourSet)
  const told = casualties(factsOf<CasualtiesReported>(facts, casualtiesReported))
  const response = cellOf(responses, { same: (one, other) => one.level === other.level })
  const warning = cellOf(warnings, { same: (one, other) => one.colour === other.colour })
  const cells = [response, warning, told.cell]
  return {
    conflict: cells.some((cell) => cell?.conflict === true),
    records: {
      grades: grades(facts),
      responses: responses.map(({ body }) => body),
      warnings: warnings.map(({ body }) => body),
      casualties: told.ordered,
      losses: factsOf<LossesReported>(facts, lossesReported).map((fact) => ({
        ...fact.body,
        id: idOf(fact),
      })),
      seen: {
        response: seenOf(response),
        warning: seenOf(warning),
        casualties: seenOf(told.cell),
      },
    },
  }
}
