import type { Command } from 'commander'
import { unknownName } from '../house.ts'
import { toStdout } from '../output.ts'

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

function bash(program: Command): string {
  const cases = program.commands.map((command) => `    ${command.name()}) words="${flagsOf(command).join(' ')}" ;;`)
  return `# bash completion for muster: source <(muster completion bash)
_muster() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then words="${program.commands.map((command) => command.name()).join(' ')}"
  elif [[ "$current" == -* ]]; then case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  else COMPREPLY=( $(compgen -f -- "$current") ); return; fi
  COMPREPLY=( $(compgen -W "$words" -- "$current") )
}
complete -o filenames -F _muster muster
`
}

function quoted(text: string): string {
  return text.replaceAll("'", '’').replaceAll(/[[\]:]/g, ' ')
}

function zsh(program: Command): string {
  const names = program.commands.map((command) => `    '${command.name()}:${quoted(command.description())}'`)
  const cases = program.commands.map((command) => {
    const flags = command.options.flatMap((option) =>
      option.long ? [`'${option.long}[${quoted(option.description)}]'`] : [],
    )
    return `    ${command.name()}) _arguments ${flags.join(' ')} '*:file:_files' ;;`
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
