import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Terminal, TerminalOptions } from '../support/tui-tmux.ts'
import { hasTmux, openTerminal, prompt, root } from '../support/tui-tmux.ts'

const poll = { timeout: 15_000, interval: 50 }
const main = 'node test/support/tui-main.ts'
// Any colour, foreground or background: 30-49 and 90-107.
const colour = /\u001B\[(?:\d+;)*(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])(?:;\d+)*m/

let terminal: Terminal | undefined

beforeAll(() => {
  const built = existsSync(join(root, 'dist/src/report/tui/explorer.js'))
  if (!built) throw new Error('The explorer is not built. Run npm run build first.')
})

afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.error(terminal?.screen())
  terminal?.close()
  terminal = undefined
})

async function start(options: TerminalOptions): Promise<Terminal> {
  const opened = openTerminal(options)
  terminal = opened
  await expect.poll(opened.screen, poll).toContain(prompt)
  opened.type(`export EXPORT_DIRECTORY=${opened.directory}/exports PID_FILE=${opened.directory}/pid`)
  opened.keys('Enter')
  opened.type(`clear; ${main}; echo "exit=$?"`)
  opened.keys('Enter')
  await expect.poll(opened.screen, poll).toContain('1/300 findings')
  return opened
}

async function shows(opened: Terminal, text: string | RegExp): Promise<void> {
  await expect.poll(opened.screen, poll).toMatch(text)
}

/** Whether the alternate screen is on, whether the cursor is seen, and how the shell reads lines. */
async function stateOf(opened: Terminal): Promise<string> {
  opened.type('clear; stty -a | tr ";" "\\n" | grep -ow -e "-*icanon" -e "-*echo" | paste -sd "+"')
  opened.keys('Enter')
  await shows(opened, /^-?icanon\+-?echo$/m)
  return `${opened.ask('#{alternate_on} #{cursor_flag}')} ${/^-?icanon.*$/m.exec(opened.screen())?.[0]}`
}
const restored = '0 1 icanon+echo'

const where = hasTmux ? 'in tmux' : 'skipped: tmux is not on this machine'

describe.skipIf(!hasTmux)(`explorer ${where}`, { timeout: 60_000 }, () => {
  test('a walk at 100x30: move, filter, go down, come back, copy, export, resize, quit', async () => {
    const opened = await start({ columns: 100, rows: 30 })
    expect(opened.ask('#{alternate_on} #{cursor_flag}')).toBe('1 0')

    opened.type('jjj')
    await shows(opened, /4\/300 findings/)
    opened.keys('C-d')
    await shows(opened, /15\/300 findings/)
    opened.keys('g')
    await shows(opened, /1\/300 findings/)

    opened.type('/sev:crit')
    await shows(opened, /20 of 300/)
    opened.keys('Enter')
    await shows(opened, /Filter: sev:crit/)

    opened.keys('j', 'Enter')
    await shows(opened, /Findings › Identity can become administrator/)
    opened.keys('j', 'Enter')
    await shows(opened, /administrator › billing-export-1/)
    await shows(opened, /credential +AKIA/)
    opened.keys('Escape')
    await shows(opened, /2\/\d+ lines/)
    opened.keys('BSpace')
    await shows(opened, /2\/20 of 300 findings/)

    opened.keys('y')
    await shows(opened, /Copied arn:aws:iam::444455556666:user\/billing-export-1/)
    const copied = Buffer.from('arn:aws:iam::444455556666:user/billing-export-1').toString('base64')
    await expect.poll(opened.raw, poll).toContain(`\u001B]52;c;${copied}\u0007`)
    expect(opened.raw()).toContain('\u001BPtmux;')

    writeFileSync(opened.ask('#{pane_tty}'), '\u001B[HSOMETHING ELSE WRITES HERE')
    await shows(opened, /SOMETHING ELSE/)
    opened.keys('C-l')
    await shows(opened, /^Muster 0\.1\.0 · read-only/)
    expect(opened.screen()).not.toContain('SOMETHING')

    opened.keys('e')
    await shows(opened, /Export 20 rows as/)
    opened.keys('c')
    await shows(opened, /Wrote 20 rows to/)
    const [file] = readdirSync(join(opened.directory, 'exports'))
    const path = join(opened.directory, 'exports', file ?? '')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(21)
    expect(lines.slice(1).every((line) => line.startsWith('C '))).toBe(true)

    opened.resize(60, 20)
    await shows(opened, /^Enter open.*q quit$/m)
    expect(opened.screen()).not.toContain('│')
    await shows(opened, /2\/20 of 300 findings/)
    opened.resize(30, 8)
    await shows(opened, /Too small: 30x8/)
    opened.resize(100, 30)
    await shows(opened, /│/)

    opened.keys('q')
    await shows(opened, /left the explorer\nexit=0/)
    expect(await stateOf(opened)).toBe(restored)
  })

  test('a walk at 60x20: every line fits, the detail opens below, Ctrl-C leaves', async () => {
    const opened = await start({ columns: 60, rows: 20 })
    await shows(opened, /^Muster 0\.1\.0 · read-only · 2026-11-21 · partial · 3 scopes$/m)
    opened.keys('2')
    await shows(opened, /1\/70 identities/)
    opened.keys('Enter')
    await shows(opened, /grant +AdministratorAccess/)
    opened.keys('p')
    await shows(opened, /─{60}/)
    await shows(opened, /Native id: arn:aws/)
    opened.keys('?')
    await shows(opened, /Half a page down/)
    opened.keys('Escape', '4')
    await shows(opened, /iam:GenerateCredent/)
    opened.keys('C-c')
    await shows(opened, /exit=0/)
    expect(await stateOf(opened)).toBe(restored)
  })

  test.each([
    { columns: 100, rows: 30, beside: true },
    { columns: 60, rows: 20, beside: false },
  ])('a chain walked at $columns x $rows: hop by hop, to what breaks it, and back', async ({ beside, ...size }) => {
    const opened = await start({ ...size, env: { NO_COLOR: '1' } })
    opened.keys('Enter')
    await shows(opened, /path +to role\/admin by lambda-001/)
    opened.keys('j', 'j', 'j', 'Enter')
    await shows(opened, /› iam-012 \+ sts-001 \+ lambda-003/)
    await shows(opened, /Verdict: proven/)
    opened.keys('j', 'j', 'j')
    await shows(opened, /^> hop 2 +→ role\/metrics-agent-12/m)
    await shows(opened, /How: assumes/)
    expect(opened.screen().includes('│')).toBe(beside)

    opened.keys('Enter')
    await shows(opened, /› hop 2 of 3/)
    opened.keys('j')
    await shows(opened, /Allow in hop, statement 1/)
    // To the end of the detail, which is no longer than that.
    opened.type('JJJJJJJJ')
    await shows(opened, />     "sts:AssumeRole"/)
    expect(opened.screen()).toMatch(/ {6}"sts:TagSession",/)
    opened.keys(']')
    await shows(opened, /› hop 3 of 3/)
    opened.keys('j')
    await shows(opened, /Allow in deploy, statement 2/)
    opened.keys('Escape')
    await shows(opened, /^> hop 2/m)

    opened.keys('Y')
    await shows(opened, /Copied the statement that breaks the path/)
    const copied = Buffer.from('{\n  "Sid": "BreakIam012"').toString('base64').slice(0, 24)
    await expect.poll(opened.raw, poll).toContain(`\u001B]52;c;${copied}`)
    opened.keys(']')
    await shows(opened, /› ec2-001/)
    await shows(opened, /if +aws:MultiFactorAuthPresent|Verdict: conditional/)
    opened.keys('?')
    await shows(opened, /Half a page down/)
    if (!beside) opened.type('jjjjjjjjjjj')
    await shows(opened, /\] +In a path or a hop: the next one/)
    opened.keys('Escape')
    await shows(opened, /^Enter open {2}Esc back {2}\] next .*q quit$/m)
    opened.keys('Escape')
    await shows(opened, /4\/10 lines/)
    expect(opened.raw()).not.toMatch(colour)
    opened.keys('q')
    await shows(opened, /exit=0/)
  })

  test('hostile and wide names neither steer the terminal nor move the columns', async () => {
    const opened = await start({ columns: 100, rows: 30 })
    opened.keys('j', 'j', 'j', 'j', 'j', 'k', 'k')
    await shows(opened, /4\/300 findings/)
    expect(opened.screen()).toMatch(/^> C ◆\? +eviltxt\.exe +can become/m)
    const rows = opened.screen().split('\n')
    const bars = rows.filter((row) => row.includes('│')).map((row) => cellsBefore(row, '│'))
    expect(bars.length).toBeGreaterThan(10)
    expect(new Set(bars).size).toBe(1)
    expect(opened.raw()).not.toContain('owned')
    expect(opened.ask('#{pane_title}')).not.toContain('owned')
    opened.keys('q')
    await shows(opened, /exit=0/)
  })

  test('keys pressed before the screen is there wait for it, and leave no trace on it', async () => {
    const opened = openTerminal({ columns: 100, rows: 30 })
    terminal = opened
    await expect.poll(opened.screen, poll).toContain(prompt)
    opened.type(`printf "left over"; ${main} 20000 20000; echo "exit=$?"`)
    opened.keys('Enter')
    await shows(opened, /left over/)
    opened.type('jj?')
    await shows(opened, /^Move /)
    opened.keys('Escape')
    await shows(opened, /^Muster 0\.1\.0 · read-only/)
    await shows(opened, /3\/20,000 findings/)
    opened.keys('q')
    await shows(opened, /exit=0/)
    expect(await stateOf(opened)).toBe(restored)
  })

  test('a TERM signal restores the terminal, and then ends the process', async () => {
    const opened = await start({ columns: 100, rows: 30 })
    process.kill(Number(readFileSync(join(opened.directory, 'pid'), 'utf8')), 'SIGTERM')
    await shows(opened, /exit=143/)
    expect(await stateOf(opened)).toBe(restored)
  })

  test('an error while drawing restores the terminal, and says what it was', async () => {
    const opened = await start({ columns: 100, rows: 30, env: { BROKEN: '1' } })
    opened.type('jj')
    await shows(opened, /this evidence cannot be drawn/)
    await shows(opened, /exit=1/)
    expect(await stateOf(opened)).toBe(restored)
  })

  test('without colour the selected row is marked, and no colour is sent', async () => {
    const opened = await start({ columns: 100, rows: 30, env: { NO_COLOR: '1' } })
    opened.keys('j')
    await shows(opened, /^> C ◆ +billing-export-1/m)
    expect(opened.raw()).not.toMatch(colour)
    opened.keys('q')
    await shows(opened, /exit=0/)
  })

  test('with colour severity has one', async () => {
    const opened = await start({ columns: 100, rows: 30 })
    expect(opened.raw()).toMatch(colour)
    opened.keys('q')
    await shows(opened, /exit=0/)
  })
})

describe.skipIf(!hasTmux)(`live progress ${where}`, { timeout: 60_000 }, () => {
  test('redraws what runs, keeps what is done, and on Ctrl-C says that it stops', async () => {
    const opened = openTerminal({ columns: 60, rows: 20 })
    terminal = opened
    await expect.poll(opened.screen, poll).toContain(prompt)
    opened.type('clear; node test/support/tui-progress-main.ts 2 200; echo "exit=$?"')
    opened.keys('Enter')
    await shows(opened, /and 188 more; 2 done, 200 running/)
    expect(opened.ask('#{alternate_on}')).toBe('0')
    await shows(opened, /^aws account-1: 2 of 3 steps seen/m)
    opened.keys('C-c')
    await shows(opened, /Stopping; Ctrl-C again leaves at once/)
    await shows(opened, /Collected 2 scopes[^]*exit=0/)
    expect(opened.screen()).not.toContain('SCOPE')
    expect(await stateOf(opened)).toBe(restored)
  })
})

/** Cells to the left of a sign, as the terminal holds them: tmux prints a wide character once for its two cells. */
function cellsBefore(row: string, sign: string): number {
  const wide = /[\u3040-\u30FF\u4E00-\u9FFF]|\p{Emoji_Presentation}/u
  return Array.from(row.slice(0, row.indexOf(sign))).reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0)
}

describe('for screen readers, without a terminal', () => {
  test('answers line by line, on the normal screen', () => {
    const commands = ['2', 'back', 'filter sev:crit', 'coverage', 'detail 1', 'quit']
    const { stdout, stderr, status } = spawnSync(process.execPath, ['test/support/tui-main.ts'], {
      cwd: root,
      encoding: 'utf8',
      input: commands.map((line) => `${line}\n`).join(''),
      env: { ...process.env, INK_SCREEN_READER: 'true' },
    })
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout).not.toContain('\u001B')
    expect(stdout).toContain('1. sev critical, subject ci-deployer-0')
    expect(stdout).toContain('Findings: 20 of 300.')
    expect(stdout).toContain('Next: Allow iam:GenerateCredentialReport')
    expect(stdout).toContain('left the explorer')
  })
})
