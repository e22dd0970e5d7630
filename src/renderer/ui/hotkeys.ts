/**
 * Keys, in one place: what a button prints acts, `?` lists what is registered, nothing acts
 * while a Chinese input method composes, and a letter never acts inside a text field.
 */
import { createContext, use, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { inTurn, isPlainKey, matchesHotkey } from './hotkey-match.ts'

interface Hotkey {
  readonly keys: string
  readonly words: string
  readonly layer: number
  readonly behind: boolean
  readonly run: () => void
}

/** The layer a part of the page is in: an overlay is one above what it covers. */
export const HotkeyLayer = createContext(0)

const registered = new Set<Hotkey>()
const listeners = new Set<() => void>()
const layers = new Map<symbol, number>()
let listed: readonly Hotkey[] = []
let singleKeys = true

/** Single letters and digits can be switched off by who is troubled by them (UI.md rule 8). */
export function setSingleKeys(on: boolean): void {
  singleKeys = on
}

function announce(): void {
  listed = [...registered]
  for (const listener of listeners) listener()
}

function inTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  )
}

/** A key event that belongs to an input method and to nobody else. */
export function isComposing(event: {
  readonly isComposing: boolean
  readonly keyCode: number
}): boolean {
  // 229: Chromium sends the key before the composition has begun.
  return event.isComposing || event.keyCode === 229
}

/** Enter and Space press the button that has the focus, not another one. */
function pressesFocused(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false
  const { target } = event
  return (
    target instanceof HTMLElement && target.closest('button, a, summary, [role="button"]') !== null
  )
}

function onKeyDown(event: KeyboardEvent): void {
  if (isComposing(event) || event.defaultPrevented) return
  const typing = inTextField(event.target)
  const top = Math.max(0, ...layers.values())
  for (const hotkey of inTurn(registered)) {
    if (hotkey.layer < top || !matchesHotkey(event, hotkey.keys)) continue
    if (isPlainKey(hotkey.keys)) {
      if (typing && hotkey.keys !== 'Escape') continue
      if (pressesFocused(event)) continue
      if (!singleKeys && /^[A-Z0-9]$/.test(hotkey.keys)) continue
    }
    event.preventDefault()
    if (!event.repeat) hotkey.run()
    return
  }
}

/**
 * What a choice takes for itself and should not: Enter with Ctrl held is the page's, and Tab leaves
 * an open choice of several, where it would add one more or take the last one off again.
 */
function onChoiceKeyDown(event: KeyboardEvent): void {
  const { target } = event
  if (!(target instanceof HTMLElement)) return
  if (event.key === 'Tab' && target.closest('.ant-select-multiple') !== null) {
    event.stopPropagation()
    return
  }
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  if (target.closest('.ant-select') === null) return
  onKeyDown(event)
  if (event.defaultPrevented) event.stopPropagation()
}

function listen(): void {
  window.addEventListener('keydown', onChoiceKeyDown, { capture: true })
  window.addEventListener('keydown', onKeyDown)
}

function stopListening(): void {
  window.removeEventListener('keydown', onChoiceKeyDown, { capture: true })
  window.removeEventListener('keydown', onKeyDown)
}

function register(hotkey: Hotkey): () => void {
  if (registered.size === 0) listen()
  registered.add(hotkey)
  announce()
  return () => {
    registered.delete(hotkey)
    if (registered.size === 0) stopListening()
    announce()
  }
}

/**
 * Registers a key while the component is shown; the newest registration of a key wins.
 * @param keys as printed (`Alt+A`, `F2`, `/`, `N`); `undefined` registers nothing
 * @param words what it does, for the key list
 * @param behind any screen's own key goes before it, also one that was registered earlier
 */
export function useHotkey(
  keys: string | undefined,
  words: string,
  run: () => void,
  behind = false,
): void {
  const layer = use(HotkeyLayer)
  const latest = useRef(run)
  // Before the paint: a key that is printed acts at once, also for who presses it within the frame.
  useLayoutEffect(() => {
    latest.current = run
  })
  useLayoutEffect(() => {
    if (keys === undefined) return
    return register({ keys, words, layer, behind, run: () => latest.current() })
  }, [keys, words, layer, behind])
}

/** While mounted, only keys of this layer and above act: for the lock screen and overlays. */
export function useHotkeyBarrier(layer: number): void {
  useLayoutEffect(() => {
    const key = Symbol('layer')
    layers.set(key, layer)
    return () => void layers.delete(key)
  }, [layer])
}

/** Everything that can be pressed now, in the order it appeared. */
export function useHotkeyList(): readonly { readonly keys: string; readonly words: string }[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => listed,
  )
}
