import { useEffect, useState } from 'react'
import {
  AudioOutlined,
  FileImageOutlined,
  FileOutlined,
  FileTextOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons'
import type { PendingAttachment } from '../../core/modules/attachments/contract.ts'
import { api } from '../client.ts'
import styles from './Attachments.module.css'

const icons = {
  photo: FileImageOutlined,
  audio: AudioOutlined,
  video: VideoCameraOutlined,
  document: FileTextOutlined,
  file: FileOutlined,
} as const

/** What a browser can draw by itself. */
const drawable = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/bmp',
  'image/avif',
])
/** A bigger one is opened by hand: fifty thumbnails must not fill the memory. */
const mostBytes = 12 * 1024 * 1024

type Shown = Pick<PendingAttachment, 'id' | 'name' | 'type' | 'kind' | 'size'>

export async function bytesOf(id: string): Promise<Blob> {
  const { path } = await api.attachments.open({ id })
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`the file was answered with ${answer.status}`)
  return answer.blob()
}

/** The picture itself where it is one, else the sign of its kind. */
export function Thumbnail({ attachment }: { readonly attachment: Shown }) {
  const { id, name, type, kind, size } = attachment
  const [url, setUrl] = useState<string>()
  const draws = kind === 'photo' && drawable.has(type) && size <= mostBytes
  useEffect(() => {
    if (!draws) return
    let made: string | undefined
    let gone = false
    bytesOf(id).then(
      (blob) => {
        if (gone) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      },
      // The sign stays; opening the file says what is wrong with it.
      () => undefined,
    )
    return () => {
      gone = true
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [id, draws])
  const Icon = icons[kind]
  return (
    <span className={styles.thumb}>
      {url === undefined ? <Icon aria-hidden /> : <img src={url} alt={name} />}
    </span>
  )
}
