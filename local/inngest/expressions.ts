/**
 * The part of CEL this executor knows: comparisons (== and !=) of paths under `event` or `async`, null, booleans,
 * numbers and quoted texts, joined by &&. Anything else is refused where it is read, never guessed at.
 */
export type Operand = { path: string[] } | { literal: string | number | boolean | null }
export type Expression = { left: Operand; negated: boolean; right: Operand }[]
export type Scope = { event: unknown; async?: unknown }

const token = /\s*(&&|==|!=|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*/y

function refuse(text: string): never {
  throw new Error(
    `the expression "${text}" is beyond the local executor, which knows == and != between event.… or async.… paths, null, true, false, numbers and 'texts', joined by &&`,
  )
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const found = token.exec(text)?.[1]
    if (found === undefined) refuse(text)
    tokens.push(found)
  }
  return tokens
}

function readOperand(word: string | undefined, text: string): Operand {
  if (word === undefined || ['&&', '==', '!='].includes(word)) refuse(text)
  if (word === 'null') return { literal: null }
  if (word === 'true' || word === 'false') return { literal: word === 'true' }
  if (/^-?\d/.test(word)) return { literal: Number(word) }
  if (/^['"]/.test(word)) return { literal: word.slice(1, -1).replace(/\\(.)/g, '$1') }
  const path = word.split('.')
  if (path[0] !== 'event' && path[0] !== 'async') refuse(text)
  return { path }
}

/** The comparisons of `text`, all of which must hold; throws a sentence when it uses more of CEL than is known here. */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text)
  const expression: Expression = []
  for (let i = 0; i < tokens.length; i += 4) {
    const [left, operator, right, and] = tokens.slice(i, i + 4)
    if (operator !== '==' && operator !== '!=') refuse(text)
    if (and !== undefined && (and !== '&&' || i + 4 >= tokens.length)) refuse(text)
    expression.push({ left: readOperand(left, text), negated: operator === '!=', right: readOperand(right, text) })
  }
  if (expression.length === 0) refuse(text)
  return expression
}

/** A single path or literal, as in a concurrency or idempotency key; throws a sentence otherwise. */
export function parseKey(text: string): Operand {
  const tokens = tokensOf(text)
  if (tokens.length !== 1) refuse(text)
  return readOperand(tokens[0], text)
}

function valueAt(operand: Operand, scope: Scope): unknown {
  if ('literal' in operand) return operand.literal
  let value: unknown = scope
  for (const name of operand.path) {
    value = value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? Reflect.get(value, name) : null
  }
  return value ?? null
}

/** The text by which runs sharing a key are told: equal values give equal texts. */
export function keyText(operand: Operand, event: unknown): string {
  return JSON.stringify(valueAt(operand, { event }))
}

/** Whether every comparison holds; an absent path is null. */
export function holds(expression: Expression, scope: Scope): boolean {
  return expression.every(({ left, negated, right }) => {
    const [a, b] = [valueAt(left, scope), valueAt(right, scope)]
    return (a === b || JSON.stringify(a) === JSON.stringify(b)) !== negated
  })
}
