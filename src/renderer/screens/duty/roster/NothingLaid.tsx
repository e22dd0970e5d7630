import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { monthWord } from '../month-words.ts'

/** A month without shifts: made by the patterns, then filled. */
export function NothingLaid({ month }: { readonly month: string }) {
  const lay = useMutation(queries.rosters.lay.mutationOptions())
  return (
    <EmptyState
      title={`${monthWord(month)}还没有排班`}
      hint={
        lay.error === null
          ? '先按班制建立班次再逐格填人，或用“自动排班”一次排好；已有表格的可以导入。'
          : describeError(lay.error)
      }
    >
      <ActionButton
        kind="primary"
        hotkey="Enter"
        busy={lay.isPending}
        onPress={() => lay.mutate({ month })}
      >
        建立班次
      </ActionButton>
    </EmptyState>
  )
}
