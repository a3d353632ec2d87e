import type { Transaction } from './books'
import { escaped } from './exchange'
import { layout } from './layout'

export const operators = [
  { code: 'OM', name: { fr: 'Orange Money', en: 'Orange Money' }, colour: '#ff7900' },
  { code: 'MOMO', name: { fr: 'MTN MoMo', en: 'MTN MoMo' }, colour: '#ffcc00' },
  { code: 'FLOOZ', name: { fr: 'Moov Money', en: 'Moov Money' }, colour: '#0066b3' },
  { code: 'WAVECI', name: { fr: 'Wave', en: 'Wave' }, colour: '#1dc4e9' },
  { code: 'VISAM', name: { fr: 'Carte bancaire', en: 'Bank card' }, colour: '#8a93a6' },
] as const

/** The buttons of the page: what each one decides; `close` decides nothing. */
export const deeds = { pay: 'accepted', refuse: 'refused', insufficient: 'insufficient', wait: 'waiting', close: null } as const
export type Deed = keyof typeof deeds

const words = {
  fr: {
    simulator: 'Simulateur CinetPay\u00a0: aucun argent ne circule.',
    pay: 'Payer',
    refuse: 'Refuser',
    insufficient: 'Solde insuffisant',
    wait: 'Attendre',
    close: 'Fermer',
    title: 'Votre paiement',
    reference: 'Référence',
    operator: 'Comment payez-vous\u202f?',
    phone: 'Numéro de téléphone',
    phoneHint: 'Laissez vide pour une carte.',
    others: 'Que doit-il se passer d’autre\u202f?',
    hints: {
      refuse: 'L’opérateur refuse ou l’acheteur annule (code 627).',
      insufficient: 'Le compte ne suffit pas (code 602).',
      wait: 'L’acheteur validera plus tard sur son téléphone (code 623).',
      close: 'L’acheteur quitte la page sans rien décider (code 662).',
    },
    back: 'Retourner à la boutique',
    leaving: 'Retour à la boutique…',
    done: { ACCEPTED: 'Paiement accepté.', REFUSED: 'Paiement refusé.', PENDING: 'Paiement en attente.' },
    unknown: 'Ce lien de paiement n’existe pas.',
  },
  en: {
    simulator: 'CinetPay simulator: no money moves.',
    pay: 'Pay',
    refuse: 'Refuse',
    insufficient: 'Insufficient balance',
    wait: 'Wait',
    close: 'Close',
    title: 'Your payment',
    reference: 'Reference',
    operator: 'How do you pay?',
    phone: 'Phone number',
    phoneHint: 'Leave empty for a card.',
    others: 'What else should happen?',
    hints: {
      refuse: 'The operator refuses, or the buyer cancels (code 627).',
      insufficient: 'The balance is too low (code 602).',
      wait: 'The buyer will confirm later on the phone (code 623).',
      close: 'The buyer leaves the page, nothing is decided (code 662).',
    },
    back: 'Back to the shop',
    leaving: 'Going back to the shop…',
    done: { ACCEPTED: 'Payment accepted.', REFUSED: 'Payment refused.', PENDING: 'Payment pending.' },
    unknown: 'This payment link does not exist.',
  },
}

export function money(amount: number, lang: 'fr' | 'en'): string {
  const grouped = String(amount).replace(/\B(?=(\d{3})+$)/g, lang === 'fr' ? '\u202f' : ',')
  return `${grouped}\u00a0F\u00a0CFA`
}

/** Which operators this payment may use, by its channels and by the card data that came with it. */
export function operatorsFor(payment: Transaction) {
  const channels = payment.channels.split(',')
  const allows = (name: string) => channels.includes('ALL') || channels.includes(name)
  return operators.filter(({ code }) =>
    code === 'VISAM' ? payment.card_offered && allows('CREDIT_CARD') : code === 'WAVECI' ? allows('WALLET') || allows('MOBILE_MONEY') : allows('MOBILE_MONEY'),
  )
}

function summary(payment: Transaction): string {
  return `<p class="amount">${money(payment.amount, payment.lang)}</p>
<p class="what">${escaped(payment.description)}<br><span class="muted">${words[payment.lang].reference} ${escaped(payment.transaction_id)}</span></p>`
}

/** The hosted page: choose an operator and an outcome, or, once decided, read the outcome and go back. Works without JavaScript. */
export function payPage(payment: Transaction): string {
  const t = words[payment.lang]
  if (payment.status !== 'PENDING') {
    return layout(payment.lang, t.title, t.simulator, `<h1>${t.done[payment.status]}</h1>${summary(payment)}${returnForm(payment, 'post', t.back)}`)
  }
  const choices = operatorsFor(payment).map(
    ({ code, name, colour }, index) => `<label class="choice"><input type="radio" name="operator" value="${code}"${index === 0 ? ' checked' : ''}>
<span class="swatch" style="background:${colour}" aria-hidden="true"></span><span>${name[payment.lang]}</span></label>`,
  )
  const phone = escaped(payment.customer.customer_phone_number ?? '')
  const others = (['refuse', 'insufficient', 'wait', 'close'] as const).map(
    (deed) => `<div class="other"><button name="deed" value="${deed}" aria-describedby="hint-${deed}">${t[deed]}</button>
<span class="muted" id="hint-${deed}">${t.hints[deed]}</span></div>`,
  )
  return layout(
    payment.lang,
    t.title,
    t.simulator,
    `<h1>${t.title}</h1>${summary(payment)}
<form method="post">
<fieldset><legend>${t.operator}</legend>${choices.join('')}</fieldset>
<label class="field">${t.phone}<input type="tel" name="phone" inputmode="tel" autocomplete="tel" value="${phone}"${payment.phone_locked ? ' readonly' : ''} aria-describedby="hint-phone"></label>
<span class="muted" id="hint-phone">${t.phoneHint}</span>
<button class="main" name="deed" value="pay">${t.pay}</button>
<h2>${t.others}</h2>${others.join('')}
</form>`,
  )
}

function returnForm(payment: Transaction, method: 'post' | 'get', label: string): string {
  return `<form id="back" method="${method}" action="${escaped(payment.return_url)}">
<input type="hidden" name="transaction_id" value="${escaped(payment.transaction_id)}">
<input type="hidden" name="token" value="${escaped(payment.payment_token)}">
<button class="main">${label}</button></form>`
}

/** Sends the buyer back: a form with transaction_id and token that submits itself, and a button where JavaScript is off. */
export function returnPage(payment: Transaction, method: 'post' | 'get'): string {
  const t = words[payment.lang]
  return layout(
    payment.lang,
    t.leaving,
    t.simulator,
    `<h1>${t.done[payment.status]}</h1><p>${t.leaving}</p>${returnForm(payment, method, t.back)}<script>document.getElementById('back').submit()</script>`,
  )
}

export function unknownPaymentPage(lang: 'fr' | 'en'): string {
  return layout(lang, words[lang].title, words[lang].simulator, `<h1>${words[lang].unknown}</h1>`)
}
