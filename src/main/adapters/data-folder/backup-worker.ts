/** Thread that makes one copy, so that the console goes on meanwhile. */
import '../../runtime-guard.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { takeBackup } from './backups.ts'
import { folderPaths } from './layout.ts'

const orderSchema = z.object({
  root: z.string(),
  secondDisk: z.string().optional(),
  nowMs: z.number(),
})

const order = orderSchema.parse(workerData)
parentPort?.postMessage(takeBackup(folderPaths(order.root, order.secondDisk), order.nowMs))
