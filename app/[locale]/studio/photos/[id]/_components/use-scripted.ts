import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False on the server and until the page has come to life: what needs script shows only then. */
export const useScripted = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
