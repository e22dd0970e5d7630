/** Which broken rules belong to which spot. */
import type { ShownViolation } from '../../../../core/modules/rosters/contract.ts'
import type { SpotContent } from './plan-grid.ts'

export interface PlanMarks {
  readonly at: (shift: string, post: string, content: SpotContent) => readonly ShownViolation[]
}

/** A breach stands at its person in both shifts of a pair, one without a person at the empty place. */
export function marksOf(violations: readonly ShownViolation[]): PlanMarks {
  const ofShift = new Map<string, ShownViolation[]>()
  for (const violation of violations) {
    for (const shift of [violation.shift, violation.other]) {
      if (shift === null) continue
      const list = ofShift.get(shift)
      if (list) list.push(violation)
      else ofShift.set(shift, [violation])
    }
  }
  return {
    at: (shift, post, content) =>
      (ofShift.get(shift) ?? []).filter((violation) => {
        if (violation.person !== null)
          return content.kind === 'person' && content.id === violation.person
        return content.kind === 'gap' && (violation.post === null || violation.post === post)
      }),
  }
}
