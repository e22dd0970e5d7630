import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { PendingAttachment } from '../../core/modules/attachments/contract.ts'
import { describeError } from '../ui/describe-error.ts'
import { uploadFile, UploadRefused } from './upload.ts'

export interface Sending {
  readonly key: number
  readonly file: File
  readonly part: number
  /** Why it was not kept; absent while it is on its way. */
  readonly problem?: string | undefined
  readonly maybeAsFile: boolean
}

export interface Uploads {
  readonly sending: readonly Sending[]
  readonly add: (files: readonly File[], asFile?: boolean) => void
  readonly retry: (one: Sending, asFile: boolean) => void
  readonly dismiss: (key: number) => void
}

/** Files on their way; `onKept` is called for each that the core keeps. */
export function useUploads(onKept: (kept: PendingAttachment) => void): Uploads {
  const [sending, setSending] = useState<readonly Sending[]>([])
  const next = useRef(1)
  const kept = useRef(onKept)
  useLayoutEffect(() => {
    kept.current = onKept
  })

  const change = useCallback((key: number, some: Partial<Sending>) => {
    setSending((all) => all.map((one) => (one.key === key ? { ...one, ...some } : one)))
  }, [])
  const dismiss = useCallback((key: number) => {
    setSending((all) => all.filter((one) => one.key !== key))
  }, [])
  const send = useCallback(
    (key: number, file: File, asFile: boolean) => {
      uploadFile(file, { asFile, onProgress: (part) => change(key, { part }) }).then(
        (pending) => {
          dismiss(key)
          kept.current(pending)
        },
        (error: unknown) => {
          const refused = error instanceof UploadRefused
          change(key, {
            problem: refused ? error.message : describeError(error),
            maybeAsFile: refused && error.maybeAsFile,
          })
        },
      )
    },
    [change, dismiss],
  )
  const add = useCallback(
    (files: readonly File[], asFile = false) => {
      const begun = files.map((file) => ({
        key: next.current++,
        file,
        part: 0,
        maybeAsFile: false,
      }))
      setSending((all) => [...all, ...begun])
      for (const { key, file } of begun) send(key, file, asFile)
    },
    [send],
  )
  const retry = useCallback(
    (one: Sending, asFile: boolean) => {
      change(one.key, { part: 0, problem: undefined, maybeAsFile: false })
      send(one.key, one.file, asFile)
    },
    [change, send],
  )
  return { sending, add, retry, dismiss }
}
