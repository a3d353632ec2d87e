/** `2026-003917`: the number of an invoice as it is printed and shown. */
export const invoiceName = ({ year, number }: { year: number; number: number }) => `${year}-${String(number).padStart(6, '0')}`
