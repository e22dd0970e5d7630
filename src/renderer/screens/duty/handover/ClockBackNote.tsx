import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { ReasonAsk } from './ReasonAsk.tsx'

/** The clock stands before the last step: nothing goes on until a person has compared it. */
export function ClockBackNote() {
  const note = useMutation(queries.handovers.noteClock.mutationOptions())
  return (
    <ProblemNote error="本机时钟比交接的上一步早，可能被往回拨过。请先校对时钟；现在的时间确实对的，写明怎样核对的再继续。已接收的各项都在。">
      <ReasonAsk
        ask="时钟已核对…"
        hint="怎样核对的，如：与卫星时间、117 报时一致"
        yes="继续"
        busy={note.isPending}
        error={note.error}
        onYes={(reason) => note.mutate({ reason })}
      />
    </ProblemNote>
  )
}
