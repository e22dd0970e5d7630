import { Input, Select } from 'antd'
import {
  incidentGrades,
  type Incident,
  type IncidentGrade,
} from '../../../core/modules/incidents/contract.ts'
import styles from './GradeFields.module.css'

type Given = Exclude<IncidentGrade, 'ungraded'>

export interface GradeForm {
  readonly grade: Given
  readonly basis: string
}

const options = incidentGrades
  .filter(([key]) => key !== 'ungraded')
  .map(([value, label]) => ({ value: value as Given, label: label as string }))

/** `受害森林面积 18.7 公顷，达到 1 公顷以上 100 公顷以下（R-FOREST/40）` */
export function basisOf({ suggestion }: Pick<Incident, 'suggestion'>): string {
  return suggestion.findings
    .filter(({ grade }) => grade === suggestion.overall)
    .map(
      ({ label, value, unit, rule, source }) =>
        `${label} ${value} ${unit}，属 ${rule}（${source}）`,
    )
    .join('；')
}

/** What the figures suggest, else what stands: the officer says yes or another. */
export function startGrade(incident: Incident): GradeForm {
  const { suggestion, grade } = incident
  const given = suggestion.overall ?? grade
  return {
    grade: given === 'ungraded' ? 'general' : given,
    basis: suggestion.overall === null ? '' : basisOf(incident),
  }
}

export function GradeFields({
  incident,
  form,
  autoFocus = false,
  onChange,
}: {
  readonly incident: Incident
  readonly form: GradeForm
  readonly autoFocus?: boolean
  readonly onChange: (form: GradeForm) => void
}) {
  const { suggestion } = incident
  return (
    <>
      <Select
        aria-label="级别"
        className={styles.grade ?? ''}
        value={form.grade}
        options={options}
        onChange={(grade) =>
          onChange({
            grade,
            // A basis nobody wrote belongs to the suggested grade only.
            basis:
              form.basis === basisOf(incident) && grade !== suggestion.overall ? '' : form.basis,
          })
        }
      />
      <Input
        autoFocus={autoFocus}
        aria-label="定级依据"
        className={styles.basis ?? ''}
        placeholder="定级依据"
        maxLength={300}
        value={form.basis}
        onChange={(event) => onChange({ ...form, basis: event.target.value })}
      />
    </>
  )
}
