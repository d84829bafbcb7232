import type { Command } from 'commander'
import { connectors } from '../../connectors/index.ts'
import { rules } from '../../rules/index.ts'
import { unknownName } from '../house.ts'
import { toStdout } from '../output.ts'

const shells = ['bash', 'zsh', 'fish'] as const

/** A completion script made from the commands and options that there are. */
export async function completion(shell: string, program: Command): Promise<number> {
  const scripts: { readonly [shell: string]: (program: Command) => string } = { bash, zsh, fish }
  const make = scripts[shell]
  if (!make) throw unknownName('', 'shell', shell, Object.keys(scripts))
  await toStdout([make(program)])
  return 0
}

function flagsOf(command: Command): string[] {
  return command.options.flatMap((option) =>
    [option.long, option.short].filter((flag) => flag !== undefined && flag !== null),
  )
}

/** What may stand after a command, where that is one of a few words; elsewhere it is a file. */
function wordsAfter(command: string): readonly string[] {
  if (['doctor', 'scan', 'collect', 'permissions'].includes(command)) return connectors.map(({ meta }) => meta.id)
  if (command === 'explain') return rules.map(({ id }) => id)
  return command === 'completion' ? shells : []
}

function bash(program: Command): string {
  const names = program.commands.map((command) => command.name())
  const flags = program.commands.map((command) => `    ${command.name()}) words="${flagsOf(command).join(' ')}" ;;`)
  const after = names
    .filter((name) => wordsAfter(name).length > 0)
    .map((name) => `    ${name}) words="${wordsAfter(name).join(' ')}" ;;`)
  return `# bash completion for muster: source <(muster completion bash)
_muster() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="${names.join(' ')}"
  elif [[ "$current" == -* ]]; then case "\${COMP_WORDS[1]}" in
${flags.join('\n')}
  esac
  else case "\${COMP_WORDS[1]}" in
${after.join('\n')}
  esac; fi
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
  [ "\${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=( $(compgen -f -- "$current") )
}
complete -o filenames -F _muster muster
`
}

function quoted(text: string): string {
  return text.replaceAll("'", '’').replaceAll(/[[\]:]/g, ' ')
}

function zshWords(command: string): string {
  const words = wordsAfter(command)
  return words.length > 0 ? `(${words.join(' ')})` : '_files'
}

function zsh(program: Command): string {
  const names = program.commands.map((command) => `    '${command.name()}:${quoted(command.description())}'`)
  const cases = program.commands.map((command) => {
    const flags = command.options.flatMap((option) =>
      option.long ? [`'${option.long}[${quoted(option.description)}]'`] : [],
    )
    return `    ${command.name()}) _arguments ${flags.join(' ')} '*:argument:${zshWords(command.name())}' ;;`
  })
  return `#compdef muster
# zsh completion for muster: muster completion zsh > "\${fpath[1]}/_muster"
_muster() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then _describe 'command' commands; return; fi
  local command=\${words[2]}
  shift words; (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _muster muster
`
}

function fish(program: Command): string {
  const lines = program.commands.flatMap((command) => [
    `complete -c muster -n __fish_use_subcommand -a ${command.name()} -d '${quoted(command.description())}'`,
    ...wordsAfter(command.name()).map(
      (word) => `complete -c muster -n '__fish_seen_subcommand_from ${command.name()}' -a ${word}`,
    ),
    ...command.options.flatMap((option) =>
      option.long
        ? [
            `complete -c muster -n '__fish_seen_subcommand_from ${command.name()}' -l ${option.long.slice(2)} -d '${quoted(option.description)}'`,
          ]
        : [],
    ),
  ])
  return `# fish completion for muster: muster completion fish > ~/.config/fish/completions/muster.fish\n${lines.join('\n')}\n`
}
