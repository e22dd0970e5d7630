/**
 * The text of a report under one officer's hands. What is typed is kept as a draft after every
 * pause and becomes a fact when the field is left; a text changed elsewhere meanwhile never
 * overwrites it (UI rule 15).
 */
import { useEffect, useRef, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import type { ReportDetail, ReportElementState } from '../../core/modules/reports/contract.ts'
import { queries } from '../client.ts'
import { useFormDraft } from '../log/use-form-draft.ts'

interface Typed {
  readonly text: string
  /** What stood there when the typing began, and the writes it came from. */
  readonly was: string
  readonly seen: ReportElementState['seen']
}
type TypedMap = Readonly<Record<string, Typed>>

const empty = { typed: '{}' }
const isBlank = ({ typed }: { readonly typed: string }) => typed === '{}'

function isTyped(value: unknown): value is Typed {
  return (
    typeof value === 'object' &&
    value !== null &&
    'text' in value &&
    'was' in value &&
    'seen' in value &&
    typeof value.text === 'string' &&
    typeof value.was === 'string' &&
    Array.isArray(value.seen)
  )
}

/** The draft is our own JSON; one of another version is left alone. */
function read(typed: string): TypedMap {
  const map = JSON.parse(typed) as unknown
  if (typeof map !== 'object' || map === null) return {}
  const known: Record<string, Typed> = {}
  for (const [key, value] of Object.entries(map)) if (isTyped(value)) known[key] = value
  return known
}

export interface ReportText {
  /** What the field shows. */
  readonly textOf: (element: ReportElementState) => string
  readonly isDirty: (key: string) => boolean
  /** What stands now where somebody else wrote it while this field was being typed in. */
  readonly elsewhere: (element: ReportElementState) => string | undefined
  readonly change: (element: ReportElementState, text: string) => void
  readonly focus: (element: ReportElementState) => void
  /** The field is left: its words become a fact, unless it was changed elsewhere meanwhile. */
  readonly leave: (element: ReportElementState) => void
  /** Takes the text from elsewhere, or from the record; the typed words go. */
  readonly drop: (key: string) => void
  /** Mine stays, in full view of the other text. */
  readonly keep: (element: ReportElementState) => void
  /** Writes a text at once: what the record says now. */
  readonly put: (element: ReportElementState, text: string) => void
  /** Everything typed is recorded; `false` where something is not, and its field says why. */
  readonly flush: () => Promise<boolean>
  readonly problemOf: (key: string) => unknown
  readonly recovered: boolean
  readonly savedAt: number | undefined
  readonly dirty: number
}

export function useReportText(report: ReportDetail): ReportText {
  const draft = useFormDraft(`report:${report.id}`, empty, isBlank)
  const typed = read(draft.form.typed)
  const latest = useRef(typed)
  latest.current = typed
  const [held, setHeld] = useState<{ readonly key: string } & Typed>()
  const [problems, setProblems] = useState<Readonly<Record<string, unknown>>>({})
  const { mutateAsync } = useMutation(queries.reports.setText.mutationOptions())
  const elements = [report.titleState, ...report.elements]

  const store = (map: TypedMap) => {
    latest.current = map
    draft.set({ typed: JSON.stringify(map) })
  }
  const forget = (keys: readonly string[]) => {
    const left = Object.entries(latest.current).filter(([key]) => !keys.includes(key))
    store(Object.fromEntries(left))
  }

  // What is recorded and shown by the core needs no draft any more.
  useEffect(() => {
    const done = elements
      .filter(({ key, text }) => latest.current[key]?.text === text)
      .map(({ key }) => key)
    if (done.length > 0) forget(done)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when the core's text changes
  }, [report])

  const save = async (key: string, text: string, seen: Typed['seen']): Promise<boolean> => {
    try {
      await mutateAsync({ report: report.id, element: key, text, seen: [...seen] })
      setProblems(({ [key]: _solved, ...others }) => others)
      return true
    } catch (error) {
      // Shown at the field; the words stay in it and in the draft.
      setProblems((others) => ({ ...others, [key]: error }))
      return false
    }
  }

  const base = (element: ReportElementState): Typed => {
    const { key, text, seen } = element
    if (latest.current[key]) return latest.current[key]
    return held?.key === key ? held : { text, was: text, seen }
  }
  const elsewhere = (element: ReportElementState) => {
    const mine = typed[element.key] ?? (held?.key === element.key ? held : undefined)
    const { text } = element
    return mine && text !== mine.was && text !== mine.text ? text : undefined
  }
  const flushOne = (element: ReportElementState) => {
    const mine = latest.current[element.key]
    if (!mine || mine.text === element.text) return Promise.resolve(true)
    return save(element.key, mine.text, mine.seen)
  }
  return {
    textOf: ({ key, text }) =>
      typed[key]?.text ?? (held?.key === key && held.text !== text ? held.text : text),
    isDirty: (key) => typed[key] !== undefined,
    elsewhere,
    change: (element, text) => {
      const { was, seen } = base(element)
      const { [element.key]: _before, ...others } = latest.current
      store(text === element.text ? others : { ...others, [element.key]: { text, was, seen } })
    },
    focus: ({ key, text, seen }) => setHeld({ key, text, was: text, seen }),
    leave: (element) => {
      setHeld(undefined)
      if (elsewhere(element) === undefined) void flushOne(element)
    },
    drop: (key) => {
      setHeld(undefined)
      forget([key])
    },
    keep: (element) => {
      const { text } = base(element)
      store({ ...latest.current, [element.key]: { text, was: element.text, seen: element.seen } })
      void save(element.key, text, element.seen)
    },
    put: (element, text) => void save(element.key, text, element.seen),
    async flush() {
      const done = await Promise.all(elements.map(flushOne))
      return done.every(Boolean)
    },
    problemOf: (key) => problems[key],
    recovered: draft.recovered,
    savedAt: draft.savedAt,
    dirty: Object.keys(typed).length,
  }
}
