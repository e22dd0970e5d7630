import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../client.ts'
import { describeError } from '../../ui/describe-error.ts'

/** Who shall hear it. */
export interface Hearer {
  readonly number: string
  readonly group: boolean
  readonly name: string
}

export interface PushToTalk {
  readonly pressed: boolean
  /** Why the transmitter did not go on, in words. */
  readonly problem: string | undefined
  readonly press: () => void
  readonly release: () => void
}

/** Holds the transmitter's key; it is let go when the pointer, the key or the window goes away. */
export function usePushToTalk(gateway: string | undefined, hearer: Hearer | undefined): PushToTalk {
  const [pressed, setPressed] = useState(false)
  const [problem, setProblem] = useState<string>()
  const held = useRef(false)
  const number = hearer?.number
  const group = hearer?.group ?? false
  const tell = useCallback(
    async (down: boolean) => {
      try {
        const { outcome, outcomeWord, cause } = await api.radio.ptt({
          pressed: down,
          ...(gateway === undefined ? {} : { gateway }),
          ...(number === undefined ? {} : { to: { number, group } }),
        })
        if (outcome === 'confirmed' || outcome === 'accepted') return
        setProblem(cause === '' ? outcomeWord : `${outcomeWord}：${cause}`)
      } catch (error) {
        setProblem(describeError(error))
      }
      held.current = false
      setPressed(false)
    },
    [gateway, number, group],
  )
  const press = useCallback(() => {
    if (held.current) return
    held.current = true
    setPressed(true)
    setProblem(undefined)
    void tell(true)
  }, [tell])
  const release = useCallback(() => {
    if (!held.current) return
    held.current = false
    setPressed(false)
    void tell(false)
  }, [tell])
  useEffect(() => {
    window.addEventListener('blur', release)
    return () => {
      window.removeEventListener('blur', release)
      release()
    }
  }, [release])
  return { pressed, problem, press, release }
}
