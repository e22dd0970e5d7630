import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { api } from '../client.ts'
import { useLayout, type Layout } from '../ui/layout-store.ts'
import { themeNames } from '../ui/tokens.ts'

const layoutSchema = z.object({
  theme: z.enum(themeNames),
  fontStep: z.number().int(),
  sizes: z.record(z.string(), z.array(z.number())),
  singleKeys: z.boolean(),
})

function plain({ theme, fontStep, sizes, singleKeys }: Layout): string {
  return JSON.stringify({ theme, fontStep, sizes, singleKeys })
}

/** A layout kept by an older or newer version may not fit; then the seat starts from the usual one. */
function read(body: string): Layout | undefined {
  try {
    return layoutSchema.parse(JSON.parse(body))
  } catch {
    return undefined
  }
}

const pauseMs = 800

/** Takes the seat's layout from the core, and gives it back a moment after each change. */
export function useLayoutSync(seatName: string | undefined): void {
  const adopt = useLayout((layout) => layout.adopt)
  const known = useRef<string>(undefined)
  useEffect(() => {
    if (seatName === undefined) return
    const take = async () => {
      const { body } = await api.people.layout()
      const layout = body === null ? undefined : read(body)
      known.current = plain(layout ?? useLayout.getState())
      if (layout) adopt(layout)
    }
    // Without an answer the page keeps its own copy.
    take().catch(() => undefined)
  }, [seatName, adopt])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = useLayout.subscribe((layout) => {
      const body = plain(layout)
      if (known.current === undefined || body === known.current) return
      clearTimeout(timer)
      timer = setTimeout(() => {
        known.current = body
        api.people.saveLayout({ body }).catch(() => undefined)
      }, pauseMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
}
