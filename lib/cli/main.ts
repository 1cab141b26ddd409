#!/usr/bin/env node
import * as nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { exitCodes, UsageError, type Verb, type VerbInput } from './verb'
import { verbs } from './verbs/registry'

const about = 'Reads HTTP APIs as a manifest describes them, and speaks the Airbyte protocol.'

// What was compiled once need not be compiled again. Node 20 has no such cache, and where the folder
// beside the program cannot be written, nothing is kept.
nodeModule.enableCompileCache?.(fileURLToPath(new URL('compile-cache', import.meta.url)))

// Whoever reads our output may stop at any time, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed)
})

process.exitCode = await main(process.argv.slice(2))

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview())
    return name === undefined ? exitCodes.misused : exitCodes.done
  }
  const verb = verbs[name]
  if (!verb) {
    process.stderr.write(`There is no command "${name}".\n\n${overview()}`)
    return exitCodes.misused
  }
  try {
    const input = parse(name, verb, rest)
    if (input.options.help) {
      process.stdout.write(usage(name, verb))
      return exitCodes.done
    }
    return await verb.run(input)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`${error.message}\n\n${usage(name, verb)}`)
    return exitCodes.misused
  }
}

function parse(name: string, verb: Verb, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(verb.options).map(([key, { value, isRepeated = false }]) => [
      key,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: isRepeated,
      },
    ]),
  )
  const { values, positionals } = parseOrExplain(args, {
    ...options,
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help) return { words: positionals, options: values }
  const missing = Object.entries(verb.options).find(
    ([key, option]) => option.isRequired && values[key] === undefined,
  )
  if (missing) throw new UsageError(`${name} needs --${missing[0]} ${missing[1].value}.`)
  const wanted = verb.words ?? []
  if (positionals.length !== wanted.length) {
    throw new UsageError(
      wanted.length === 0
        ? `${name} takes no words besides its options.`
        : `${name} needs ${wanted.join(' ')}.`,
    )
  }
  return { words: positionals, options: values }
}

function parseOrExplain(
  args: readonly string[],
  options: Record<string, { type: 'boolean' | 'string'; short?: string; multiple?: boolean }>,
) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return { positionals: parsed.positionals, values: parsed.values as VerbInput['options'] }
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function overview(): string {
  const lines = Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return `${about}\n\nplumbline COMMAND [OPTIONS]\n\n${lines.join('\n')}\n\nplumbline COMMAND --help tells more.\n`
}

function usage(name: string, { summary, words = [], options }: Verb): string {
  const lines = Object.entries(options).map(([key, option]) => {
    const flag = option.value === undefined ? `--${key}` : `--${key} ${option.value}`
    return `  ${flag.padEnd(22)}${option.summary}${option.isRequired ? ' Required.' : ''}`
  })
  return `${['plumbline', name, ...words].join(' ')} [OPTIONS]\n\n${summary}\n\n${lines.join('\n')}\n`
}
