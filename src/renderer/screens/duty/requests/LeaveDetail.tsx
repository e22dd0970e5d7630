import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import type { ShownLeave } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import type { Self } from './self.ts'
import styles from './Requests.module.css'

export function LeaveDetail({
  self,
  leave,
  onClose,
}: {
  readonly self: Self
  readonly leave: ShownLeave
  readonly onClose: () => void
}) {
  const withdraw = useMutation(queries.rosters.withdrawLeave.mutationOptions())
  const isOwn = leave.person === self.person || self.plans
  return (
    <Panel title={`${leave.name} ${leave.word}`}>
      <div className={styles.form}>
        <p>
          {beijingDateTime(leave.from).slice(0, 16)} 至 {beijingDateTime(leave.to).slice(0, 16)}
        </p>
        {leave.note !== '' && <p>{leave.note}</p>}
        <p className={styles.note}>
          {leave.by} 登记于 {beijingDateTime(leave.at).slice(0, 16)}
          {leave.withdrawn && '，已撤回'}
        </p>
        <ProblemNote error={withdraw.error} />
        <div className={styles.buttons}>
          {!leave.withdrawn && (
            <AskFirst
              ask="撤回请假…"
              question="撤回后这段时间又会排班。"
              yes="撤回"
              busy={withdraw.isPending}
              refusedBecause={isOwn ? undefined : '只能撤回自己的请假'}
              onYes={() => withdraw.mutate({ leave: leave.id })}
            />
          )}
          <ActionButton hotkey="Escape" onPress={onClose}>
            关闭
          </ActionButton>
        </div>
      </div>
    </Panel>
  )
}
