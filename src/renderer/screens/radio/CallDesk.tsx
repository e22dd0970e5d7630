import { useEffect, useState, type KeyboardEvent } from 'react'
import { Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import { parseTarget, targetLabel, targetOptions } from '../../radio/targets.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Panel } from '../../ui/Panel.tsx'
import { usePushToTalk, type PushToTalk } from './use-push-to-talk.ts'
import styles from './RadioScreen.module.css'

/** Calls a group or a radio over a gateway's own transmitter, and holds its key. */
export function CallDesk() {
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const [via, setVia] = useState<string>()
  const call = useMutation(queries.radio.call.mutationOptions())
  const hangup = useMutation(queries.radio.hangup.mutationOptions())
  const able = (targets?.gateways ?? []).filter(
    ({ ready, commands }) => ready && commands.includes('ptt'),
  )
  const gateway = able.find((one) => one.gateway === via) ?? able[0]
  const talk = usePushToTalk(gateway?.gateway)
  const options = targets ? targetOptions(targets, typed) : []
  const onCall = () => {
    if (chosen === undefined || !gateway) return
    const { to, group } = parseTarget(chosen)
    call.mutate({ gateway: gateway.gateway, target: to, type: group ? 'group' : 'private' })
  }
  const problem = call.error ?? hangup.error
  return (
    <Panel title="呼叫" extra={<span className={styles.note}>语音用电台话筒</span>}>
      <div className={styles.desk}>
        {able.length > 1 && (
          <Select
            aria-label="发话的网关"
            value={gateway?.gateway ?? null}
            options={able.map((one) => ({ value: one.gateway, label: one.gatewayName }))}
            onChange={setVia}
          />
        )}
        <Select
          aria-label="呼叫对象"
          showSearch
          allowClear
          placeholder="呼号、组号"
          value={chosen ?? null}
          options={options}
          optionFilterProp="words"
          onSearch={setTyped}
          onChange={(key) => setChosen(key ?? undefined)}
          notFoundContent="没有这个呼号；可直接输入电台号或组号"
        />
        <div className={styles.row}>
          <ActionButton
            busy={call.isPending}
            refusedBecause={callRefusal(gateway !== undefined, chosen)}
            onPress={onCall}
          >
            {chosen === undefined ? '呼叫' : `呼叫 ${targetLabel(targets, chosen)}`}
          </ActionButton>
          <ActionButton
            busy={hangup.isPending}
            refusedBecause={gateway ? undefined : '没有接通的电台网关'}
            onPress={() => gateway && hangup.mutate({ gateway: gateway.gateway })}
          >
            挂断
          </ActionButton>
        </div>
        <TalkKey talk={talk} name={gateway?.gatewayName} />
        <span className={styles.note}>
          空格键按住发话；焦点在输入框时不发话；最长 60 秒自动放开。
        </span>
        {talk.problem !== undefined && (
          <span className={styles.bad} role="alert">
            发话没有接通：{talk.problem}
          </span>
        )}
        {problem !== null && (
          <span className={styles.bad} role="alert">
            {describeError(problem)}
          </span>
        )}
      </div>
    </Panel>
  )
}

function callRefusal(hasGateway: boolean, chosen: string | undefined): string | undefined {
  if (!hasGateway) return '没有接通的电台网关'
  return chosen === undefined ? '请先选呼叫对象' : undefined
}

/** Only where the focus is on nothing that takes a space itself. */
function spaceIsFree(target: EventTarget | null): boolean {
  return (
    target === document.body || (target instanceof HTMLElement && target.dataset['talk'] === 'key')
  )
}

function TalkKey({ talk, name }: { readonly talk: PushToTalk; readonly name: string | undefined }) {
  const able = name !== undefined
  const { press, release } = talk
  useEffect(() => {
    const down = (event: globalThis.KeyboardEvent) => {
      if (
        event.code !== 'Space' ||
        event.repeat ||
        event.isComposing ||
        !able ||
        !spaceIsFree(event.target)
      )
        return
      event.preventDefault()
      press()
    }
    const up = (event: globalThis.KeyboardEvent) => {
      if (event.code === 'Space') release()
    }
    window.addEventListener('keydown', down)
    window.addEventListener('keyup', up)
    return () => {
      window.removeEventListener('keydown', down)
      window.removeEventListener('keyup', up)
    }
  }, [able, press, release])
  const stopClick = (event: KeyboardEvent) => {
    if (event.code === 'Space') event.preventDefault()
  }
  return (
    <button
      type="button"
      data-talk="key"
      className={styles.talk}
      aria-pressed={talk.pressed}
      aria-disabled={!able}
      title={able ? undefined : '没有接通的电台网关'}
      onPointerDown={() => able && press()}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={stopClick}
      onKeyUp={stopClick}
      onBlur={release}
    >
      {talk.pressed ? `正在发话 · ${name ?? ''}` : `按住发话${able ? ` · ${name}` : ''}`}
    </button>
  )
}
