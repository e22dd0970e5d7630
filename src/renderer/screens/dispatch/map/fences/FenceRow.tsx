import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { FenceShown } from '../../../../../core/modules/fences/contract.ts'
import { beijingTime } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { describeError } from '../../../../ui/describe-error.ts'
import { ReasonForm } from '../PanelForm.tsx'
import panel from '../ToolPanel.module.css'

/** One fence: whom it watches, who is inside, and what ends it. */
export function FenceRow({
  fence,
  onChange,
}: {
  readonly fence: FenceShown
  readonly onChange: () => void
}) {
  const [ending, setEnding] = useState<'pause' | 'withdraw'>()
  const done = () => setEnding(undefined)
  const pause = useMutation(queries.fences.pause.mutationOptions({ onSuccess: done }))
  const withdraw = useMutation(queries.fences.withdraw.mutationOptions({ onSuccess: done }))
  const resume = useMutation(queries.fences.resume.mutationOptions())
  const ended = ending === 'pause' ? pause : withdraw
  return (
    <section className={panel.form} aria-label={`围栏 ${fence.name}`}>
      <div>
        <strong>{fence.name}</strong>
        {fence.paused && '（暂停）'} {fence.watchWords} · {fence.rulesWords}
      </div>
      {fence.trouble !== '' && <p className={panel.problem}>{fence.trouble}</p>}
      <p className={panel.note}>
        {fence.inside.length === 0
          ? '现在区内没有看管的目标'
          : `区内：${fence.inside
              .map(({ label, since }) => `${label}（${beijingTime(since).slice(0, 5)} 起）`)
              .join('、')}`}
      </p>
      {ending ? (
        <ReasonForm
          label={`${ending === 'pause' ? '暂停' : '撤销'} ${fence.name}`}
          word={ending === 'pause' ? '暂停' : '撤销'}
          placeholder={ending === 'pause' ? '暂停原因' : '撤销原因'}
          busy={ended.isPending}
          problem={ended.error}
          onReason={(reason) => ended.mutate({ fence: fence.id, reason })}
          onCancel={done}
        />
      ) : (
        <div className={panel.row}>
          <ActionButton kind="quiet" name={`修改 ${fence.name}`} onPress={onChange}>
            修改
          </ActionButton>
          {fence.paused ? (
            <ActionButton
              name={`恢复 ${fence.name}`}
              onPress={() => resume.mutate({ fence: fence.id })}
            >
              恢复
            </ActionButton>
          ) : (
            <ActionButton
              kind="quiet"
              name={`暂停 ${fence.name}`}
              onPress={() => setEnding('pause')}
            >
              暂停
            </ActionButton>
          )}
          <ActionButton
            kind="quiet"
            name={`撤销 ${fence.name}`}
            onPress={() => setEnding('withdraw')}
          >
            撤销
          </ActionButton>
        </div>
      )}
      {resume.error && (
        <p className={panel.problem} role="alert">
          {describeError(resume.error)}
        </p>
      )}
    </section>
  )
}
