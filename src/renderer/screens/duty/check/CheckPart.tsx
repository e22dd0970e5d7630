import { useState, type KeyboardEvent } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { CheckResult, MeasuredItem } from '../../../../core/modules/checks/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { isComposing } from '../../../ui/hotkeys.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { nextIndex } from '../../../ui/list-keys.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import { CheckRow, type Answer } from './CheckRow.tsx'
import { LastChecks } from './LastChecks.tsx'
import styles from './Check.module.css'

const unanswered: Answer = { result: 'unchecked', words: '' }
const resultKeys: Readonly<Record<string, CheckResult>> = { y: 'ok', x: 'fault', u: 'unchecked' }

/** 班前检查: one row each, answered from the keyboard, recorded together. */
export function CheckPart() {
  // A gateway may come up while somebody looks at it.
  const now = useQuery({ ...queries.checks.now.queryOptions(), refetchInterval: 5_000 })
  const [answers, setAnswers] = useState<ReadonlyMap<string, Answer>>(new Map())
  const [at, setAt] = useState(0)
  const record = useMutation(
    queries.checks.record.mutationOptions({ onSuccess: () => setAnswers(new Map()) }),
  )
  const items = now.data ?? []
  const answerOf = (key: string) => answers.get(key) ?? unanswered
  const answer = (item: MeasuredItem, some: Partial<Answer>) => {
    if (record.isSuccess || record.isError) record.reset()
    setAnswers(new Map(answers).set(item.key, { ...answerOf(item.key), ...some }))
  }
  const counted = (result: CheckResult) =>
    items.filter(({ key }) => answerOf(key).result === result).length
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement
    if (isComposing(event.nativeEvent) || typing) return
    const next = nextIndex(event.key, at, items.length, items.length)
    const item = items[at]
    const result = resultKeys[event.key.toLowerCase()]
    if (next !== undefined) setAt(next)
    else if (result && item && !event.ctrlKey && !event.altKey) {
      answer(item, { result })
      // A fault is described before the next one is looked at.
      if (result !== 'fault') setAt(Math.min(items.length - 1, at + 1))
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const save = () => record.mutate({ items: items.map(({ key }) => ({ key, ...answerOf(key) })) })
  return (
    <div className={styles.place}>
      <Panel
        title="班前检查"
        extra={
          <span className={styles.note}>
            <Kbd keys="ArrowUp" /> <Kbd keys="ArrowDown" /> 选择 <Kbd keys="Y" /> 正常{' '}
            <Kbd keys="X" /> 有问题 <Kbd keys="U" /> 未查
          </span>
        }
        footer={
          <div className={styles.foot}>
            <span>
              正常 {counted('ok')} · 有问题 {counted('fault')} · 未查 {counted('unchecked')}
            </span>
            <span className={styles.grow} role="status">
              {record.isSuccess && <span className={styles.done}>✓ 已记入值班日志</span>}
              {record.error !== null && (
                <span className={styles.problem}>{describeError(record.error)}</span>
              )}
            </span>
            <ActionButton
              kind="primary"
              hotkey="Ctrl+Enter"
              name="记录班前检查"
              busy={record.isPending}
              onPress={save}
            >
              记录检查结果
            </ActionButton>
          </div>
        }
      >
        {now.isError && (
          <FailingState
            title="读不到检查项目"
            error={now.error}
            onRetry={() => void now.refetch()}
          />
        )}
        {now.isPending && <LoadingState what="检查项目" />}
        {items.length > 0 && (
          <div
            className={styles.list}
            role="listbox"
            aria-label="检查项目"
            tabIndex={0}
            aria-activedescendant={`check-${items[at]?.key ?? ''}`}
            onKeyDown={onKeyDown}
          >
            {items.map((item, index) => (
              <CheckRow
                key={item.key}
                item={item}
                answer={answerOf(item.key)}
                selected={index === at}
                onSelect={() => setAt(index)}
                onAnswer={(some) => answer(item, some)}
              />
            ))}
          </div>
        )}
      </Panel>
      <LastChecks />
    </div>
  )
}
