/** Groups and channels at the desk: select, monitor, mute. */
import { implement, ORPCError } from '@orpc/server'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireRight, requireSession } from '../../seat-log.ts'
import { onIncoming, orderRadio, senders } from '../radio/index.ts'
import { talkgroupBoard } from './board.ts'
import { talkgroupsContract } from './contract.ts'
import {
  keyOf,
  pin,
  raisePin,
  remember,
  setListening,
  setMain,
  talkgroupMigrations,
  unpin,
  type GroupKey,
} from './store.ts'

function talkgroupsRouter(context: CoreContext) {
  const os = implement(talkgroupsContract).$context<SeatContext>()
  const told = (group: GroupKey) => {
    const key = keyOf(group)
    context.changed('talkgroups', [key])
    return { key }
  }
  const change =
    (act: (group: GroupKey) => void) =>
    ({ input, context: { seat } }: { input: GroupKey; context: SeatContext }) => {
      requireRight(seat, 'radio.send')
      act(input)
      return told(input)
    }
  return {
    board: os.board.handler(({ context: { seat } }) => {
      requireSession(seat)
      return talkgroupBoard(context, seat)
    }),
    choose: os.choose.handler(({ input, context: { seat } }) => {
      requireRight(seat, 'radio.send')
      const sender = senders(context).find(({ gateway }) => gateway === input.gateway)
      if (!sender?.ready) throw new ORPCError('NO_GATEWAY')
      const able = sender.commands.includes('selectGroup')
      const order = able
        ? orderRadio(context, seat, {
            gateway: input.gateway,
            target: input.number,
            group: true,
            detail: '',
            command: { kind: 'selectGroup', group: input.number },
          })
        : undefined
      setMain(context.local, seat.name, input)
      return { ...told(input), ordered: order?.id ?? null }
    }),
    listen: os.listen.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      setListening(context.local, seat.name, input, input.listening)
      return told(input)
    }),
    pin: os.pin.handler(change((group) => pin(context.local, group))),
    unpin: os.unpin.handler(change((group) => unpin(context.local, group))),
    raise: os.raise.handler(change((group) => raisePin(context.local, group))),
  }
}

export const talkgroupsModule: Module = {
  name: 'talkgroups',
  facts: [],
  projections: [],
  localMigrations: talkgroupMigrations,
  start: (context) =>
    onIncoming(context, {
      heard({ gateway, group }) {
        if (group !== null && remember(context.local, { gateway, number: group }))
          context.changed('talkgroups', [])
      },
      ended: () => context.changed('talkgroups', []),
    }),
  router: talkgroupsRouter,
}
