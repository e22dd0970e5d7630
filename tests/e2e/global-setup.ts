import { buildIfStale } from '../../scripts/start-build.ts'

export default function globalSetup(): void {
  if (!buildIfStale()) throw new Error('the build failed')
}
