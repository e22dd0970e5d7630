import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { RollSheet } from '../../../../core/modules/rollcall/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './RollCall.module.css'

const usualText = '点名，请回复位置和电池'

/** The console asks over the gateway: only when a person lets it, one station after the other. */
export function AskBar({ sheet }: { readonly sheet: RollSheet }) {
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const [via, setVia] = useState<string>()
  const [texting, setTexting] = useState(false)
  const [text, setText] = useState(usualText)
  const ask = useMutation(
    queries.rollcall.ask.mutationOptions({ onSuccess: () => setTexting(false) }),
  )
  const stop = useMutation(queries.rollcall.stopAsking.mutationOptions())
  const ready = (targets?.gateways ?? []).filter((one) => one.ready)
  const canCheck = ready.filter(({ commands }) => commands.includes('check'))
  const canText = ready.filter(({ commands }) => commands.includes('sendText'))
  const missing = sheet.lines.filter((line) => line.missing && line.number !== null).length
  const order = (how: 'check' | 'text') => {
    const able = how === 'check' ? canCheck : canText
    const gateway = able.find((one) => one.gateway === via)?.gateway ?? able[0]?.gateway
    ask.mutate({ roll: sheet.id, how, text: how === 'text' ? text : '', gateway: gateway ?? null })
  }
  const send = () => {
    if (text.trim() !== '' && !ask.isPending) order('text')
  }
  const whyNot = (able: number) =>
    missing === 0 ? '没有要问的台。' : able === 0 ? '没有能用的电台网关，请用话音点名。' : undefined
  if (sheet.asking) {
    const { how, callSign, left } = sheet.asking
    return (
      <div className={styles.bar} role="status">
        <span>
          自动点名（{how === 'check' ? '在线检查' : '短信'}）：{callSign ?? '…'}，还有 {left} 台
        </span>
        <span className={styles.grow} />
        <ActionButton busy={stop.isPending} onPress={() => stop.mutate({ roll: sheet.id })}>
          停止
        </ActionButton>
      </div>
    )
  }
  return (
    <div className={styles.bar}>
      <span className={styles.note}>自动{sheet.state === 'retry' ? '补点' : '点名'}</span>
      {ready.length > 1 && (
        <Select
          aria-label="自动点名的网关"
          className={styles.net ?? ''}
          value={via ?? ready[0]?.gateway ?? null}
          options={ready.map((one) => ({ value: one.gateway, label: one.gatewayName }))}
          onChange={setVia}
        />
      )}
      <ActionButton
        hotkey="Alt+O"
        busy={ask.isPending}
        refusedBecause={whyNot(canCheck.length)}
        onPress={() => order('check')}
      >
        {`在线检查 ${missing} 台`}
      </ActionButton>
      <ActionButton
        refusedBecause={whyNot(canText.length)}
        onPress={() => setTexting((was) => !was)}
      >
        发短信点名
      </ActionButton>
      {texting && (
        <span className={styles.line} onKeyDown={formKeys(send, () => setTexting(false))}>
          <Input
            autoFocus
            aria-label="点名短信"
            className={styles.text ?? ''}
            maxLength={60}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ActionButton
            kind="primary"
            hint="Enter"
            busy={ask.isPending}
            refusedBecause={text.trim() === '' ? '请填写要发的文字。' : undefined}
            onPress={send}
          >
            {`发给 ${missing} 台`}
          </ActionButton>
        </span>
      )}
      {ask.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(ask.error)}
        </span>
      )}
    </div>
  )
}
