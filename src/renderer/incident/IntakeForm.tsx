import { useEffect, useState } from 'react'
import { cancelPick } from '../map/pick.ts'
import { CallerPanel } from './CallerPanel.tsx'
import { DuplicatesPanel } from './DuplicatesPanel.tsx'
import { IntakeFields } from './IntakeFields.tsx'
import { useIntakeForm } from './use-intake.ts'
import styles from './IntakeForm.module.css'

/** 接报: the form, who calls, and what it may be about, one under the other. */
export function IntakeForm({
  canPick = false,
  onShow,
  onOpened,
  onClose,
}: {
  /** A map is on this page. */
  readonly canPick?: boolean
  /** Shows an incident beside the form, which stays; absent: the form closes for it. */
  readonly onShow?: ((incident: string) => void) | undefined
  /** Registered, or added to one: the form is to be closed. */
  readonly onOpened: (incident: string) => void
  readonly onClose: () => void
}) {
  const [tried, setTried] = useState(false)
  const intake = useIntakeForm(onOpened)
  useEffect(() => cancelPick, [])
  const { form, change } = intake
  const show = onShow ?? onOpened
  return (
    <div className={styles.column}>
      <IntakeFields
        intake={intake}
        tried={tried}
        canPick={canPick}
        onRegister={() => setTried(!intake.register())}
        onClose={onClose}
      />
      <CallerPanel
        contact={form.contact}
        onSource={form.source.trim() === '' ? (source) => change({ source }) : undefined}
        onShow={show}
      />
      <DuplicatesPanel
        intake={intake}
        onShow={show}
        onAdd={(candidate) => setTried(!intake.addTo(candidate))}
      />
    </div>
  )
}
