import { useState, type Ref } from 'react'
import { beijingTime } from '../../core/kernel/beijing-time.ts'
import type { ShownMessage, ShownRecipient } from '../../core/modules/outbox/contract.ts'
import { classes } from '../ui/classes.ts'
import { useReturnFocus } from '../ui/return-focus.ts'
import { DecideForm } from './DecideForm.tsx'
import { rungWords, stateMarks, stateTones } from './words.ts'
import styles from './Outbox.module.css'

function detailWords({ retries, waitingUntil, acks, group, rung, rungs, state }: ShownRecipient) {
  const under = state === 'sending' || state === 'sent'
  const current = rungs[rung]
  return [
    rung > 0 && current ? rungWords(current) : '',
    under && retries > 0 ? `重发 ${retries}` : '',
    under && waitingUntil !== null ? `排队，最早 ${beijingTime(waitingUntil)} 发出` : '',
    group && acks.length > 0 ? `复诵 ${acks.length}：${acks.map(({ who }) => who).join('、')}` : '',
  ].filter((word) => word !== '')
}

/** Each recipient with its tick, word and cause; pressed, it shows what may be decided. */
export function RecipientResults({
  message,
  firstWaiting,
}: {
  readonly message: ShownMessage
  /** The first recipient that waits for a person. */
  readonly firstWaiting?: Ref<HTMLButtonElement>
}) {
  const [open, setOpen] = useState<string>()
  const focus = useReturnFocus()
  const waiting = message.recipients.find(({ waits }) => waits)
  return (
    <ul className={styles.results} aria-label="各收信方结果" aria-live="polite">
      {message.recipients.map((recipient) => {
        const { key, name, state, stateWord, cause, waits } = recipient
        const details = detailWords(recipient)
        const isOpen = open === key
        return (
          <li key={key} style={isOpen ? { gridColumn: '1 / -1' } : undefined}>
            <button
              type="button"
              ref={recipient === waiting ? (firstWaiting ?? null) : null}
              className={classes(styles.recipient, waits && styles.waits, isOpen && styles.open)}
              aria-expanded={isOpen}
              title={[name, stateWord, ...details, cause].filter((part) => part !== '').join(' · ')}
              onClick={() => {
                focus.remember()
                setOpen(isOpen ? undefined : key)
              }}
            >
              <span className={styles[stateTones[state]]}>{stateMarks[state]}</span>{' '}
              <span className={styles.name}>{name}</span>{' '}
              <span className={styles[stateTones[state]]}>
                {stateWord}
                {details.length > 0 && ` · ${details.join(' · ')}`}
                {cause !== '' && ` · ${cause}`}
              </span>
            </button>
            {isOpen && (
              <DecideForm
                message={message}
                recipient={recipient}
                onDone={() => {
                  setOpen(undefined)
                  focus.giveBack()
                }}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
