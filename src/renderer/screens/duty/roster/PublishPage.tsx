import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { RosterMonth } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { LeaderWord, useDecider } from '../../../decision/LeaderWord.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { BalanceView } from './BalanceView.tsx'
import { ChangeList } from './ChangeList.tsx'
import { monthWord } from '../month-words.ts'
import { OverrideFields, overridesFrom } from './OverrideFields.tsx'
import { ViolationWords } from './ViolationWords.tsx'
import styles from './Roster.module.css'

/** 印发: what goes out, which rules are broken and why, on whose word; a fact from then on. */
export function PublishPage({
  month,
  onClose,
}: {
  readonly month: RosterMonth
  readonly onClose: () => void
}) {
  const { start } = useDecider()
  const [authority, setAuthority] = useState(start)
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map())
  const publish = useMutation(queries.rosters.publish.mutationOptions({ onSuccess: onClose }))
  const open = month.violations.filter(({ override }) => override === null)
  const hard = open.filter((violation) => violation.hard)
  const soft = open.filter((violation) => !violation.hard)
  const overrides = overridesFrom(soft, reasons)
  const missing =
    hard.length > 0
      ? '还有必须改的问题，改好后才能印发'
      : overrides === undefined
        ? '每条可变通的问题都要写原因'
        : undefined
  const people = new Set(
    month.shifts.flatMap(({ posts }) =>
      posts.flatMap(({ people: those }) => those.map(({ id }) => id)),
    ),
  )
  const send = () =>
    publish.mutate({
      month: month.month,
      seen: month.seen,
      authority: authority ?? null,
      overrides: overrides ?? [],
    })
  return (
    <div className={styles.columns}>
      <Panel title={`印发${monthWord(month.month)}值班表`}>
        <div className={styles.form}>
          <p>
            {month.shifts.length} 个班，{people.size}{' '}
            人值班。印发后大家按它到岗；以后每处改动都要写原因、由带班领导同意，并列入改动记录。
          </p>
          {month.calendarNote !== null && <p className={styles.softWords}>{month.calendarNote}</p>}
          {hard.length > 0 && (
            <ProblemNote error="必须先改：">
              <ul className={styles.words}>
                {hard.map(({ key, words }) => (
                  <li key={key}>{words}</li>
                ))}
              </ul>
            </ProblemNote>
          )}
          {soft.length > 0 && <b>可变通的问题 {soft.length} 处，逐条写原因</b>}
          <OverrideFields violations={soft} reasons={reasons} onChange={setReasons} />
          <LeaderWord value={authority} onChange={setAuthority} />
          <ProblemNote error={publish.error}>
            <ViolationWords error={publish.error} />
          </ProblemNote>
          <div className={styles.buttons}>
            <ActionButton
              kind="primary"
              hotkey="Ctrl+Enter"
              busy={publish.isPending}
              refusedBecause={missing}
              onPress={send}
            >
              印发
            </ActionButton>
            <ActionButton hotkey="Escape" onPress={onClose}>
              返回
            </ActionButton>
          </div>
        </div>
      </Panel>
      <Panel title="印发前核对：均衡与草稿的改动">
        <BalanceView
          balance={month.balance}
          pools={month.pools}
          note={`今年到${monthWord(month.month)}（含已值的班）；同岗位的全勤人员之间比较。`}
        />
        <ChangeList changes={month.changes} />
      </Panel>
    </div>
  )
}
