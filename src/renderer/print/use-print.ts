import { useMutation } from '@tanstack/react-query'
import { queries } from '../client.ts'
import { fetchOffer } from './fetch-offer.ts'

interface Offered {
  readonly path: string
  readonly name: string
  readonly lines?: number
}

/** One way to ask the core for a file, as far as it is told on the page. */
interface Asked {
  readonly submittedAt: number
  readonly isPending: boolean
  readonly data: Offered | undefined
  readonly error: Error | null
}

export interface Made {
  readonly busy: boolean
  /** What was made last. */
  readonly done: Offered | undefined
  readonly error: Error | undefined
}

/** Of several ways to make a file: whether one is at it, and what became of the last that was asked for. */
export function madeLast(all: readonly Asked[]): Made {
  const last = all.toSorted((one, other) => other.submittedAt - one.submittedAt)[0]
  return {
    busy: all.some(({ isPending }) => isPending),
    done: last?.data,
    error: last?.error ?? undefined,
  }
}

/** Documents and logs on paper or as files: what is being made, what was made last, what went wrong. */
export function usePrint() {
  const onSuccess = (offer: Offered) => fetchOffer(offer)
  const print = useMutation(queries.documents.print.mutationOptions({ onSuccess }))
  const exportLog = useMutation(queries.documents.exportLog.mutationOptions({ onSuccess }))
  const kept = useMutation(queries.documents.openKept.mutationOptions({ onSuccess }))
  return {
    print: print.mutate,
    exportLog: exportLog.mutate,
    openKept: kept.mutate,
    ...madeLast([print, exportLog, kept]),
  }
}

export type Print = ReturnType<typeof usePrint>

/** Whether this person may take the whole log away. */
export function exportRefusal(rights: readonly string[] | undefined): string | undefined {
  return rights?.includes('export') ? undefined : '当前岗位没有“导出”权限，请主班或带班领导导出。'
}
