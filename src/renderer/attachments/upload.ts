/** Brings one file to the core: a ticket, then the bytes, with what has gone so far. */
import {
  maxAttachmentBytes,
  pendingSchema,
  sizeText,
  type PendingAttachment,
} from '../../core/modules/attachments/contract.ts'
import { api } from '../client.ts'

/** What the core said instead of keeping it, in a sentence. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused'
  /** It was named like a photo and is none: it may still be kept as a plain file. */
  readonly maybeAsFile: boolean
  constructor(sentence: string, maybeAsFile: boolean) {
    super(sentence)
    this.maybeAsFile = maybeAsFile
  }
}

export interface UploadOptions {
  readonly asFile: boolean
  /** 0 … 1 */
  readonly onProgress: (part: number) => void
}

function put(path: string, file: File, onProgress: (part: number) => void): Promise<unknown> {
  // Only this old interface says how much of a body has left.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', path)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total)
    })
    request.addEventListener('error', () =>
      reject(new UploadRefused('与调度台主机的连接中断，文件没有保存。请重试。', false)),
    )
    request.addEventListener('load', () => {
      if (request.status === 200) return resolve(JSON.parse(request.responseText))
      const sentence = request.responseText.trim() || '文件没有保存，请重试。'
      reject(new UploadRefused(sentence, request.status === 415))
    })
    request.send(file)
  })
}

export async function uploadFile(file: File, options: UploadOptions): Promise<PendingAttachment> {
  if (file.size > maxAttachmentBytes) {
    const limit = sizeText(maxAttachmentBytes)
    const sentence = `“${file.name}”有 ${sizeText(file.size)}，最多 ${limit}，没有保存。请压缩或分成几个。`
    throw new UploadRefused(sentence, false)
  }
  if (file.size === 0) throw new UploadRefused(`“${file.name}”是空的，没有保存。`, false)
  const { path } = await api.attachments.upload({ name: file.name, asFile: options.asFile })
  return pendingSchema.parse(await put(path, file, options.onProgress))
}

/** Files of a drop or a paste; a pasted picture has no name of its own. */
export function filesOf(transfer: DataTransfer | null, at: string): File[] {
  const files = [...(transfer?.files ?? [])]
  return files.map((file, place) => {
    if (!/^(?:image|blob)\.?\w*$/.test(file.name)) return file
    const extension = file.type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'png'
    const number = files.length > 1 ? `-${place + 1}` : ''
    return new File([file], `粘贴图片 ${at.replaceAll(':', '')}${number}.${extension}`, {
      type: file.type,
    })
  })
}
