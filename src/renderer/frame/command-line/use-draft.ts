import { useEffect, useRef, useState } from 'react'
import { api } from '../../client.ts'

const pauseMs = 400

/**
 * Unfinished words, kept by the core after every pause in typing and given back after a crash
 * or a reload.
 */
export function useDraft(key: string) {
  const [text, setText] = useState('')
  const [kept, setKept] = useState('')
  const typed = useRef(false)
  useEffect(() => {
    const takeBack = async () => {
      const drafts = await api.drafts.list()
      const found = drafts.find((draft) => draft.key === key)
      // What is being typed now is newer than what was kept.
      if (!found || typed.current) return
      setText(found.body)
      setKept(found.body)
    }
    // Without an answer the line starts empty; the draft is still in the core.
    takeBack().catch(() => undefined)
  }, [key])
  useEffect(() => {
    if (!typed.current) return
    const timer = setTimeout(() => {
      const keep = async () => {
        await (text === '' ? api.drafts.discard({ key }) : api.drafts.save({ key, body: text }))
        setKept(text)
      }
      // The words are still in the line; the next pause tries again.
      keep().catch(() => undefined)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [key, text])
  return {
    text,
    /** What is in the line survives a crash of the page. */
    kept: kept === text,
    set: (next: string) => {
      typed.current = true
      setText(next)
    },
    /** Empties the line if it still holds what was saved; what was typed meanwhile stays. */
    clear: (savedText: string) => {
      typed.current = true
      setText((current) => (current === savedText ? '' : current))
    },
  }
}
