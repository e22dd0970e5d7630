import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'
import { Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { queries } from '../../client.ts'
import type { TalkGroup } from '../../../core/modules/talkgroups/contract.ts'
import { parseTarget, targetLabel, targetOptions } from '../../radio/targets.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { describeError } from '../../ui/describe-error.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useTalkTarget, type TalkTarget } from './talk-target.ts'
import { usePushToTalk, type Hearer, type PushToTalk } from './use-push-to-talk.ts'
import styles from './RadioScreen.module.css'

/** The talk key, the biggest target of the screen; above it a call to anybody else. */
export function TalkPanel() {
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const call = useMutation(queries.radio.call.mutationOptions())
  const hangup = useMutation(queries.radio.hangup.mutationOptions())
  const board = useQuery(queries.talkgroups.board.queryOptions()).data ?? []
  const answering = useTalkTarget(({ target }) => target)
  const take = useMutation(queries.waiting.take.mutationOptions())
  const able = (targets?.gateways ?? []).filter(
    ({ ready, commands }) => ready && commands.includes('ptt'),
  )
  const main = board.find((group) => group.main)
  const gateway = able.find((one) => one.gateway === (answering ?? main)?.gateway) ?? able[0]
  const hears = hearerOf(answering, main, gateway?.gateway)
  const talk = usePushToTalk(gateway?.gateway, hears)
  const refusal = talkRefusal(answering ?? main, gateway?.gateway)
  const onPress = () => {
    // Speaking to who called is taking the call.
    if (answering) take.mutate({ entry: answering.entry })
    talk.press()
  }
  const options = targets ? targetOptions(targets, typed) : []
  const onCall = () => {
    if (chosen === undefined || !gateway) return
    const { to, group } = parseTarget(chosen)
    call.mutate({ gateway: gateway.gateway, target: to, type: group ? 'group' : 'private' })
  }
  const problem = call.error ?? hangup.error
  return (
    <section className={styles.talkPanel} aria-label="发话">
      <div className={styles.desk}>
        <div className={styles.row}>
          <Select
            aria-label="呼叫对象"
            className={styles.callee ?? ''}
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
          <ActionButton
            busy={call.isPending}
            name={chosen === undefined ? '呼叫' : `呼叫 ${targetLabel(targets, chosen)}`}
            refusedBecause={callRefusal(gateway !== undefined, chosen)}
            onPress={onCall}
          >
            呼叫
          </ActionButton>
          <ActionButton
            busy={hangup.isPending}
            refusedBecause={gateway ? undefined : '没有接通的电台网关'}
            onPress={() => gateway && hangup.mutate({ gateway: gateway.gateway })}
          >
            挂断
          </ActionButton>
        </div>
        <TalkKey
          talk={{ ...talk, press: onPress }}
          name={hears?.name ?? gateway?.gatewayName}
          refusal={refusal}
        />
        <span className={styles.note}>
          {gateway ? `经 ${gateway.gatewayName} · ` : ''}焦点在输入框时空格不发话 · 最长 60
          秒自动放开
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
    </section>
  )
}

/** Who called and is answered, else the main group of this seat; undefined: whoever hears the gateway now. */
function hearerOf(
  answering: TalkTarget | undefined,
  main: TalkGroup | undefined,
  gateway: string | undefined,
): Hearer | undefined {
  if (answering?.gateway === gateway && answering) return answering
  return main?.gateway === gateway && main
    ? { number: main.number, group: true, name: main.name }
    : undefined
}

/** The chosen group is on a gateway that cannot talk now: another one must not be keyed instead. */
function talkRefusal(
  wanted: { readonly gateway: string; readonly name: string } | undefined,
  gateway: string | undefined,
): string | undefined {
  if (gateway === undefined) return '没有接通的电台网关'
  if (wanted && wanted.gateway !== gateway) return `${wanted.name} 的网关现在不能由控制台发话`
  return undefined
}

function callRefusal(hasGateway: boolean, chosen: string | undefined): string | undefined {
  if (!hasGateway) return '没有接通的电台网关'
  return chosen === undefined ? '请先选呼叫对象' : undefined
}

/** Only where the focus is on nothing that takes a space itself. */
function spaceIsFree(target: EventTarget | null): boolean {
  if (target === document.body) return true
  // A tab that is chosen already does nothing with a space.
  if (target instanceof HTMLInputElement) return target.type === 'radio' && target.checked
  return target instanceof HTMLElement && target.dataset['talk'] === 'key'
}

function TalkKey({
  talk,
  name,
  refusal,
}: {
  readonly talk: PushToTalk
  readonly name: string | undefined
  readonly refusal: string | undefined
}) {
  const able = refusal === undefined
  const { release } = talk
  // The key listens to the window once; what it does may change with every call.
  const latest = useRef(talk.press)
  useLayoutEffect(() => {
    latest.current = talk.press
  })
  const press = useCallback(() => latest.current(), [])
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
      title={refusal}
      onPointerDown={() => able && press()}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onKeyDown={stopClick}
      onKeyUp={stopClick}
      onBlur={release}
    >
      {talk.pressed
        ? `正在发话 · ${name ?? ''}`
        : `按住发话${name === undefined ? '' : ` · ${name}`}`}
      <Kbd keys="Space" />
      {refusal !== undefined && <span className={styles.refusal}>{refusal}</span>}
    </button>
  )
}
