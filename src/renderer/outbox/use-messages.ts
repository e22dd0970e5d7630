/** The messages that went out, and what of them waits for a person. */
import { useEffect, useRef, type RefObject } from 'react'
import { create } from 'zustand'
import { useQuery } from '@tanstack/react-query'
import type { ShownMessage } from '../../core/modules/outbox/contract.ts'
import { queries } from '../client.ts'

const none = { rows: [], messages: 0, recipients: 0 }

/** Those of which a recipient waits, newest first, and how many there are in all. */
export function useWaitingMessages() {
  return useQuery(queries.outbox.waiting.queryOptions({ input: {} })).data ?? none
}

export function useNewestMessage(): ShownMessage | undefined {
  return useQuery(queries.outbox.recent.queryOptions({ input: { limit: 1 } })).data?.[0]
}

interface Asking {
  /** Counts up: each time, the first recipient that waits takes the focus. */
  readonly asked: number
  readonly ask: () => void
}

const useAsking = create<Asking>()((set) => ({
  asked: 0,
  ask: () => set(({ asked }) => ({ asked: asked + 1 })),
}))

/** For other panels of the screen: the way to the first recipient that waits. */
export const useToWaiting = (): (() => void) => useAsking(({ ask }) => ask)

/** Takes the focus when another panel asks for it; not for what was asked before it was there. */
export function useFocusWhenAsked(target: RefObject<HTMLElement | null>): void {
  const { asked } = useAsking()
  const done = useRef(asked)
  useEffect(() => {
    if (asked === done.current) return
    done.current = asked
    target.current?.focus()
    target.current?.scrollIntoView({ block: 'nearest' })
  }, [asked, target])
}
