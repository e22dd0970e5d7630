import './runtime-guard.ts'
