import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript-classic'
import type { Contract, JsonSchema } from './json-schema'
import { schemaTranslator } from './schema-of-type'
import { SERVED_OPERATIONS } from './served-operations'

/**
 * Reads the wire contract of the served operations out of the installed `stripe` package: parameters and answers from
 * its type declarations, method and path from its code. Takes a few seconds, and needs the classic compiler API.
 * @throws Error when an operation the stand-in serves is not in the package
 */
export function deriveContract(): Contract {
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('stripe')))
  const resources = join(packageFolder, 'cjs', 'resources')
  const files = ts.sys.readDirectory(resources, ['.d.ts'])
  const program = ts.createProgram(files, {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  })
  const checker = program.getTypeChecker()
  const definitions: Contract['$defs'] = {}
  const translate = schemaTranslator(checker, definitions)
  const operations: Contract['operations'] = {}

  for (const file of files) {
    const source = program.getSourceFile(file)
    const code = readFileSync(file.replace(/\.d\.ts$/, '.js'), 'utf8')
    source?.forEachChild((node) => {
      if (!ts.isClassDeclaration(node) || !node.name?.text.endsWith('Resource')) return
      for (const member of node.members) {
        if (!ts.isMethodDeclaration(member)) continue
        const operation = operationOf(code, node.name.text, member.name.getText(source))
        if (!operation || !SERVED_OPERATIONS.some((served) => served === operation)) continue
        const signature = checker.getSignatureFromDeclaration(member)
        if (!signature) continue
        operations[operation] = {
          request: requestOf(signature),
          answer: answerOf(signature, node.name.text === 'EventResource' ? eventType(source) : undefined),
        }
      }
    })
  }

  const missing = SERVED_OPERATIONS.filter((operation) => !operations[operation])
  if (missing.length > 0) throw new Error(`The stripe package has no ${missing.join(', ')}`)
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  return {
    package: manifest.version,
    apiVersion: apiVersionOf(packageFolder),
    operations,
    $defs: definitions,
  }

  function requestOf(signature: ts.Signature): JsonSchema {
    const params = signature.parameters.find((parameter) => parameter.name === 'params')
    if (!params?.valueDeclaration) return { type: 'object', additionalProperties: false }
    const type = checker.getTypeOfSymbolAtLocation(params, params.valueDeclaration)
    return translate.requestSchema(checker.getNonNullableType(type))
  }

  function answerOf(signature: ts.Signature, event: ts.Type | undefined): JsonSchema {
    const returned = signature.getReturnType()
    const isPromise = returned.symbol?.name === 'Promise'
    const argument =
      returned.aliasTypeArguments?.[0] ?? checker.getTypeArguments(returned as ts.TypeReference)[0]
    const item = event ?? argument
    if (!item) throw new Error(`Cannot read the answer of ${checker.signatureToString(signature)}`)
    return isPromise ? translate.answerSchema(item) : listOf(translate.answerSchema(item))
  }

  /** `Event` is a union of hundreds of types; the wire shape they share is `EventBase`. */
  function eventType(source: ts.SourceFile | undefined): ts.Type | undefined {
    let found: ts.Type | undefined
    source?.forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node) && node.name.text === 'EventBase')
        found = checker.getTypeAtLocation(node.name)
    })
    return found
  }
}

function listOf(items: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: {
      object: { const: 'list' },
      data: { type: 'array', items },
      has_more: { type: 'boolean' },
      url: { type: 'string' },
    },
    required: ['object', 'data', 'has_more', 'url'],
    additionalProperties: false,
  }
}

/** The package's methods call `_makeRequest('POST', '/v1/refunds/${…}')`: the only place that names verb and path. */
function operationOf(code: string, className: string, method: string): string | undefined {
  const body = code.slice(code.indexOf(`class ${className} `))
  const call = new RegExp(
    `\\n    ${method}\\([^)]*\\) \\{[\\s\\S]*?_makeRequest\\('(\\w+)', (['\`])(.*?)\\2, `,
  ).exec(body)
  if (!call?.[1] || !call[3]) return undefined
  return `${call[1].toUpperCase()} ${call[3].replace(/\$\{encodeURIComponent\((\w+)\)\}/g, '{$1}')}`
}

function apiVersionOf(packageFolder: string): string {
  const found = /ApiVersion = '([^']+)'/.exec(
    readFileSync(join(packageFolder, 'cjs', 'apiVersion.js'), 'utf8'),
  )
  if (!found?.[1]) throw new Error('The stripe package does not say which API version it speaks')
  return found[1]
}
