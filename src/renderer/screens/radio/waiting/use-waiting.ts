import { App } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { WaitingCall } from '../../../../core/modules/waiting/contract.ts'
import { queries } from '../../../client.ts'
import { describeError } from '../../../ui/describe-error.ts'
import type { TalkTarget } from '../talk-target.ts'

const nothing: readonly WaitingCall[] = []

/** The stack without what was said in a group that this seat has muted; emergencies always show. */
export function useWaiting() {
  const stack = useQuery(queries.waiting.stack.queryOptions())
  const board = useQuery(queries.talkgroups.board.queryOptions()).data ?? []
  const muted = new Set(board.filter(({ listening }) => listening === 'mute').map(({ key }) => key))
  const all = stack.data ?? nothing
  const shown = all.filter(
    ({ kind, group, gateway, claim }) =>
      kind === 'emergency' ||
      claim?.mine === true ||
      group === null ||
      !muted.has(`${gateway}:${group.number}`),
  )
  return { stack, shown, hidden: all.length - shown.length }
}

/** Said to a group: the group hears the answer. */
export function talkTargetOf(call: WaitingCall): TalkTarget {
  return {
    entry: call.id,
    gateway: call.gateway,
    number: call.group?.number ?? call.radio.number,
    group: call.group !== null,
    name: call.group?.name ?? call.radio.callSign,
  }
}

/** 接听: claims the call; its entry opens, and the talk key is for who called. */
export function useAnswer() {
  const { message } = App.useApp()
  const claim = useMutation(
    queries.waiting.claim.mutationOptions({
      onError: (error) => void message.error(describeError(error)),
    }),
  )
  return {
    press: (call: WaitingCall) => claim.mutate({ entry: call.id }),
    busy: claim.isPending,
  }
}
