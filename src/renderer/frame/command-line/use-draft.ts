import { useEffect, useRef, useState } from 'react'
import { api } from '../../client.ts'

const pauseMs = 400

/**
 * Unfinished words, kept by the core after every pause in typing and given back after a crash
 * or a reload.
 */
export function useDraft(key: string) {
  const [text, setText] = useState('')
  const typed = useRef(false)
  useEffect(() => {
    const takeBack = async () => {
      const drafts = await api.drafts.list()
      const found = drafts.find((draft) => draft.key === key)
      // What is being typed now is newer than what was kept.
      if (found && !typed.current) setText(found.body)
    }
    // Without an answer the line starts empty; the draft is still in the core.
    takeBack().catch(() => undefined)
  }, [key])
  useEffect(() => {
    if (!typed.current) return
    const timer = setTimeout(() => {
      const kept = text === '' ? api.drafts.discard({ key }) : api.drafts.save({ key, body: text })
      // The words are still in the line; the next pause tries again.
      kept.catch(() => undefined)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [key, text])
  return {
    text,
    set: (next: string) => {
      typed.current = true
      setText(next)
    },
    clear: () => {
      typed.current = true
      setText('')
    },
  }
}
