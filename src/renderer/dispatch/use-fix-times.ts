import { useEffect, useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { onPositions, queries } from '../client.ts'

const unitKey = 'unit:'
/** Ages are told in minutes, so the table need not follow every fix. */
const refreshMs = 5000

/** When each unit was last located, by unit id; renewed every few seconds, never per fix. */
export function useFixTimes(): ReadonlyMap<string, number> {
  const latest = useQuery(queries.positions.latest.queryOptions()).data
  const times = useRef(new Map<string, number>())
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map())
  useEffect(() => {
    for (const { key, at, quality } of latest ?? []) {
      if (quality === 'good' && key.startsWith(unitKey))
        times.current.set(key.slice(unitKey.length), at)
    }
    setShown(new Map(times.current))
  }, [latest])
  useEffect(() => {
    let dirty = false
    const stop = onPositions((batch) => {
      for (const { key, at, valid } of batch) {
        if (!valid || !key.startsWith(unitKey)) continue
        times.current.set(key.slice(unitKey.length), at)
        dirty = true
      }
    })
    const timer = setInterval(() => {
      if (dirty) setShown(new Map(times.current))
      dirty = false
    }, refreshMs)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [])
  return shown
}
