import { isNamed, type LocalFunction } from './function-config'

export type AppState = { url: string; functions: LocalFunction[] | null; problem: string | null; refused: boolean }
export type Registry = ReturnType<typeof createRegistry>

/** Which app serves which function, as last registered; an app whose functions are null has not been heard of yet. */
export function createRegistry(urls: string[]) {
  const apps: AppState[] = urls.map((url) => ({ url, functions: null, problem: null, refused: false }))
  const all = () => apps.flatMap((app) => app.functions ?? [])
  return {
    apps,
    all,
    find: (id: string): LocalFunction | null => all().find((fn) => fn.id === id) ?? null,
    /** The endpoint of an app, where its functions are called. */
    endpointOf: (fn: LocalFunction): string => {
      const app = apps[fn.appIndex]
      if (!app) throw new Error(`There is no app number ${fn.appIndex}`)
      return app.url
    },
    /** Whether every app has registered, so that an unknown function is truly unknown. */
    isComplete: () => apps.every((app) => app.functions !== null),
    listensTo: (eventName: string) => all().some((fn) => fn.eventTriggers.some((trigger) => isNamed(trigger.event, eventName))),
  }
}
