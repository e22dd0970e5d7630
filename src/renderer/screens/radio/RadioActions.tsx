import { useState } from 'react'
import { InputNumber } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Presence } from '../../../core/modules/radio/contract.ts'
import { restraintWord, type Restraint } from '../../../core/modules/restraint/contract.ts'
import { queries } from '../../client.ts'
import { Outcome } from '../../radio/Outcome.tsx'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { RestraintForm } from './restraint/RestraintForm.tsx'
import { StatusCode } from './StatusCode.tsx'
import styles from './RadioScreen.module.css'

const restraints: readonly Restraint[] = ['stun', 'revive', 'monitor']

/** What can be ordered of one radio; what its gateway cannot says so, and each result stays in view. */
export function RadioActions({
  radio,
  onWrite,
}: {
  readonly radio: Presence
  readonly onWrite: () => void
}) {
  const locate = useMutation(queries.radio.locate.mutationOptions())
  const check = useMutation(queries.radio.check.mutationOptions())
  const call = useMutation(queries.radio.call.mutationOptions())
  const status = useMutation(queries.radio.sendStatus.mutationOptions())
  const [seconds, setSeconds] = useState<number | null>(30)
  const [restraint, setRestraint] = useState<Restraint>()
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const orders = useQuery(
    queries.radio.traffic.queryOptions({
      input: { kind: 'command', number: radio.number, limit: 3 },
    }),
  ).data
  const able = targets?.gateways.find(({ gateway }) => gateway === radio.gateway)
  const unable = (command: NonNullable<typeof able>['commands'][number]) => {
    if (!able?.ready) return `网关「${radio.gatewayName}」未接通`
    return able.commands.includes(command) ? undefined : '这个网关不支持该操作'
  }
  const at = { gateway: radio.gateway, target: radio.number }
  const problem = locate.error ?? check.error ?? call.error ?? status.error
  return (
    <>
      <div className={styles.row} role="group" aria-label={`对 ${radio.callSign}`}>
        <b>{radio.callSign}</b>
        <ActionButton kind="primary" refusedBecause={unable('sendText')} onPress={onWrite}>
          发短信
        </ActionButton>
        <ActionButton
          busy={call.isPending}
          refusedBecause={unable('call')}
          onPress={() => call.mutate({ ...at, type: 'private' })}
        >
          呼叫
        </ActionButton>
        <ActionButton
          busy={check.isPending}
          refusedBecause={unable('check')}
          onPress={() => check.mutate(at)}
        >
          检测
        </ActionButton>
        <ActionButton
          busy={locate.isPending}
          refusedBecause={unable('locate')}
          onPress={() => locate.mutate(at)}
        >
          定位一次
        </ActionButton>
        <InputNumber
          aria-label="定位间隔秒数"
          controls={false}
          className={styles.seconds ?? ''}
          value={seconds}
          min={5}
          max={3600}
          suffix="秒"
          onChange={setSeconds}
        />
        <ActionButton
          busy={locate.isPending}
          refusedBecause={unable('locate') ?? (seconds === null ? '请填间隔秒数' : undefined)}
          onPress={() => seconds !== null && locate.mutate({ ...at, intervalS: seconds })}
        >
          定时定位
        </ActionButton>
        <ActionButton
          busy={locate.isPending}
          refusedBecause={unable('locate')}
          onPress={() => locate.mutate({ ...at, intervalS: 0 })}
        >
          停止定位
        </ActionButton>
        {unable('sendStatus') === undefined && (
          <StatusCode
            word="发状态"
            busy={status.isPending}
            onSend={(code) => status.mutate({ ...at, code })}
          />
        )}
        <span className={styles.note}>须双人确认：</span>
        {restraints.map((command) => (
          <ActionButton
            key={command}
            refusedBecause={unable(command)}
            onPress={() => setRestraint(command)}
          >
            {`${restraintWord(command)}…`}
          </ActionButton>
        ))}
      </div>
      {restraint && (
        <RestraintForm
          key={restraint}
          command={restraint}
          gateway={radio.gateway}
          radio={radio.number}
          name={radio.callSign}
          onDone={() => setRestraint(undefined)}
        />
      )}
      {problem !== null && (
        <span className={styles.bad} role="alert">
          {describeError(problem)}
        </span>
      )}
      <div className={styles.results} role="status" aria-label="指令结果">
        {orders?.rows.map((row) => (
          <span key={row.id}>
            {row.body} <Outcome row={row} />
            {row.cause !== '' && <span className={styles.bad}>：{row.cause}</span>}
          </span>
        ))}
      </div>
    </>
  )
}
