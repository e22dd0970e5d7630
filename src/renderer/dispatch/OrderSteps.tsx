import { useState } from 'react'
import { App } from 'antd'
import { useMutation } from '@tanstack/react-query'
import {
  contactLevel,
  usualState,
  type Assignment,
  type AssignmentState,
} from '../../core/modules/dispatch/contract.ts'
import { queries } from '../client.ts'
import { ActionButton } from '../ui/ActionButton.tsx'
import { useHotkey } from '../ui/hotkeys.ts'
import { useAtNow } from '../ui/now.ts'
import { keepFocus } from '../ui/return-focus.ts'
import { NoteForm } from './NoteForm.tsx'
import { OrderForm } from './OrderForm.tsx'
import { StepForm } from './StepForm.tsx'
import { StepKeys } from './StepKeys.tsx'
import styles from './Dispatch.module.css'

type Open =
  | { readonly kind: 'step'; readonly to: AssignmentState }
  | { readonly kind: 'transfer' | 'contact' | 'correct' | 'escalate' }

/** Everything one does with one order: its steps, a contact, a correction, a new task. */
export function OrderSteps({ order }: { readonly order: Assignment }) {
  return (
    <div className={styles.place} ref={keepFocus}>
      <Steps order={order} />
    </div>
  )
}

function Steps({ order }: { readonly order: Assignment }) {
  const [open, setOpen] = useState<Open>()
  const { message } = App.useApp()
  const close = () => setOpen(undefined)
  const done = (words: string) => () => {
    close()
    void message.success(`${order.callSign} ${words}`)
  }
  const contact = useMutation(
    queries.dispatch.noteContact.mutationOptions({ onSuccess: done('联络已记') }),
  )
  const correct = useMutation(
    queries.dispatch.takeBack.mutationOptions({ onSuccess: done('已更正') }),
  )
  const escalate = useMutation(
    queries.dispatch.escalate.mutationOptions({ onSuccess: done('已按紧急求救处理') }),
  )
  const silent = useAtNow((now) => contactLevel(order.contactClock, now) === 'missed-twice')
  const choose = (to: AssignmentState) =>
    setOpen(to === 'ordered' ? { kind: 'transfer' } : { kind: 'step', to })
  if (open?.kind === 'step') {
    const { to } = open
    const word = order.next.find((one) => one.to === to)?.action ?? ''
    return <StepForm key={to} order={order} to={to} onDone={done(`${word}已记`)} onCancel={close} />
  }
  if (open?.kind === 'transfer') {
    return <OrderForm incident={order.incident} transferOf={order} onDone={close} />
  }
  if (open?.kind === 'contact') {
    return (
      <NoteForm
        label={`${order.callSign} 代答联络`}
        placeholder="对方说了什么，如：人员平安"
        withChannel
        busy={contact.isPending}
        error={contact.error}
        onSave={(text, channel) => contact.mutate({ unit: order.unit, text, channel })}
        onCancel={close}
      />
    )
  }
  if (open?.kind === 'correct') {
    return (
      <NoteForm
        label={`更正：${order.callSign}“${order.stateWord}”记错`}
        placeholder="原因，如：是森防02 到达"
        busy={correct.isPending}
        error={correct.error}
        onSave={(reason) => correct.mutate({ assignment: order.id, reason })}
        onCancel={close}
      />
    )
  }
  if (open?.kind === 'escalate') {
    return (
      <NoteForm
        label={`${order.callSign} 按紧急求救处理`}
        placeholder="情况，如：三次呼叫无应答"
        busy={escalate.isPending}
        error={escalate.error}
        onSave={(reason) => escalate.mutate({ unit: order.unit, reason })}
        onCancel={close}
      />
    )
  }
  return (
    <StepKeys order={order} onChoose={choose}>
      <Keys
        order={order}
        silent={silent}
        onContact={() => setOpen({ kind: 'contact' })}
        onCorrect={() => setOpen({ kind: 'correct' })}
        onEscalate={() => setOpen({ kind: 'escalate' })}
        onUsual={() => {
          const usual = usualState(order.state)
          if (usual) choose(usual)
        }}
      />
    </StepKeys>
  )
}

function Keys({
  order,
  silent,
  onContact,
  onCorrect,
  onEscalate,
  onUsual,
}: {
  readonly order: Assignment
  readonly silent: boolean
  readonly onContact: () => void
  readonly onCorrect: () => void
  readonly onEscalate: () => void
  readonly onUsual: () => void
}) {
  useHotkey(order.over ? undefined : 'J', `${order.callSign} 下一步`, onUsual)
  const nothing = order.history.filter(({ takenBack }) => takenBack === null).length < 2
  return (
    <>
      <ActionButton hotkey="T" onPress={onContact}>
        代答
      </ActionButton>
      <ActionButton
        kind="quiet"
        refusedBecause={nothing ? '命令下错了，请用“撤销”。' : undefined}
        onPress={onCorrect}
      >
        更正上一步
      </ActionButton>
      {silent && (
        <ActionButton kind="danger" onPress={onEscalate}>
          按紧急求救处理
        </ActionButton>
      )}
    </>
  )
}
