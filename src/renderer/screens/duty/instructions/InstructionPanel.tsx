import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type {
  InstructionAssignee,
  InstructionDetail,
} from '../../../../core/modules/instructions/contract.ts'
import { queries } from '../../../client.ts'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { useReturnFocus } from '../../../ui/return-focus.ts'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { ActForm } from './ActForm.tsx'
import type { Act } from './acts.ts'
import { AddUnitForm } from './AddUnitForm.tsx'
import { AmendForm } from './AmendForm.tsx'
import styles from './Instructions.module.css'

const minute = (ms: number) => beijingDateTime(ms).slice(5, 16)

type OpenForm = Act | 'amend' | 'addUnit'

/** One instruction: its words, what each unit was told and answered, and what is next. */
export function InstructionPanel({ instruction }: { readonly instruction: string }) {
  const detail = useQuery(queries.instructions.show.queryOptions({ input: { instruction } }))
  const print = usePrint()
  const focus = useReturnFocus()
  const [act, setAct] = useState<OpenForm>()
  const begin = useMutation(queries.instructions.begin.mutationOptions())
  if (detail.isError && !detail.data) {
    return <FailingState title="读不到批示" error={detail.error} />
  }
  const shown = detail.data
  if (!shown) return <LoadingState what="批示" />
  const start = (next: OpenForm) => {
    focus.remember()
    setAct(next)
  }
  const close = () => {
    setAct(undefined)
    focus.giveBack()
  }
  const error = begin.error ?? print.error
  return (
    <Panel
      title={`${shown.number} ${shown.from.post} ${shown.from.name}`}
      extra={
        <ActionButton
          hotkey="Ctrl+P"
          busy={print.busy}
          onPress={() =>
            print.print({ kind: 'instruction_record', subject: instruction, format: 'pdf' })
          }
        >
          打印
        </ActionButton>
      }
    >
      <div className={styles.form}>
        <Head shown={shown} />
        {shown.conflict && (
          <span className={styles.bad}>两处同时改过，现在按更要紧的算，请核对。</span>
        )}
        <blockquote className={styles.words}>{shown.text}</blockquote>
        {shown.amendments.map(({ word, before, by, at, reason }) => (
          <span key={`${word} ${at}`} className={styles.quiet}>
            {word}原为：<s>{before}</s>（{by} {minute(at)} 更正：{reason}）
          </span>
        ))}
        {act ? (
          <FormOf open={act} detail={shown} onClose={close} />
        ) : (
          <Actions
            shown={shown}
            onAct={start}
            onBegin={() => begin.mutate({ instruction })}
            busy={begin.isPending}
          />
        )}
        <ProblemNote error={error} />
        {shown.assignees.map((assignee) => (
          <Unit key={assignee.key} assignee={assignee} />
        ))}
        {shown.closing && (
          <span>
            {shown.closing.kind === 'withdrawn' ? '领导撤销' : `向 ${shown.closing.to} 回报`}：
            {shown.closing.words}
          </span>
        )}
        <ol className={styles.history} aria-label="经过">
          {shown.history.map(({ at, by, words }) => (
            <li key={`${at} ${words}`}>
              {minute(at)} {words}（{by}）
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  )
}

function FormOf({
  open,
  detail,
  onClose,
}: {
  readonly open: OpenForm
  readonly detail: InstructionDetail
  readonly onClose: () => void
}) {
  if (open === 'amend') return <AmendForm detail={detail} onClose={onClose} />
  if (open === 'addUnit') return <AddUnitForm instruction={detail.id} onClose={onClose} />
  return <ActForm act={open} detail={detail} onClose={onClose} />
}

function Head({ shown }: { readonly shown: InstructionDetail }) {
  const { statusWord, overdue, overdueWord, dueAt, dueBasis, givenAt, channelWord, incident } =
    shown
  return (
    <span>
      <Tag tone={overdue === null ? 'plain' : 'red'}>
        {overdue === null ? statusWord : `${statusWord} ${overdueWord}`}
      </Tag>{' '}
      {minute(givenAt)} {channelWord}
      {dueAt !== null && (
        <>
          ，{minute(dueAt)} 前反馈
          <span className={styles.quiet}>（{dueBasis === 'leader' ? '领导定' : '县里规定'}）</span>
        </>
      )}
      {incident && `，${incident.number} ${incident.title}`}
    </span>
  )
}

function Actions({
  shown,
  busy,
  onAct,
  onBegin,
}: {
  readonly shown: InstructionDetail
  readonly busy: boolean
  readonly onAct: (act: OpenForm) => void
  readonly onBegin: () => void
}) {
  const { assignees, status, steps } = shown
  const untold = assignees.find(({ conveyed }) => conveyed.length === 0)
  const owing = assignees.find(({ conveyed, answered }) => conveyed.length > 0 && !answered)
  const open = status !== 'closed'
  const can = (to: string, reason: boolean) =>
    steps.some((step) => step.to === to && step.reason === reason)
  return (
    <div className={styles.buttons}>
      {open && untold && (
        <ActionButton kind="primary" hotkey="C" onPress={() => onAct('convey')}>
          传达
        </ActionButton>
      )}
      {status === 'conveyed' && (
        <ActionButton hotkey="B" busy={busy} onPress={onBegin}>
          承办
        </ActionButton>
      )}
      {open && owing && (
        <>
          <ActionButton
            kind={untold ? 'normal' : 'primary'}
            hotkey="F"
            onPress={() => onAct('feedBack')}
          >
            反馈
          </ActionButton>
          <ActionButton hotkey="U" onPress={() => onAct('chase')}>
            催办
          </ActionButton>
        </>
      )}
      {can('closed', false) && (
        <ActionButton kind="primary" hotkey="H" onPress={() => onAct('close')}>
          向领导回报
        </ActionButton>
      )}
      {status === 'fed_back' && (
        <ActionButton hotkey="T" onPress={() => onAct('sendBack')}>
          退回重办
        </ActionButton>
      )}
      {open && (
        <>
          <ActionButton kind="quiet" hotkey="A" onPress={() => onAct('addUnit')}>
            加承办单位
          </ActionButton>
          <ActionButton kind="quiet" hotkey="E" onPress={() => onAct('amend')}>
            更正
          </ActionButton>
        </>
      )}
      {can('closed', true) && (
        <ActionButton kind="quiet" onPress={() => onAct('withdraw')}>
          领导撤销
        </ActionButton>
      )}
      {status === 'closed' && (
        <ActionButton kind="quiet" onPress={() => onAct('reopen')}>
          重新办理
        </ActionButton>
      )}
    </div>
  )
}

function Unit({ assignee }: { readonly assignee: InstructionAssignee }) {
  const { name, phone, conveyed, feedbacks, chases, answered } = assignee
  return (
    <section className={styles.unit} aria-label={name}>
      <span>
        <b>{name}</b> {phone}{' '}
        <Tag tone={answered ? 'ok' : 'plain'}>
          {answered ? '已反馈' : conveyed.length > 0 ? '已传达' : '未传达'}
        </Tag>
      </span>
      {conveyed.map(({ receiver, meansWord, toldAt, readback }) => (
        <span key={`${receiver} ${toldAt}`} className={styles.quiet}>
          {minute(toldAt)} {meansWord} 传达 {receiver}，复诵：{readback}
        </span>
      ))}
      {chases.map(({ spokenTo, meansWord, said, at }) => (
        <span key={`${spokenTo} ${at}`} className={styles.quiet}>
          {minute(at)} {meansWord} 催办 {spokenTo}
          {said !== '' && `：${said}`}
        </span>
      ))}
      {feedbacks.map(({ text, evidence, reporter, saidAt, superseded }) => (
        <span key={`${reporter} ${saidAt}`} className={superseded ? styles.struck : undefined}>
          {minute(saidAt)} {reporter}：{text}
          {evidence !== '' && `（佐证：${evidence}）`}
        </span>
      ))}
    </section>
  )
}
