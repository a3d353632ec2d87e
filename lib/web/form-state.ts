/** What a form shows after it was sent: one sentence for the whole, one beside each field at fault, and what was typed. */
export type FormState = {
  message: string | null
  ok: boolean
  fields: Record<string, string>
  values: Record<string, string>
}

export const emptyForm: FormState = { message: null, ok: false, fields: {}, values: {} }
