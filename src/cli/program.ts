/** Every command, its arguments and options; what a command does is loaded when it is called. */
import { Command, Option } from 'commander'
import {
  instantOption,
  wholeNumber,
  withCollecting,
  withCommon,
  withJudging,
  withOrganizations,
  withOutput,
} from './options.ts'
import { contextOption } from './questions/context.ts'
import { version } from '../config/version.ts'

type Done = (code: number) => void

export function makeProgram(
  done: Done,
  writeErr: (text: string) => void = (text) => void process.stderr.write(text),
): Command {
  const program = new Command('muster')
    .configureOutput({ writeErr })
    .description(
      'Calls the roll of every non-human identity: what it is, what it can do, who answers for it, whether its credentials are fit for use.',
    )
    .version(version(), '-V, --version')
    .exitOverride()
    .showHelpAfterError('(muster --help lists the commands)')
    .enablePositionalOptions()
  scanning(program, done)
  reading(program, done)
  describing(program, done)
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError(`(muster ${command.name()} --help lists the options)`)
  return program
}

function scanning(program: Command, done: Done): void {
  withCommon(
    withJudging(
      withCollecting(
        program.command('demo').description('scan the bundled organisation over local servers, then show it'),
        'deep',
      ),
    ),
  )
    .option(
      '--with <module>',
      'a connector’s module (./FILE or package), shown by its own demo beside the organisation',
    )
    .action(async (flags) => done(await (await import('./commands/demo.ts')).demo(flags)))
  program
    .command('init')
    .description('look at the environment and write muster.yaml with what was found')
    .option('--config <file>', 'file to write', 'muster.yaml')
    .option('--force', 'write over a file that is there')
    .action(async (flags) => done(await (await import('./commands/init.ts')).init(flags)))
  withOrganizations(
    withCommon(
      program
        .command('doctor')
        .description('sign in, probe each step once, say what is missing and which permission mends it'),
    ),
  )
    .argument('[connectors...]', 'connectors to look at (default: those of muster.yaml)')
    .addOption(new Option('--tier <tier>', 'how deep to probe').choices(['core', 'creds', 'deep']).default('creds'))
    .action(async (names, flags) => done(await (await import('./commands/doctor.ts')).doctor(names, flags)))
  offline(
    withOrganizations(
      withCommon(withJudging(withCollecting(program.command('scan').description('collect, judge and report')))),
    ),
  )
    .argument('[connectors...]', 'connectors to scan (default: those of muster.yaml)')
    .action(async (names, flags) => done(await (await import('./commands/scan.ts')).scan(names, flags)))
  offline(
    withOrganizations(
      withCommon(withCollecting(program.command('collect').description('collect only: writes an inventory document'))),
    ),
  )
    .argument('[connectors...]', 'connectors to collect from (default: those of muster.yaml)')
    .option('-o, --output <file>', 'where to write it (default: standard output; .ndjson for one object a line)')
    .option('--now <instant>', 'the instant that counts as now', instantOption)
    .action(async (names, flags) => done(await (await import('./commands/collect.ts')).collectOnly(names, flags)))
}

function offline(command: Command): Command {
  return command
    .option(
      '--from <file>',
      'read what the vendor’s own tools wrote instead of asking (repeatable; see docs/guide/offline.md)',
      many,
      [],
    )
    .option('--credential-report <file>', 'with --from: a credential report, CSV (repeatable)', many, [])
    .option('--organization <file>', 'with --from: accounts and policies of the organisation')
    .option('--resources <file>', 'with --from: what runs with which role')
}

function many(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

function reading(program: Command, done: Done): void {
  withCommon(withJudging(program.command('check').description('judge an inventory document; asks nobody')))
    .argument('<inventory>', 'an inventory or result document')
    .action(async (file, flags) => done(await (await import('./commands/check.ts')).check(file, flags)))
  withCommon(
    withOutput(program.command('report').description('write a stored result, or a result document, in other formats')),
  )
    .argument('[result]', 'a result document, or the id of a stored scan (default: the last one)')
    .option('--list', 'list the stored results instead')
    .action(async (result, flags) => done(await (await import('./commands/report.ts')).report(result, flags)))
  withCommon(program.command('browse').description('look at a result in the terminal'))
    .argument('[result]', 'a result or inventory document, or the id of a stored scan (default: the last one)')
    .action(async (result, flags) => done(await (await import('./commands/browse.ts')).browse(result, flags)))
  withCommon(program.command('export').description('write an inventory document out of the store'))
    .argument('[file]', 'where to (default: standard output; .ndjson for one object a line)')
    .option('--scope <id>', 'only this scope (repeatable)', many, [])
    .action(async (file, flags) => done(await (await import('./commands/export.ts')).exportInventory(file, flags)))
  withCommon(program.command('import').description('take an inventory or result document into the store'))
    .argument('<file>', 'the document')
    .action(async (file, flags) => done(await (await import('./commands/import.ts')).importFile(file, flags)))
}

const asText = (): Option =>
  new Option('-f, --format <format>', 'form of the answer').choices(['text', 'json']).default('text')

function asking(program: Command, done: Done): void {
  withCommon(
    program
      .command('can')
      .description('say whether an AWS identity may do something, and by which statements')
      .usage(
        '[options] <principal> <action> <resource> [document]\n       muster can --who [options] <action> <resource> [document]',
      ),
  )
    .argument(
      '<words...>',
      'ARN, name or id; action (iam:PassRole); ARN or *; a document to look in (default: the store)',
    )
    .option('--who', 'say who may, instead of asking about one principal')
    .option('--context <key=value>', 'a condition key of the request (repeatable)', contextOption)
    .addOption(asText())
    .action(async (words, flags) => done(await (await import('./commands/can.ts')).canDo(words, flags)))
  withCommon(
    program
      .command('path')
      .description('the shortest paths by which somebody becomes an administrator, or another identity'),
  )
    .argument(
      '<from>',
      'ARN, name or id; or anyone, an account id, a service, oidc:ISSUER, oidc:ISSUER|SUBJECT, saml:ARN, github:anyone',
    )
    .argument('[document]', 'a result or inventory document to look in (default: the store)')
    .option('--to <whom>', 'admin, or an identity', 'admin')
    .option('--max-hops <n>', 'how many hops a path may have', wholeNumber, 5)
    .addOption(asText())
    .action(async (from, file, flags) => done(await (await import('./commands/path.ts')).path(from, file, flags)))
}

function describing(program: Command, done: Done): void {
  withCommon(
    program
      .command('explain')
      .description('explain a rule, a finding, an identity, or a role or permission of Microsoft'),
  )
    .argument(
      '<what>',
      'a rule id, a finding’s fingerprint, or the id, native id or name of an identity; or entra-role, graph-permission, azure-role or gcp-role, and its name',
    )
    .argument('[document]', 'a result or inventory document to look in (default: the store)')
    .argument('[document-after-name]', 'the document, where a name stands before it')
    .action(async (what, file, more, flags) =>
      done(await (await import('./commands/explain.ts')).explain(what, file, flags, more)),
    )
  asking(program, done)
  program
    .command('permissions')
    .description('print the exact least-privilege policy that a connector needs')
    .argument('<connector>', 'such as aws')
    .addOption(
      new Option('--format <format>', 'form of the policy').choices(['native', 'terraform', 'list']).default('native'),
    )
    .addOption(
      new Option('--tier <tier>', 'how deep a scan it is for').choices(['core', 'creds', 'deep']).default('deep'),
    )
    .option('--config <file>', 'configuration file that names the connector’s module (default: muster.yaml)')
    .action(async (name, flags) => done(await (await import('./commands/permissions.ts')).permissions(name, flags)))
  for (const list of ['rules', 'connectors'] as const)
    listing(program.command(list), list)
      .addOption(new Option('-f, --format <format>', 'form of the list').choices(['text', 'json']).default('text'))
      .action(async (flags) => done(await (await import('./commands/lists.ts')).list(list, flags)))
  program
    .command('completion')
    .description('print a completion script for a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell) => done(await (await import('./commands/completion.ts')).completion(shell, program)))
}

function listing(command: Command, what: 'rules' | 'connectors'): Command {
  command.description(`list the ${what}`)
  return what === 'rules'
    ? command
    : command.option('--config <file>', 'configuration file, whose modules are listed too (default: muster.yaml)')
}
