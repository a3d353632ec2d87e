import { pool } from '@/db'

/** Every connection to the database is given back, once what runs on them is done: for a process that ends. */
export const closeDatabase = () => pool().end()
