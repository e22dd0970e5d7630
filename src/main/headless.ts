import './runtime-guard.ts'
import { main } from './headless-main.ts'

process.exitCode = await main(process.argv.slice(2))
