import { useState } from 'react'
import { Input, Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import {
  spotResults,
  type SpotCheck,
  type SpotResult,
} from '../../../../core/modules/spot-checks/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import { useAtNow } from '../../../ui/now.ts'
import { ReasonForm } from './ReasonForm.tsx'
import styles from './Presence.module.css'

const resultOptions = spotResults.map(([value, label]) => ({ value, label }))

/** A call that rings: A at the answer, then who it was and what was found. */
export function RunningCheck({ check }: { readonly check: SpotCheck }) {
  const [noAnswer, setNoAnswer] = useState(false)
  const [withdrawing, setWithdrawing] = useState(false)
  const seconds = useAtNow((now) => Math.max(0, Math.floor((now - check.at) / 1000)))
  const answered = useMutation(queries.spotChecks.answered.mutationOptions())
  const withdraw = useMutation(queries.spotChecks.withdraw.mutationOptions())
  if (withdrawing) {
    return (
      <ReasonForm
        label="作废原因"
        save="作废"
        busy={withdraw.isPending}
        error={withdraw.error}
        onSave={(reason) => withdraw.mutate({ check: check.id, reason })}
        onDone={() => setWithdrawing(false)}
      />
    )
  }
  if (check.answeredAt !== null || noAnswer || !check.measured) {
    return <Conclude check={check} noAnswer={noAnswer} />
  }
  return (
    <>
      <span>
        正在查 {check.unitName} {check.contact}{' '}
        <span className={styles.seconds} role="timer">
          {seconds} 秒
        </span>
      </span>
      {answered.error !== null && (
        <span className={styles.problem}>{describeError(answered.error)}</span>
      )}
      <div className={styles.row}>
        <ActionButton
          kind="primary"
          hotkey="A"
          busy={answered.isPending}
          onPress={() => answered.mutate({ check: check.id })}
        >
          对方应答
        </ActionButton>
        <ActionButton hotkey="N" onPress={() => setNoAnswer(true)}>
          无人应答
        </ActionButton>
        <ActionButton kind="quiet" onPress={() => setWithdrawing(true)}>
          作废
        </ActionButton>
      </div>
    </>
  )
}

/** What the seconds suggest is chosen first; a person decides. */
function suggested(check: SpotCheck, noAnswer: boolean, slowSecs: number): SpotResult {
  if (noAnswer) return 'absent'
  return check.answerSecs !== null && check.answerSecs > slowSecs ? 'late' : 'ok'
}

function Conclude({ check, noAnswer }: { readonly check: SpotCheck; readonly noAnswer: boolean }) {
  const slowSecs = useQuery(queries.spotChecks.limit.queryOptions()).data?.slowSecs ?? 30
  const [result, setResult] = useState<SpotResult>()
  const [answeredBy, setAnsweredBy] = useState('')
  const [problem, setProblem] = useState('')
  const [fix, setFix] = useState('')
  const conclude = useMutation(queries.spotChecks.conclude.mutationOptions())
  const chosen = result ?? suggested(check, noAnswer, slowSecs)
  const missing = chosen !== 'ok' && problem.trim() === '' ? '请写是什么问题' : undefined
  const save = () => {
    if (conclude.isPending || missing !== undefined) return
    conclude.mutate({ check: check.id, result: chosen, answeredBy, problem, fix })
  }
  return (
    <div
      className={styles.form}
      role="group"
      aria-label="查岗结果"
      onKeyDown={formKeys(save, () => undefined)}
    >
      <span>
        {check.unitName}{' '}
        <span className={styles.seconds}>
          {check.answerSecs === null ? '没有应答' : `${check.answerSecs} 秒应答`}
        </span>
        <span className={styles.note}> 超过 {slowSecs} 秒为过慢</span>
      </span>
      <Segmented<SpotResult>
        aria-label="结果"
        value={chosen}
        options={resultOptions}
        onChange={setResult}
      />
      <Input
        autoFocus
        aria-label="应答人"
        placeholder="应答人姓名职务"
        maxLength={40}
        value={answeredBy}
        onChange={(event) => setAnsweredBy(event.target.value)}
      />
      <Input
        aria-label="查岗问题"
        placeholder={chosen === 'ok' ? '问题（可空）' : '是什么问题（必填）'}
        maxLength={200}
        value={problem}
        onChange={(event) => setProblem(event.target.value)}
      />
      <Input
        aria-label="整改要求"
        placeholder="整改要求（可空）"
        maxLength={200}
        value={fix}
        onChange={(event) => setFix(event.target.value)}
      />
      {conclude.error !== null && (
        <div className={styles.problem} role="alert">
          没有保存，所填内容还在。{describeError(conclude.error)}
        </div>
      )}
      <div className={styles.row}>
        <ActionButton
          kind="primary"
          hint="Enter"
          busy={conclude.isPending}
          refusedBecause={missing}
          onPress={save}
        >
          记结果
        </ActionButton>
      </div>
    </div>
  )
}
