import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { HandoverSheet } from '../../../../core/modules/handovers/contract.ts'
import { queries } from '../../../client.ts'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { classes } from '../../../ui/classes.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { ClockBackNote } from './ClockBackNote.tsx'
import { LeaderChoice } from './LeaderChoice.tsx'
import { ReasonAsk } from './ReasonAsk.tsx'
import { SecretForm } from './SecretForm.tsx'
import styles from './Handover.module.css'

type Signature = HandoverSheet['signatures'][number]
const minute = (ms: number) => beijingDateTime(ms).slice(5, 16)

/** From the arrival to the last signature: what is next, and what still stands against it. */
export function SignaturesPanel({
  sheet,
  onBegin,
}: {
  readonly sheet: HandoverSheet
  readonly onBegin: () => void
}) {
  const print = usePrint()
  const { phase, missing, incoming, mayAccept, arrivedAt, lateByMin } = sheet
  return (
    <Panel
      title="三方签名"
      extra={
        <ActionButton
          hotkey="Ctrl+P"
          busy={print.busy}
          onPress={() => print.print({ kind: 'handover_sheet', subject: 'now', format: 'pdf' })}
        >
          打印交接单
        </ActionButton>
      }
    >
      <div className={styles.form}>
        {sheet.clockBackMs > 0 && <ClockBackNote />}
        {phase === 'on_duty' && (
          <>
            <span className={styles.head}>
              接班人到了按“接班到岗”；没到不能离岗。附言现在就可以写。
            </span>
            <ActionButton kind="primary" hotkey="K" onPress={onBegin}>
              接班到岗
            </ActionButton>
          </>
        )}
        {arrivedAt !== null && (
          <span className={styles.head}>
            接班到岗 {minute(arrivedAt)}
            {lateByMin > 0 && <b className={styles.warn}>，迟到 {lateByMin} 分钟</b>}
          </span>
        )}
        {phase === 'handing_over' && !mayAccept && <Identify name={incoming?.name ?? '接班人'} />}
        <LeaderChoice sheet={sheet} />
        {sheet.signatures.map((signature) => (
          <SignBox key={signature.role} signature={signature} sheet={sheet} />
        ))}
        {phase !== 'on_duty' && (
          <ul className={classes(styles.lines, styles.warn)} aria-label="还差什么">
            {missing.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        {phase === 'handing_over' && <ReturnAll />}
        {phase === 'signing' && <Unseal />}
        <ProblemNote error={print.error} />
      </div>
    </Panel>
  )
}

/** After a restart, or at another seat, the incoming chief says once more that it is they. */
function Identify({ name }: { readonly name: string }) {
  const [open, setOpen] = useState(false)
  const identify = useMutation(
    queries.handovers.identify.mutationOptions({ onSuccess: () => setOpen(false) }),
  )
  if (!open) {
    return (
      <ActionButton kind="primary" hotkey="K" onPress={() => setOpen(true)}>
        {`${name} 在本席位接收`}
      </ActionButton>
    )
  }
  return (
    <SecretForm
      name={name}
      act="确认"
      pinAllowed={false}
      busy={identify.isPending}
      error={identify.error}
      onSend={(secret) => identify.mutate(secret)}
      onCancel={() => setOpen(false)}
    />
  )
}

const hotkeys = { out: 'U', in: 'I', witness: 'O' } as const

function SignBox({
  signature,
  sheet,
}: {
  readonly signature: Signature
  readonly sheet: HandoverSheet
}) {
  const { role, word, person, needed, why, signedAt, pinAllowed } = signature
  const [open, setOpen] = useState(false)
  const sign = useMutation(
    queries.handovers.sign.mutationOptions({ onSuccess: () => setOpen(false) }),
  )
  const unready = sheet.missing.filter((words) => !words.startsWith('还差签名'))
  const can = needed && person !== null && signedAt === null && unready.length === 0
  return (
    <section
      className={classes(styles.sign, signedAt !== null && styles.signed)}
      aria-label={`${word}签名`}
    >
      <span>
        <span className={styles.quiet}>{word}</span> <b>{person?.name ?? '—'}</b>
      </span>
      {signedAt !== null && <span className={styles.accepted}>已签 {minute(signedAt)}</span>}
      {signedAt === null && !can && <span className={styles.quiet}>{why}</span>}
      {can && sheet.id !== null && !open && (
        <ActionButton hotkey={hotkeys[role]} onPress={() => setOpen(true)}>
          {`${word}签名`}
        </ActionButton>
      )}
      {can && open && (
        <SecretForm
          name={person.name}
          act="签名"
          pinAllowed={pinAllowed}
          busy={sign.isPending}
          error={sign.error}
          onSend={(secret) => sign.mutate({ role, person: person.person, ...secret })}
          onCancel={() => setOpen(false)}
        />
      )}
    </section>
  )
}

function ReturnAll() {
  const back = useMutation(queries.handovers.returnAll.mutationOptions())
  return (
    <ReasonAsk
      ask="整单退回…"
      hint="写明原因：交班人继续值班，已接收的要重接"
      yes="退回"
      busy={back.isPending}
      error={back.error}
      onYes={(reason) => back.mutate({ reason })}
    />
  )
}

function Unseal() {
  const unseal = useMutation(queries.handovers.unseal.mutationOptions())
  return (
    <ReasonAsk
      ask="重开交接单…"
      hint="写明原因：已签的名作废"
      yes="重开"
      busy={unseal.isPending}
      error={unseal.error}
      onYes={(reason) => unseal.mutate({ reason })}
    />
  )
}
