import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { ShownSwap } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { shiftWords } from '../month-words.ts'
import type { Self } from './self.ts'
import { AgreeSwap } from './AgreeSwap.tsx'
import { DecideSwap } from './DecideSwap.tsx'
import { DeclineSwap } from './DeclineSwap.tsx'
import styles from './Requests.module.css'

const time = (ms: number) => beijingDateTime(ms).slice(5, 16)

/** One request in full and what can be done about it now. */
export function SwapDetail({
  self,
  swap,
  onClose,
}: {
  readonly self: Self
  readonly swap: ShownSwap
  readonly onClose: () => void
}) {
  const withdraw = useMutation(queries.rosters.withdrawSwap.mutationOptions())
  const [doing, setDoing] = useState<'approve' | 'refuse' | 'decline'>()
  const { state, kindWord, from, to, shift, postWord, inReturn, reason, trouble } = swap
  const isOpen = state === 'asked' || state === 'agreed'
  // An open request is taken by somebody else, and needs no answer from who does not take it.
  const mayTake = to === null ? from.id !== self.person : to.id === self.person
  const answers = state === 'asked' && (self.plans || mayTake)
  return (
    <Panel title={`${kindWord} ${swap.stateWord}`}>
      <div className={styles.form}>
        <p>
          <b>{from.name}</b> 的 {shiftWords(shift)} {postWord}
          <br />
          {to === null ? '谁愿意都行' : `由 ${to.name} 值`}
          {inReturn && (
            <>
              ，换 {shiftWords(inReturn.shift)} {inReturn.postWord}
            </>
          )}
        </p>
        <p>事由：{reason}</p>
        <p className={styles.note}>
          {swap.filedBy} {time(swap.filedAt)} 申请
          {swap.agreedAt !== null && ` · ${time(swap.agreedAt)} 对方同意`}
          {swap.decidedAt !== null && ` · ${time(swap.decidedAt)} ${swap.decided}`}
          {swap.decisionReason !== '' && `：${swap.decisionReason}`}
        </p>
        <ProblemNote error={trouble} />
        {isOpen && swap.violations.length > 0 && (
          <div>
            <b>批准后会有这些问题</b>
            <ul className={styles.words}>
              {swap.violations.map(({ key, words, hard }) => (
                <li key={key} className={hard ? styles.hardWords : styles.softWords}>
                  {hard ? '必须遵守：' : '可变通：'}
                  {words}
                </li>
              ))}
            </ul>
          </div>
        )}
        {doing === undefined && isOpen && (
          <div className={styles.buttons}>
            {answers && <AgreeSwap self={self} swap={swap} />}
            {answers && to !== null && (
              <ActionButton hotkey="X" onPress={() => setDoing('decline')}>
                {to.id === self.person ? '不同意' : '对方不同意'}
              </ActionButton>
            )}
            {state === 'agreed' && (
              <>
                <ActionButton
                  kind="primary"
                  hotkey="A"
                  refusedBecause={trouble ?? undefined}
                  onPress={() => setDoing('approve')}
                >
                  批准
                </ActionButton>
                <ActionButton hotkey="X" onPress={() => setDoing('refuse')}>
                  不批准
                </ActionButton>
              </>
            )}
          </div>
        )}
        {(doing === 'approve' || doing === 'refuse') && (
          <DecideSwap
            swap={swap}
            approve={doing === 'approve'}
            onClose={() => setDoing(undefined)}
          />
        )}
        {doing === 'decline' && <DeclineSwap swap={swap.id} onClose={() => setDoing(undefined)} />}
        <ProblemNote error={withdraw.error} />
        <div className={styles.buttons}>
          {isOpen && (from.id === self.person || self.plans) && (
            <AskFirst
              ask="撤回申请…"
              question="撤回这份申请？"
              yes="撤回"
              busy={withdraw.isPending}
              onYes={() => withdraw.mutate({ swap: swap.id })}
            />
          )}
          {doing === undefined && (
            <ActionButton hotkey="Escape" onPress={onClose}>
              关闭
            </ActionButton>
          )}
        </div>
      </div>
    </Panel>
  )
}
