/**
 * The page's one player of recordings: what is started stops what was playing. Starting one is on
 * record; going on after a pause, or seeking, is the same listening.
 */
import { useEffect, useSyncExternalStore } from 'react'
import { api } from '../client.ts'
import { describeError } from '../ui/describe-error.ts'

export type Player =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly id: string }
  | {
      readonly kind: 'ready'
      readonly id: string
      readonly playing: boolean
      readonly atS: number
      readonly lengthS: number
    }
  | { readonly kind: 'failed'; readonly id: string; readonly why: string }

let now: Player = { kind: 'none' }
let audio: HTMLAudioElement | undefined
const listeners = new Set<() => void>()

function enter(next: Player): void {
  now = next
  for (const listener of listeners) listener()
}

/** The sound of this path, or why there is none. */
async function soundAt(path: string): Promise<string> {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error((await answer.text()).trim())
  return URL.createObjectURL(await answer.blob())
}

function letGo(): void {
  if (!audio) return
  audio.pause()
  URL.revokeObjectURL(audio.src)
  audio.removeAttribute('src')
  audio = undefined
}

function listenTo(element: HTMLAudioElement, id: string): void {
  const tell = () => {
    if (audio !== element) return
    const lengthS = Number.isFinite(element.duration) ? element.duration : 0
    enter({ kind: 'ready', id, playing: !element.paused, atS: element.currentTime, lengthS })
  }
  for (const name of ['loadedmetadata', 'play', 'pause', 'timeupdate', 'seeked', 'ended'])
    element.addEventListener(name, tell)
  element.addEventListener('error', () => {
    if (audio !== element) return
    letGo()
    enter({ kind: 'failed', id, why: '这段声音放不出来，文件可能损坏。' })
  })
}

/** Starts what the console gives a path for. */
export async function startSound(id: string, pathOf: () => Promise<string>): Promise<void> {
  letGo()
  enter({ kind: 'loading', id })
  try {
    const source = await soundAt(await pathOf())
    if (now.kind !== 'loading' || now.id !== id) return URL.revokeObjectURL(source)
    audio = new Audio(source)
    listenTo(audio, id)
    await audio.play()
  } catch (error) {
    letGo()
    enter({ kind: 'failed', id, why: describeError(error) })
  }
}

/** Starts a recording, or pauses and goes on with the one that is open. */
export function toggleRecording(id: string): void {
  if (now.kind === 'loading' && now.id === id) return
  if (now.kind !== 'ready' || now.id !== id || !audio)
    return void startSound(id, async () => (await api.recordings.play({ recording: id })).path)
  if (audio.paused) void audio.play()
  else audio.pause()
}

export function seek(toS: number): void {
  if (audio) audio.currentTime = Math.max(0, Math.min(toS, audio.duration || 0))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const shownBy = new Map<string, number>()

/** Nothing sounds that no part of the page shows: a locked page is silent, too. */
function show(id: string): () => void {
  shownBy.set(id, (shownBy.get(id) ?? 0) + 1)
  return () => {
    shownBy.set(id, (shownBy.get(id) ?? 1) - 1)
    // A list that is drawn anew takes it up again at once.
    queueMicrotask(() => {
      if ((shownBy.get(id) ?? 0) > 0) return
      shownBy.delete(id)
      if (now.kind === 'none' || now.id !== id) return
      letGo()
      enter({ kind: 'none' })
    })
  }
}

/** The player as far as it concerns this recording. */
export function usePlayer(id: string): Player {
  useEffect(() => show(id), [id])
  const player = useSyncExternalStore(subscribe, () => now)
  return player.kind !== 'none' && player.id === id ? player : { kind: 'none' }
}
