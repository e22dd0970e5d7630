import type { Incident } from '../../../core/modules/incidents/contract.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { useHotkey } from '../../ui/hotkeys.ts'
import type { Step } from './StepForm.tsx'
import styles from './OtherSteps.module.css'

/** Every step from here, and every state that cannot be reached with the reason (UI rule 20). */
export function OtherSteps({
  incident,
  onChoose,
  onClose,
}: {
  readonly incident: Incident
  readonly onChoose: (step: Step) => void
  readonly onClose: () => void
}) {
  useHotkey('Escape', '收起其他步骤', onClose)
  return (
    <section className={styles.steps} aria-label="其他步骤">
      <div className={styles.allowed}>
        {incident.next.map((step, place) => (
          <ActionButton
            key={step.to}
            hotkey={place < 9 ? String(place + 1) : undefined}
            name={step.action}
            onPress={() => onChoose(step)}
          >
            {step.action}
          </ActionButton>
        ))}
      </div>
      <ul className={styles.refused}>
        {incident.refused.map(({ to, word, why }) => (
          <li key={to}>
            <span className={styles.word}>{word}</span>
            <span>{why}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
