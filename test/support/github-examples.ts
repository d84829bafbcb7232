/** A server that answers with the examples of GitHub's own description. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { loadDescription } from './github-description.ts'
import { excerpt } from './github-excerpt.ts'

const prism = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url))

/** Of these paths alone: to read the whole description takes a long time. */
export async function startExamples(paths: readonly string[]): Promise<{ url: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-examples-'))
  const file = join(folder, 'github.json')
  writeFileSync(file, JSON.stringify(excerpt(await loadDescription('ghec'), paths)))
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [prism, 'mock', file, '--port', String(port), '--host', '127.0.0.1', '--verboseLevel', 'silent'],
    { stdio: 'ignore' },
  )
  await answering(`http://127.0.0.1:${port}/meta`)
  const front = await frontOf(port)
  const close = async (): Promise<void> => {
    child.kill()
    await closed(front)
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: `http://127.0.0.1:${portOf(front)}`, close }
}

/** GitHub's own media type is not among the described ones, so that it is left out on the way. */
async function frontOf(port: number): Promise<Server> {
  const front = createServer((asked, answer) => {
    const { method, url: path, headers } = asked
    const passed = request({
      port,
      host: '127.0.0.1',
      method,
      path,
      headers: { ...headers, accept: 'application/json' },
    })
    passed.on('response', (given) => {
      answer.writeHead(given.statusCode ?? 500, given.headers)
      given.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  return listening(front)
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return server
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => void server.close(resolve))
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

async function freePort(): Promise<number> {
  const taken = await listening(createServer())
  const port = portOf(taken)
  await closed(taken)
  return port
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    const answered = await fetch(url).then(
      ({ status }) => status < 500,
      () => false,
    )
    if (answered) return
    await sleep(250)
  }
  throw new Error('The server of examples did not start.')
}
