import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingTime } from '../../../core/kernel/beijing-time.ts'
import { incidentWord, type Incident } from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import { LeaderWord, useDecider } from '../../decision/LeaderWord.tsx'
import { gradeTone } from '../../incident/incident-look.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ChangedElsewhere } from '../../ui/ChangedElsewhere.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Tag } from '../../ui/Tag.tsx'
import { useBegan } from './use-began.ts'
import { formKeys } from '../../ui/form-keys.ts'
import { basisOf, GradeFields, startGrade } from './GradeFields.tsx'
import styles from './GradePart.module.css'

const certaintyWords: Readonly<Record<string, string>> = { C: '原文', '~': '待核', D: '自定' }
const changeWords = { initial: '初判', upgrade: '升级', downgrade: '降级', same: '维持' } as const

/** The grade with who decided it, and beside it what the figures suggest and by which rule. */
export function GradePart({ incident }: { readonly incident: Incident }) {
  const [editing, setEditing] = useState(false)
  const { grade, grades, group } = incident
  const last = grades.at(-1)
  const basis = incident.fields.find(({ field }) => field === 'gradeBasis')?.shown ?? ''
  const closed = group === 'closed'
  return (
    <section className={styles.part} aria-label="级别">
      <div className={styles.line}>
        <span className={styles.label}>级别</span>
        <Tag tone={gradeTone(grade)}>{incidentWord(grade)}</Tag>
        {last && (
          <span className={styles.note}>
            {changeWords[last.change]} {last.decision?.name ?? last.by}{' '}
            {beijingTime(last.at).slice(0, 5)}
          </span>
        )}
        <span className={styles.grow} />
        <ActionButton
          kind="quiet"
          hotkey="G"
          refusedBecause={closed ? '事件已经办结，不能再定级。需要时先重新打开。' : undefined}
          onPress={() => setEditing(true)}
        >
          定级
        </ActionButton>
      </div>
      {basis !== '' && !editing && (
        <div className={styles.line}>
          <span className={styles.label}>定级依据</span>
          <span>{basis}</span>
        </div>
      )}
      {editing ? (
        <GradeEditor incident={incident} onDone={() => setEditing(false)} />
      ) : (
        <Suggestion incident={incident} />
      )}
      {grades.length > 1 && (
        <details className={styles.history}>
          <summary>级别变化 {grades.length} 次</summary>
          {grades.map((entry) => (
            <div key={entry.at}>
              {beijingTime(entry.at).slice(0, 5)} {changeWords[entry.change]}{' '}
              {incidentWord(entry.grade)} {entry.decision?.name ?? entry.by}
              {entry.basis === '' ? '' : `：${entry.basis}`}
            </div>
          ))}
        </details>
      )}
    </section>
  )
}

/** Never applied by itself: reason, source and certainty are there to be judged. */
function Suggestion({ incident }: { readonly incident: Incident }) {
  const { suggestion, grade, group } = incident
  if (group === 'closed') return null
  const { overall, findings, note, signals, lead, untold } = suggestion
  const differs = overall !== null && overall !== grade
  return (
    <div className={styles.suggestion}>
      {overall === null ? (
        <span className={styles.note}>建议：{note}</span>
      ) : (
        <>
          <div className={differs ? styles.differs : styles.note}>
            建议：{incidentWord(overall)}
            {lead === '' ? '' : `（${lead}）`}
          </div>
          {findings.map((finding) => (
            <div key={`${finding.set} ${finding.metric}`} className={styles.finding}>
              {incidentWord(finding.grade)} · {finding.label} {finding.value} {finding.unit}，属{' '}
              {finding.rule}
              <span
                className={styles.source}
                title={finding.note === '' ? undefined : finding.note}
              >
                {' '}
                {finding.source} {certaintyWords[finding.certainty] ?? finding.certainty}
              </span>
            </div>
          ))}
          {untold.length > 0 && <div className={styles.note}>未报：{untold.join('、')}</div>}
        </>
      )}
      {signals.map(({ text, source }) => (
        <div key={text} className={styles.signal}>
          {text} <span className={styles.source}>{source}</span>
        </div>
      ))}
    </div>
  )
}

function GradeEditor({
  incident,
  onDone,
}: {
  readonly incident: Incident
  readonly onDone: () => void
}) {
  const { alone, start } = useDecider()
  const [form, setForm] = useState(() => startGrade(incident))
  const [authority, setAuthority] = useState(start)
  const [tried, setTried] = useState(false)
  const elsewhere = useBegan(`${incident.grade} ${incident.grades.length}`)
  const decide = useMutation(queries.incidents.decideGrade.mutationOptions({ onSuccess: onDone }))
  const missing =
    form.basis.trim() === ''
      ? '请写明定级依据。'
      : alone || authority
        ? undefined
        : '级别由带班领导判定：请选明是哪位领导批准的。'
  const save = () => {
    setTried(true)
    if (decide.isPending || missing !== undefined) return
    decide.mutate({ incident: incident.id, ...form, authority: authority ?? null })
  }
  const suggested = basisOf(incident)
  return (
    <div className={styles.editor} onKeyDown={formKeys(save, onDone)}>
      <ChangedElsewhere
        changed={
          elsewhere.changed && !decide.isPending && !decide.isSuccess
            ? incidentWord(incident.grade)
            : undefined
        }
        onTake={onDone}
        onKeep={elsewhere.keep}
      />
      <div className={styles.fields}>
        <GradeFields incident={incident} form={form} autoFocus onChange={setForm} />
      </div>
      {suggested !== '' && form.basis !== suggested && (
        <div className={styles.note}>建议依据：{suggested}</div>
      )}
      <div className={styles.fields}>
        <LeaderWord value={authority} onChange={setAuthority} />
        <ActionButton kind="primary" hint="Enter" busy={decide.isPending} onPress={save}>
          定级
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={onDone}>
          取消
        </ActionButton>
      </div>
      {tried && missing !== undefined && (
        <div className={styles.problem} role="alert">
          {missing}
        </div>
      )}
      {decide.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(decide.error)}
        </div>
      )}
    </div>
  )
}
