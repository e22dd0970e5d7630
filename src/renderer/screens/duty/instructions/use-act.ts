import { useMutation } from '@tanstack/react-query'
import type { EntryChannel } from '../../../../core/modules/logbook/contract.ts'
import { queries } from '../../../client.ts'
import type { Act } from './acts.ts'

interface Filled {
  readonly unit: string
  readonly who: string
  readonly means: EntryChannel
  readonly at: number
  readonly words: string
  readonly evidence: string
}

/** Sends what the form of one act holds to its own procedure. */
export function useAct(act: Act, instruction: string, onSuccess: () => void) {
  const convey = useMutation(queries.instructions.convey.mutationOptions({ onSuccess }))
  const feedBack = useMutation(queries.instructions.feedBack.mutationOptions({ onSuccess }))
  const chase = useMutation(queries.instructions.chase.mutationOptions({ onSuccess }))
  const close = useMutation(queries.instructions.close.mutationOptions({ onSuccess }))
  const sendBack = useMutation(queries.instructions.sendBack.mutationOptions({ onSuccess }))
  const withdraw = useMutation(queries.instructions.withdraw.mutationOptions({ onSuccess }))
  const reopen = useMutation(queries.instructions.reopen.mutationOptions({ onSuccess }))
  const all = { convey, feedBack, chase, close, sendBack, withdraw, reopen }
  const run = ({ unit: assignee, who, means, at, words, evidence }: Filled) => {
    const of = { instruction, assignee, means }
    const senders: Readonly<Record<Act, () => void>> = {
      convey: () => convey.mutate({ ...of, receiver: who, toldAt: at, readback: words }),
      feedBack: () => feedBack.mutate({ ...of, reporter: who, saidAt: at, text: words, evidence }),
      chase: () => chase.mutate({ ...of, spokenTo: who, said: words }),
      close: () => close.mutate({ instruction, to: who, means, words }),
      sendBack: () => sendBack.mutate({ instruction, reason: words }),
      withdraw: () => withdraw.mutate({ instruction, reason: words }),
      reopen: () => reopen.mutate({ instruction, reason: words }),
    }
    senders[act]()
  }
  return { run, busy: all[act].isPending, error: all[act].error }
}
