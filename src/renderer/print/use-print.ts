import { useMutation } from '@tanstack/react-query'
import { queries } from '../client.ts'
import { fetchOffer } from './fetch-offer.ts'

type Offered = { readonly path: string; readonly name: string; readonly lines?: number }

/** What is being made, what was made last, and what went wrong. */
export function usePrint() {
  const onSuccess = (offer: Offered) => fetchOffer(offer)
  const print = useMutation(queries.documents.print.mutationOptions({ onSuccess }))
  const exportLog = useMutation(queries.documents.exportLog.mutationOptions({ onSuccess }))
  const kept = useMutation(queries.documents.openKept.mutationOptions({ onSuccess }))
  const all = [print, exportLog, kept]
  const last = all.toSorted((one, other) => other.submittedAt - one.submittedAt)[0]
  return {
    print: print.mutate,
    exportLog: exportLog.mutate,
    openKept: kept.mutate,
    busy: all.some(({ isPending }) => isPending),
    done: last?.isSuccess ? (last.data satisfies Offered as Offered) : undefined,
    error: last?.isError ? last.error : undefined,
  }
}

export type Print = ReturnType<typeof usePrint>

/** Whether this person may take the whole log away. */
export function exportRefusal(rights: readonly string[] | undefined): string | undefined {
  return rights?.includes('export') ? undefined : '当前岗位没有“导出”权限，请主班或带班领导导出。'
}
