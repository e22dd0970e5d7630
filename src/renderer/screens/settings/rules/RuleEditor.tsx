import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { ruleUnitWords, type ShownRule } from '../../../../core/modules/rules/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { ChangedElsewhere } from '../../../ui/ChangedElsewhere.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Field } from '../../../ui/Field.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useKeptTyping } from '../../../ui/use-kept-typing.ts'
import { basisWords, sourceWords, typedNumber, valueWords } from './rule-words.ts'
import styles from '../Section.module.css'

/** The value of one rule, with the reason of the change. Give it the rule's key as `key`. */
export function RuleEditor({ rule }: { readonly rule: ShownRule }) {
  const typing = useKeptTyping(String(rule.value))
  const [reason, setReason] = useState('')
  const set = useMutation(
    queries.rules.set.mutationOptions({
      onSuccess: () => {
        typing.done()
        setReason('')
      },
    }),
  )
  const { basis, unit, min, max, first, source, changed } = rule
  const [word, tone] = basisWords[basis]
  const value = typedNumber(typing.text)
  const bad = value === undefined || value < min || value > max
  const wrong = bad ? `写 ${min} 到 ${max} 之间的数` : undefined
  const same = value === rule.value
  const refused =
    wrong ?? (same ? '数没有变' : reason.trim() === '' ? '请写明改动的原因' : undefined)
  return (
    <form
      className={styles.form}
      aria-label="改规则"
      onSubmit={(event) => {
        event.preventDefault()
        if (value !== undefined && refused === undefined && !set.isPending)
          set.mutate({ key: rule.key, value, reason })
      }}
    >
      <div>
        <Tag tone={tone}>{word}</Tag> {sourceWords(source)}
      </div>
      <div className={styles.note}>
        原值 {valueWords({ value: first, unit })}，可设 {min}–{max} {ruleUnitWords[unit]}
      </div>
      {changed !== null && (
        <div className={styles.note}>
          {beijingDateTime(changed.at)} {changed.by} 改；原因：{changed.reason}
        </div>
      )}
      {basis === 'law' ? (
        <div className={styles.note}>这是法定时限，不能改。</div>
      ) : (
        <>
          <Field label={`现值（${ruleUnitWords[unit]}）`} problem={wrong}>
            {(control) => (
              <Input
                {...control}
                value={typing.text}
                maxLength={8}
                inputMode="decimal"
                onChange={(event) => typing.type(event.target.value)}
              />
            )}
          </Field>
          <ChangedElsewhere
            changed={typing.changedElsewhere}
            by={changed?.by}
            at={changed?.at}
            onTake={typing.take}
            onKeep={typing.keep}
          />
          <Field label="改动原因" required>
            {(control) => (
              <Input
                {...control}
                value={reason}
                maxLength={200}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
          <div className={styles.buttons}>
            <ActionButton
              submit
              kind="primary"
              hint="Enter"
              busy={set.isPending}
              refusedBecause={refused}
            >
              保存
            </ActionButton>
            <span role="status" className={set.error === null ? styles.good : styles.bad}>
              {set.isPending && '正在保存…'}
              {set.isSuccess && same && '✓ 已存'}
              {set.error !== null && `没有保存，所填还在。${describeError(set.error)}`}
            </span>
          </div>
        </>
      )}
    </form>
  )
}
