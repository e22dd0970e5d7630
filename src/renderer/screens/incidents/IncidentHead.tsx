import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { incidentWord, type Incident } from '../../../core/modules/incidents/contract.ts'
import { queries } from '../../client.ts'
import { useDecider } from '../../decision/LeaderWord.tsx'
import { casualtiesWords, gradeTone, toneOf } from '../../incident/incident-look.ts'
import { IncidentMark } from '../../incident/IncidentMark.tsx'
import { PrintButton } from '../../print/PrintButton.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Tag } from '../../ui/Tag.tsx'
import { OtherSteps } from './OtherSteps.tsx'
import { StatusBar } from './StatusBar.tsx'
import { isPlain, StepForm, type Step } from './StepForm.tsx'
import styles from './IncidentHead.module.css'

/** Number, title, the eight steps, and the next step as the only blue button. */
export function IncidentHead({
  incident,
  small,
  onList,
}: {
  readonly incident: Incident
  readonly small: boolean
  readonly onList: () => void
}) {
  const { alone } = useDecider()
  const [asking, setAsking] = useState<Step>()
  const [more, setMore] = useState(false)
  const set = useMutation(queries.incidents.setStatus.mutationOptions())
  const choose = (step: Step) => {
    setMore(false)
    if (!isPlain(step, alone)) setAsking(step)
    else if (!set.isPending) set.mutate({ incident: incident.id, to: step.to })
  }
  const [usual, ...others] = incident.next
  const merge = others.find(({ to }) => to === 'merged')
  // What was asked may have been answered elsewhere: the form closes with the state it was for.
  const asked = incident.next.find(({ to }) => to === asking?.to)
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <IncidentMark card={incident} large />
        <div className={styles.name}>
          <Tags incident={incident} />
          <h1 className={styles.title} title={incident.title}>
            {incident.title}
          </h1>
        </div>
        <StatusBar incident={incident} small={small} />
        <div className={styles.buttons}>
          {usual && (
            <ActionButton
              kind="primary"
              hotkey="Alt+S"
              name={usual.action}
              busy={set.isPending}
              onPress={() => choose(usual)}
            >
              {usual.action}
            </ActionButton>
          )}
          {merge && (
            <ActionButton name="并案" onPress={() => choose(merge)}>
              并案
            </ActionButton>
          )}
          <ActionButton hotkey="Alt+O" name="其他步骤" onPress={() => setMore(!more)}>
            其他步骤
          </ActionButton>
          <PrintButton incident={incident} />
          <ActionButton kind="quiet" hint="Alt+Q" name="全部事件" onPress={onList}>
            全部事件
          </ActionButton>
        </div>
      </div>
      {more && <OtherSteps incident={incident} onChoose={choose} onClose={() => setMore(false)} />}
      {asked && (
        <StepForm
          key={asked.to}
          incident={incident}
          step={asked}
          onDone={() => setAsking(undefined)}
        />
      )}
      {set.error !== null && (
        <div className={styles.problem} role="alert">
          {describeError(set.error)}
        </div>
      )}
    </header>
  )
}

function Tags({ incident }: { readonly incident: Incident }) {
  const { grade, toGrade, casualties, mergedInto, merged } = incident
  return (
    <div className={styles.tags}>
      <span className={styles.number}>
        {incident.number} · {incident.incidentNo}
      </span>
      <Tag tone={toneOf(incident.incidentStatus)}>{incidentWord(incident.incidentStatus)}</Tag>
      {toGrade ? (
        <Tag tone="orange" title="已先调派，级别还没有判定">
          待定级
        </Tag>
      ) : (
        <Tag tone={gradeTone(grade)}>{incidentWord(grade)}</Tag>
      )}
      <Tag tone={casualties && casualties.dead + casualties.missing > 0 ? 'red' : 'plain'}>
        {casualtiesWords(casualties)}
      </Tag>
      {incident.units === 0 && incident.group !== 'closed' && <Tag tone="orange">未派队</Tag>}
      {mergedInto && <Tag tone="blue">已并入 {mergedInto.number}</Tag>}
      {merged.map(({ id, number }) => (
        <Tag key={id} tone="blue">
          含 {number}
        </Tag>
      ))}
      {incident.conflict && <Tag tone="red">两处同时改动</Tag>}
    </div>
  )
}
