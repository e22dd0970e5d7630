/** A file on its way to the core: `PUT` to a ticket's path (`/files/…`), once. */
import { describeError } from './describe-error.ts'

/** What the core said instead of keeping the file. */
class FileRefused extends Error {
  override readonly name = 'FileRefused'
}

/**
 * The core's answer, which has the shape its `taken` returns.
 * @throws with the core's own sentence where it refuses the file
 */
export async function putFile<Answer>(path: string, file: Blob): Promise<Answer> {
  const answer = await fetch(path, { method: 'PUT', body: file })
  if (answer.ok) return (await answer.json()) as Answer
  const sentence = (await answer.text()).trim()
  throw new FileRefused(sentence === '' ? '文件没有保存，请重试。' : sentence)
}

/** The sentence of a refusal is the core's own; anything else is a lost connection or a missing right. */
export const fileProblem = (error: Error): string =>
  error instanceof FileRefused ? error.message : describeError(error)
