/** Everything the page of one incident shows. */
import type { CoreContext } from '../../module.ts'
import { standingLosses } from './casualties.ts'
import type { Incident } from './contract.ts'
import { suggestGrades } from './grade-rules.ts'
import {
  cardOfRow,
  gradesOf,
  incidentFieldsShown,
  incidentRow,
  mergedInto,
  relatedOf,
} from './queries.ts'
import { shownSteps } from './steps.ts'
import type { IncidentRow } from './tables.ts'
import { tasksOf } from './tasks.ts'

/** What the figures suggest now; a new snapshot or loss changes it, never the grade. */
export function suggestionFor(context: CoreContext, row: IncidentRow) {
  const { economic, burnt, potential, toEvacuate } = standingLosses(row)
  return suggestGrades(context.county.eventGrades, row.category, row.standing, {
    economicWan: economic?.wan,
    burntHa: burnt?.ha,
    potentialWan: potential?.wan,
    toEvacuate,
  })
}

export function recordOf(context: CoreContext, row: IncidentRow): Incident {
  const main = row.mergedInto === null ? undefined : incidentRow(context.db, row.mergedInto)
  const { responses, warnings, casualties, losses } = row.records
  const { findings, untold, signals, ...suggestion } = suggestionFor(context, row)
  return {
    ...cardOfRow(context, row),
    fields: incidentFieldsShown(context, row),
    history: row.history.map(({ waived, ...change }) => ({
      ...change,
      ...(waived ? { waived: [...waived] } : {}),
    })),
    ...shownSteps(context, row),
    grades: gradesOf(row),
    suggestion: {
      ...suggestion,
      findings: [...findings],
      untold: [...untold],
      signals: [...signals],
    },
    responses: [...responses],
    warnings: [...warnings],
    snapshots: [...casualties],
    losses: [...losses],
    tasks: tasksOf(context.db, row.id, context.world.clock.nowMs()),
    merged: mergedInto(context.db, row.id).map((other) => relatedOf(context, other, other)),
    mergedInto: main ? relatedOf(context, main, row) : null,
  }
}

/** @returns `undefined` where this console does not know the incident */
export function incidentRecord(context: CoreContext, id: string): Incident | undefined {
  const row = incidentRow(context.db, id)
  return row && recordOf(context, row)
}
