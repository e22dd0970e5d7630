/** Kinds of attachments with their words. */
export const attachmentKinds = ['photo', 'audio', 'video', 'document', 'file'] as const
export type AttachmentKindKey = (typeof attachmentKinds)[number]

const labels: Readonly<Record<AttachmentKindKey, string>> = {
  photo: '照片',
  audio: '录音',
  video: '视频',
  document: '文档',
  file: '文件',
}

export function attachmentWord(kind: AttachmentKindKey): string {
  return labels[kind]
}

const units = ['B', 'KB', 'MB'] as const

/** `3.2 MB` */
export function sizeText(bytes: number): string {
  let size = bytes
  let place = 0
  while (size >= 1024 && place < units.length - 1) {
    size /= 1024
    place += 1
  }
  return `${place === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[place] ?? ''}`
}
