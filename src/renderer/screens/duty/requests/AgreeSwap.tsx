import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { ShownSwap } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { ViolationWords } from '../roster/ViolationWords.tsx'
import { PersonChoice } from './PersonChoice.tsx'
import type { Self } from './self.ts'

/** The other one agrees; where nobody was named, who takes it. */
export function AgreeSwap({ self, swap }: { readonly self: Self; readonly swap: ShownSwap }) {
  const answer = useMutation(queries.rosters.answerSwap.mutationOptions())
  const [to, setTo] = useState(self.person)
  const own = (swap.to?.id ?? to) === self.person
  const word = swap.to === null ? (own ? '我来顶' : '记下由此人顶') : own ? '同意' : '记下对方同意'
  return (
    <>
      {swap.to === null && <PersonChoice self={self} value={to} label="谁来顶" onChange={setTo} />}
      <ActionButton
        kind="primary"
        hotkey="Y"
        busy={answer.isPending}
        refusedBecause={
          swap.to === null && to === swap.from.id ? '不能自己顶自己的班，请选别人' : undefined
        }
        onPress={() =>
          answer.mutate({
            swap: swap.id,
            agree: true,
            reason: '',
            ...(swap.to === null ? { to } : {}),
          })
        }
      >
        {word}
      </ActionButton>
      <ProblemNote error={answer.error}>
        <ViolationWords error={answer.error} />
      </ProblemNote>
    </>
  )
}
