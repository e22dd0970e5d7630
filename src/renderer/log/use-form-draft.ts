import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../client.ts'

const pauseMs = 300

/** A form as it is kept: flat, so that a draft of an older version still fills what it knows. */
export type FormValues = Readonly<Record<string, string | number | boolean>>

/** Forms opened since the page was loaded: their drafts are ours, not left over from a crash. */
const opened = new Set<string>()

function merged<Form extends FormValues>(empty: Form, body: string): Form | undefined {
  let kept: unknown
  try {
    kept = JSON.parse(body)
  } catch {
    // Written by something else under the same key: it stays in the core, the form starts empty.
    return undefined
  }
  if (typeof kept !== 'object' || kept === null) return undefined
  const known = Object.entries(kept).filter(
    ([name, value]) => name in empty && typeof value === typeof empty[name],
  )
  return { ...empty, ...Object.fromEntries(known) }
}

export interface FormDraft<Form extends FormValues> {
  readonly form: Form
  /** Came back after a crash or a reload: 已恢复. */
  readonly recovered: boolean
  /** What was kept is back, or there is nothing: only now may something be filled in by itself. */
  readonly ready: boolean
  /** When the core last kept it; `undefined` while something typed is not kept yet. */
  readonly savedAt: number | undefined
  readonly set: (change: Partial<Form>) => void
  /** After the form was recorded: starts again from `next` and forgets the draft. */
  readonly clear: (next?: Form) => void
}

/**
 * A form whose words the core keeps after every pause in typing, and when the form is left.
 * The key must not change while the form is shown (give the component the same `key`).
 */
export function useFormDraft<Form extends FormValues>(
  key: string,
  empty: Form,
  isBlank: (form: Form) => boolean,
): FormDraft<Form> {
  const [form, setForm] = useState(empty)
  const [recovered, setRecovered] = useState(false)
  const [ready, setReady] = useState(false)
  const [savedAt, setSavedAt] = useState<number>()
  const unsaved = useRef<Form>(undefined)
  const typed = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const keep = useCallback(() => {
    clearTimeout(timer.current)
    const now = unsaved.current
    if (!now) return
    unsaved.current = undefined
    const body = JSON.stringify(now)
    const kept = isBlank(now)
      ? api.drafts.discard({ key }).then(() => undefined)
      : api.drafts.save({ key, body }).then(({ savedAt: at }) => at)
    // Not kept: the words are still in the form, and the next pause tries again.
    kept.then(setSavedAt, () => (unsaved.current ??= now))
  }, [key, isBlank])

  useEffect(() => {
    const before = opened.has(key)
    opened.add(key)
    const bringBack = async () => {
      const draft = (await api.drafts.list()).find((one) => one.key === key)
      const found = draft && merged(empty, draft.body)
      // What was typed meanwhile is newer than what was kept.
      if (!draft || !found || typed.current || isBlank(found)) return
      setForm(found)
      setSavedAt(draft.savedAt)
      setRecovered(!before)
    }
    // Without an answer the form starts empty; the draft is still in the core.
    bringBack()
      .catch(() => undefined)
      .finally(() => setReady(true))
    return keep
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once per form: `empty` is its start
  }, [key, keep])

  const change = (next: Form) => {
    typed.current = true
    unsaved.current = next
    setForm(next)
    setSavedAt(undefined)
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, pauseMs)
  }
  return {
    form,
    recovered,
    ready,
    savedAt,
    set: (some) => change({ ...form, ...some }),
    clear: (next = empty) => {
      setRecovered(false)
      change(next)
      keep()
    },
  }
}
