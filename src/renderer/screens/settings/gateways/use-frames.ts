import { useEffect, useRef, useState } from 'react'
import type { GatewayFrame } from '../../../../core/modules/gateways/contract.ts'
import { api } from '../../../client.ts'

const everyMs = 1000
/** As many as the console itself keeps. */
const maxShown = 500

/** The gateway's last frames, newest first, followed while not paused. Give the gateway as `key`. */
export function useFrames(gateway: string, paused: boolean) {
  const [frames, setFrames] = useState<readonly GatewayFrame[]>([])
  const [error, setError] = useState<unknown>(null)
  const last = useRef(0)
  useEffect(() => {
    if (paused) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let ended = false
    const follow = async () => {
      try {
        const news = await api.gateways.frames({ id: gateway, after: last.current })
        if (ended) return
        setError(null)
        last.current = news.at(-1)?.seq ?? last.current
        if (news.length > 0)
          setFrames((before) => [...news.toReversed(), ...before].slice(0, maxShown))
      } catch (problem) {
        if (!ended) setError(problem)
      }
      if (!ended) timer = setTimeout(() => void follow(), everyMs)
    }
    void follow()
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [gateway, paused])
  return { frames, error }
}
