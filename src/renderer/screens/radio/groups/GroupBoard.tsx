import { useState } from 'react'
import { App, Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { TalkGroup } from '../../../../core/modules/talkgroups/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { TimeAgo } from '../../../ui/Age.tsx'
import { classes } from '../../../ui/classes.ts'
import { describeError } from '../../../ui/describe-error.ts'
import { useHotkey } from '../../../ui/hotkeys.ts'
import { Kbd } from '../../../ui/Kbd.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState } from '../../../ui/states.tsx'
import { useTalkTarget } from '../talk-target.ts'
import styles from './Groups.module.css'

/** 通话组: a digit selects where this seat talks; each seat mutes for itself. */
export function GroupBoard() {
  const { message } = App.useApp()
  const board = useQuery(queries.talkgroups.board.queryOptions())
  const emergencies = useQuery(queries.radio.presence.queryOptions()).data ?? []
  const [editing, setEditing] = useState(false)
  const stopAnswering = useTalkTarget((talking) => talking.stopAnswering)
  const onError = (error: unknown) => void message.error(describeError(error))
  const choose = useMutation(queries.talkgroups.choose.mutationOptions({ onError }))
  const listen = useMutation(queries.talkgroups.listen.mutationOptions({ onError }))
  const calling = new Set(
    emergencies
      .filter(({ emergency, group }) => emergency && group !== null)
      .map(({ gateway, group }) => `${gateway}:${group?.number ?? ''}`),
  )
  const groups = board.data ?? []
  const several = new Set(groups.map(({ gateway }) => gateway)).size > 1
  return (
    <Panel
      title="通话组"
      extra={
        <ActionButton kind="quiet" onPress={() => setEditing(!editing)}>
          {editing ? '完成' : '数字键选组 · 编排'}
        </ActionButton>
      }
    >
      {board.isError && groups.length === 0 && (
        <FailingState
          title="读不到通话组"
          error={board.error}
          onRetry={() => void board.refetch()}
        />
      )}
      {board.data?.length === 0 && (
        <EmptyState title="还没有通话组" hint="听到组呼，或在编排里加入组号后出现在这里。" />
      )}
      {groups.map((group) => (
        <GroupRow
          key={group.key}
          group={group}
          withGateway={several}
          emergency={calling.has(group.key)}
          editing={editing}
          onChoose={() => {
            stopAnswering()
            choose.mutate(group)
          }}
          onMute={() =>
            listen.mutate({
              gateway: group.gateway,
              number: group.number,
              listening: group.listening === 'mute' ? 'monitor' : 'mute',
            })
          }
        />
      ))}
      {editing && <AddGroup gateways={groups} />}
    </Panel>
  )
}

function GroupRow({
  group,
  withGateway,
  emergency,
  editing,
  onChoose,
  onMute,
}: {
  readonly group: TalkGroup
  readonly withGateway: boolean
  readonly emergency: boolean
  readonly editing: boolean
  readonly onChoose: () => void
  readonly onMute: () => void
}) {
  const { number, name, digit, main, listening, talker, radios, last, noTalk, noSelect } = group
  useHotkey(digit === null ? undefined : String(digit), `选组 ${name}`, onChoose)
  const [newest] = last
  const heard = last.map(({ callSign }) => callSign).join('、')
  const here = radios.length === 0 ? '无人在组' : `在组 ${radios.length} 台`
  const why = noTalk ?? noSelect
  return (
    <div
      className={classes(styles.group, main && styles.main, emergency && styles.emergency)}
      data-group={number}
    >
      {digit === null ? <span /> : <Kbd keys={String(digit)} />}
      <button
        type="button"
        className={styles.name}
        aria-pressed={main}
        title={why ?? `最近在此组讲话的在线电台：${radios.join('、') || '无'}`}
        onClick={onChoose}
      >
        <b>
          {name}
          {name.endsWith(number) ? '' : ` ${number}`}
        </b>
        <span className={styles.note} title={heard}>
          {emergency && '紧急 · '}
          {here}
          {withGateway && ` · ${group.gatewayName}`}
          {newest && !talker && (
            <>
              {' · '}
              <TimeAgo atMs={newest.at} /> {heard}
            </>
          )}
          {why !== null && ` · ${why}`}
        </span>
      </button>
      {talker ? (
        <span className={styles.talking} title={`正在讲：${talker.callSign}`}>
          接收 {talker.callSign}
        </span>
      ) : (
        <span className={styles.note}>
          {main ? '主守 · 发话' : group.selected ? '电台在此' : ''}
        </span>
      )}
      {editing ? (
        <Arrange group={group} />
      ) : (
        <ActionButton
          kind="quiet"
          name={`${listening === 'mute' ? '取消静音' : '静音'} ${name}`}
          onPress={onMute}
        >
          {listening === 'mute' ? '已静音' : '监听'}
        </ActionButton>
      )}
    </div>
  )
}

function Arrange({ group }: { readonly group: TalkGroup }) {
  const at = { gateway: group.gateway, number: group.number }
  const pin = useMutation(queries.talkgroups.pin.mutationOptions())
  const unpin = useMutation(queries.talkgroups.unpin.mutationOptions())
  const raise = useMutation(queries.talkgroups.raise.mutationOptions())
  if (!group.pinned) {
    return (
      <ActionButton name={`固定 ${group.name}`} onPress={() => pin.mutate(at)}>
        固定
      </ActionButton>
    )
  }
  return (
    <span>
      <ActionButton kind="quiet" name={`上移 ${group.name}`} onPress={() => raise.mutate(at)}>
        ↑
      </ActionButton>
      <ActionButton kind="quiet" name={`不固定 ${group.name}`} onPress={() => unpin.mutate(at)}>
        取下
      </ActionButton>
    </span>
  )
}

/** A group nobody was heard in yet, with its name where it has one. */
function AddGroup({ gateways }: { readonly gateways: readonly TalkGroup[] }) {
  const { message } = App.useApp()
  const targets = useQuery(queries.radio.targets.queryOptions()).data
  const [number, setNumber] = useState('')
  const [name, setName] = useState('')
  const onError = (error: unknown) => void message.error(describeError(error))
  const pin = useMutation(queries.talkgroups.pin.mutationOptions({ onError }))
  const remember = useMutation(queries.radio.name.mutationOptions({ onError }))
  const gateway =
    targets?.gateways.find(({ commands }) => commands.includes('ptt'))?.gateway ??
    gateways[0]?.gateway
  const add = () => {
    if (gateway === undefined || number.trim() === '') return
    pin.mutate({ gateway, number: number.trim() }, { onSuccess: () => setNumber('') })
    if (name.trim() !== '') {
      remember.mutate(
        { what: 'group', number: number.trim(), callSign: name.trim(), remember: true },
        { onSuccess: () => setName('') },
      )
    }
  }
  return (
    <div className={styles.foot}>
      <Input
        aria-label="组号"
        className={styles.pick ?? ''}
        value={number}
        maxLength={10}
        placeholder="组号"
        onChange={(event) => setNumber(event.target.value)}
        onPressEnter={add}
      />
      <Input
        aria-label="组名"
        className={styles.pick ?? ''}
        value={name}
        maxLength={20}
        placeholder="组名（可空）"
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
      />
      <ActionButton
        hint="Enter"
        busy={pin.isPending}
        refusedBecause={
          gateway === undefined ? '没有电台网关' : number.trim() === '' ? '请先填组号' : undefined
        }
        onPress={add}
      >
        加入
      </ActionButton>
    </div>
  )
}
