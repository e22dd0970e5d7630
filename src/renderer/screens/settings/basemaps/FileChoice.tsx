import { useRef, useState } from 'react'
import { Input } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { maxUploadBytes } from '../../../../core/modules/basemaps/contract.ts'
import { api, queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fileProblem, putFile } from '../../../ui/put-file.ts'
import { sizeWords } from './basemap-words.ts'
import styles from './Basemaps.module.css'

interface FileChoiceProps<Found> {
  readonly what: 'pack' | 'source'
  readonly hint: string
  /** Ends of file names the machine's dialog offers. */
  readonly accept: string
  /** Looks at a path on the console machine. */
  readonly look: (path: string) => Promise<Found>
  /** A ticket's path for a file of that name. */
  readonly ticket: (fileName: string) => Promise<{ readonly path: string }>
  readonly onFound: (found: Found) => void
}

/** A file on the console machine by its path, or one that the page sends; what is wrong is said. */
export function FileChoice<Found>({
  what,
  hint,
  accept,
  look,
  ticket,
  onFound,
}: FileChoiceProps<Found>) {
  const [path, setPath] = useState('')
  const chooser = useRef<HTMLInputElement>(null)
  const dialog = useQuery(queries.basemaps.means.queryOptions()).data?.dialog ?? false
  const looking = useMutation({ mutationFn: look, onSuccess: onFound })
  const sending = useMutation({
    mutationFn: async (file: File) => {
      const { path: to } = await ticket(file.name.slice(-200))
      return await putFile<Found>(to, file)
    },
    onSuccess: onFound,
  })
  const choosing = useMutation({
    mutationFn: (kind: 'pack' | 'folder' | 'source') => api.basemaps.choose({ what: kind }),
    onSuccess: ({ path: chosen }) => {
      if (chosen === null) return
      setPath(chosen)
      looking.mutate(chosen)
    },
  })
  const busy = looking.isPending || sending.isPending || choosing.isPending
  const failure = [looking, sending, choosing].map(({ error }) => error).find((error) => error)
  const start = (begin: () => void) => {
    for (const one of [looking, sending, choosing]) one.reset()
    begin()
  }
  return (
    <form
      className={styles.input}
      onSubmit={(event) => {
        event.preventDefault()
        if (path.trim() !== '' && !busy) start(() => looking.mutate(path))
      }}
    >
      <Field
        label="文件在本机上的完整路径"
        hint={hint}
        problem={failure ? fileProblem(failure) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={path}
            maxLength={1000}
            onChange={({ target }) => setPath(target.value)}
          />
        )}
      </Field>
      <div className={styles.file}>
        <ActionButton
          submit
          kind="primary"
          hint="Enter"
          busy={busy}
          refusedBecause={path.trim() === '' ? '请先填路径' : undefined}
        >
          查看
        </ActionButton>
        {dialog && (
          <ActionButton busy={busy} onPress={() => start(() => choosing.mutate(what))}>
            选文件…
          </ActionButton>
        )}
        {dialog && what === 'pack' && (
          <ActionButton busy={busy} onPress={() => start(() => choosing.mutate('folder'))}>
            选瓦片文件夹…
          </ActionButton>
        )}
        <ActionButton busy={busy} onPress={() => chooser.current?.click()}>
          从本席位上传…
        </ActionButton>
        <span className={styles.note}>上传最多 {sizeWords(maxUploadBytes)}，更大的请填路径</span>
        <input
          ref={chooser}
          type="file"
          hidden
          accept={accept}
          aria-label={what === 'pack' ? '上传底图文件' : '上传数据文件'}
          onChange={({ target }) => {
            const file = target.files?.[0]
            // The same file may be chosen again after it was corrected.
            target.value = ''
            if (file) start(() => sending.mutate(file))
          }}
        />
      </div>
    </form>
  )
}
