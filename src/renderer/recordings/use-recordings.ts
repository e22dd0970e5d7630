import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Recording } from '../../core/modules/recordings/contract.ts'
import { queries } from '../client.ts'

const mostAsked = 500

/** The recordings of these calls, by call. */
export function useCallRecordings(calls: readonly string[]): ReadonlyMap<string, Recording> {
  const asked = calls.slice(0, mostAsked)
  const found = useQuery({
    ...queries.recordings.of.queryOptions({ input: { calls: asked } }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  })
  return new Map((found.data ?? []).map((recording) => [recording.call, recording]))
}

/** The recordings under these lines of the log, by line; of very many, those of the last ones. */
export function useEntryRecordings(entries: readonly string[]): ReadonlyMap<string, Recording> {
  const asked = entries.slice(-mostAsked)
  const found = useQuery({
    ...queries.recordings.of.queryOptions({ input: { entries: asked } }),
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
  })
  const byEntry = new Map<string, Recording>()
  for (const recording of found.data ?? []) {
    if (recording.entry !== null) byEntry.set(recording.entry, recording)
  }
  return byEntry
}

/** The recording under one line of the log. */
export function useEntryRecording(entry: string): Recording | undefined {
  return useQuery(queries.recordings.of.queryOptions({ input: { entries: [entry] } })).data?.[0]
}
