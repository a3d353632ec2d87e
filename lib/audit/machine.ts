import { schema, type Tx } from '@/db'
import type { Actor } from '@/lib/actor'
import { AppError } from '@/lib/errors'

/** A state machine as data: each event, the states it may come from, and where it leads. */
export type Machine<S extends string, E extends string> = Record<E, { from: readonly S[]; to: S }>

/** Where `event` leads from `state`, or null when the pair is not listed. */
export function nextState<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): S | null {
  const rule = machine[event]
  return rule.from.includes(state) ? rule.to : null
}

/** Like nextState, but an unlisted pair throws `conflict`. */
export function assertNext<S extends string, E extends string>(machine: Machine<S, E>, state: S, event: E): S {
  const to = nextState(machine, state, event)
  if (to === null) throw new AppError('conflict', 'wrongState', { state, event })
  return to
}

export type HistorySubject = (typeof schema.historySubject.enumValues)[number]

/** The change of state is kept for ever. Called in the transaction that makes the change, with the row locked. */
export async function recordHistory(
  tx: Tx,
  change: { subject: HistorySubject; id: string; from: string | null; to: string; event: string; actor: Actor; cause?: string },
) {
  await tx.insert(schema.histories).values({
    subject: change.subject,
    subjectId: change.id,
    fromState: change.from,
    toState: change.to,
    event: change.event,
    actorId: change.actor.userId,
    cause: change.cause ?? null,
  })
}
