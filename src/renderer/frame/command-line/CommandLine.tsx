import { useEffect, useRef, useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Done, Proposal, Reading } from '../../../core/modules/command/contract.ts'
import { queries } from '../../client.ts'
import { classes } from '../../ui/classes.ts'
import { describeError } from '../../ui/describe-error.ts'
import { isComposing, useHotkey } from '../../ui/hotkeys.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useSelection } from '../selection.ts'
import { completionOf, type Sayable } from './completion.ts'
import { DoneNote } from './DoneNote.tsx'
import { useLineStore } from './line-store.ts'
import { lineWith } from './line-with.ts'
import { ProposalPanel } from './ProposalPanel.tsx'
import { useDraft } from './use-draft.ts'
import { useHistory } from './use-history.ts'
import { readNow, useReading } from './use-reading.ts'
import styles from './CommandBar.module.css'

/** What the officer made of the proposal, for exactly this sentence. */
interface Own {
  readonly text: string
  readonly proposal: Proposal
  readonly words: string
}

function useSayables(): readonly Sayable[] {
  const words = useQuery(queries.command.words.queryOptions()).data
  if (!words) return []
  return [
    ...words.units.map(({ callSign, name, initials }) => ({
      text: callSign,
      also: [name, ...initials.split(' ')],
    })),
    ...words.commands.map(({ text }) => ({ text, also: [] })),
    ...words.places.map(({ text, initials }) => ({ text, also: [initials] })),
  ]
}

/**
 * One sentence, one response: what it will do is shown above the line before Enter, and the words
 * stay in the line until the core has committed them.
 */
export function CommandLine() {
  const input = useRef<HTMLInputElement>(null)
  const draft = useDraft('command')
  const history = useHistory()
  const { incident, unit, selectIncident } = useSelection()
  const noteUnit = useLineStore((line) => line.noteUnit)
  const [open, setOpen] = useState(false)
  const [own, setOwn] = useState<Own>()
  const [armedFor, setArmedFor] = useState<string>()
  const [names, setNames] = useState<Readonly<Record<string, string>>>({})
  const [done, setDone] = useState<Done>()
  const [failed, setFailed] = useState<string>()
  const { text } = draft
  const asked = { text, incident, unit, names }
  const { reading, error } = useReading(asked)
  const remember = useMutation(queries.command.remember.mutationOptions())
  const carry = useMutation(queries.command.carryOut.mutationOptions())
  const completion = completionOf(text, useSayables())
  const proposal = own?.text === text ? own.proposal : reading?.proposal
  const armed = armedFor === text

  const focus = () => {
    setOpen(true)
    input.current?.focus()
    input.current?.select()
  }
  useHotkey('/', '命令行', focus)
  useHotkey('Ctrl+K', '命令行', focus)

  const type = (next: string) => {
    setDone(undefined)
    setFailed(undefined)
    setArmedFor(undefined)
    setOpen(true)
    draft.set(next)
  }
  useTypedByKeys((put) => {
    type(lineWith(text, put.unit, put.words))
    input.current?.focus()
  })

  const carryOut = async (chosen: Proposal) => {
    try {
      const result = await carry.mutateAsync({ proposal: chosen })
      setDone(result)
      setOwn(undefined)
      setNames({})
      setArmedFor(undefined)
      setOpen(false)
      if (chosen.kind === 'openIncident' && result.incident !== null)
        selectIncident(result.incident)
      if (result.unit !== null) noteUnit(result.unit)
      history.add(text.trim())
      draft.clear(text)
      input.current?.focus()
    } catch (problem) {
      setFailed(describeError(problem))
    }
  }
  const enter = async () => {
    if (carry.isPending || text.trim() === '') return
    if (own?.text === text) return carryOut(own.proposal)
    let now: Reading | undefined
    try {
      now = await readNow(asked)
    } catch (problem) {
      return setFailed(describeError(problem))
    }
    if (!now) return
    setOpen(true)
    // Nothing is done that was not on screen: what has changed meanwhile is shown first.
    const plain = now.proposal.kind === 'log' || now.proposal.kind === 'followUp'
    const seen = reading?.headline === now.headline && reading.proposal.text === text
    if (!seen && !(plain && now.doubts.length === 0)) return
    if (now.twice && !armed) return setArmedFor(text)
    return carryOut(now.proposal)
  }
  const complete = () => {
    if (!completion) return
    type(`${text.slice(0, text.length - completion.replaces)}${completion.text} `)
  }
  const onName = (name: string, team: string, forEver: boolean) => {
    const once = () => setNames((before) => ({ ...before, [name]: team }))
    if (!forEver) once()
    else {
      remember.mutate(
        { name, unit: team },
        { onSuccess: once, onError: (problem) => setFailed(describeError(problem)) },
      )
    }
    input.current?.focus()
  }
  const problem = failed ?? (error === null ? undefined : describeError(error))
  return (
    <div
      className={styles.line}
      onBlur={(event) => {
        // Within the panel the line is still being worked on; a list of a field lives outside it.
        const to = event.relatedTarget
        if (to instanceof Node && !event.currentTarget.contains(to)) setOpen(false)
      }}
    >
      <span aria-hidden>›</span>
      <input
        ref={input}
        id="command-line"
        value={text}
        maxLength={2000}
        autoComplete="off"
        role="combobox"
        aria-expanded={open && reading !== undefined}
        aria-controls="command-proposal"
        data-draft={draft.kept ? 'kept' : 'unsaved'}
        data-read={reading?.proposal.text === text ? 'read' : 'reading'}
        placeholder="写一句，看清再按 Enter；#12 文字 记到事件 12"
        onFocus={() => setOpen(true)}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          const { key } = event
          const atEnd = input.current?.selectionStart === text.length
          if (key === 'Enter') void enter()
          else if (
            completion &&
            atEnd &&
            (key === 'ArrowRight' || (key === 'Tab' && !event.shiftKey))
          ) {
            event.preventDefault()
            complete()
          } else if (key === 'ArrowUp' || key === 'ArrowDown') {
            const line = history.step(key === 'ArrowUp' ? -1 : 1)
            if (line !== undefined) {
              event.preventDefault()
              type(line)
            }
          } else if (key === 'Escape') {
            setOpen(false)
            setArmedFor(undefined)
            input.current?.blur()
          }
        }}
      />
      {completion && open && (
        <span className={styles.completion}>
          {completion.text} <Kbd keys="Tab" />
        </span>
      )}
      {carry.isPending && <span className={styles.good}>正在保存…</span>}
      {done !== undefined && (
        <DoneNote
          key={done.storedAt}
          done={done}
          mayUndo={text === ''}
          onLine={(line) => {
            type(line)
            input.current?.focus()
          }}
        />
      )}
      <div className={styles.above} id="command-proposal">
        {problem !== undefined && (
          <div className={classes(styles.answer, styles.failed)} role="alert">
            {problem}
          </div>
        )}
        {open && reading && proposal && reading.proposal.text === text && (
          <ProposalPanel
            text={text}
            reading={reading}
            proposal={proposal}
            headline={headlineFor(reading, own?.text === text ? own : undefined)}
            armed={armed}
            busy={carry.isPending}
            onCarryOut={() => void enter()}
            onChange={(next, words) => {
              setOwn({
                text,
                proposal: next,
                words: words || (own?.text === text ? own.words : ''),
              })
              if (words !== '') input.current?.focus()
            }}
            onName={onName}
          />
        )}
      </div>
    </div>
  )
}

function headlineFor(reading: Reading, own: Own | undefined): string {
  if (!own) return reading.headline
  return own.words === '' ? `${reading.headline}（已改）` : own.words
}

/** A key somewhere on the page wrote into the line. */
function useTypedByKeys(
  take: (put: { readonly unit: string; readonly words: string }) => void,
): void {
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(
    () =>
      useLineStore.subscribe((now, before) => {
        if (now.turn !== before.turn) latest.current({ unit: now.unit, words: now.words })
      }),
    [],
  )
}
