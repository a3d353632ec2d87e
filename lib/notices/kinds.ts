/** Each mail by its template's name, and what its writer must give: ids only, the rest is read when it is sent. */
export type NoticeData = {
  'verify-email': { tokenId: string; next?: string }
  'already-registered': Record<string, never>
  'reset-password': { tokenId: string }
  'password-changed': Record<string, never>
  'order-receipt': { orderId: string } // The buyer's, with the invoice attached.
  'new-sale': { orderId: string; photographerId: string } // One mail for all items of theirs in the order.
  'photo-approved': { photoId: string }
  'photo-rejected': { photoId: string; reviewId: string }
  'appeal-decided': { photoId: string; reviewId: string }
  'uploads-waiting': Record<string, never> // To the review desk; counts what waits when it is sent.
  'application-received': { photographerId: string }
  'application-approved': { photographerId: string }
  'application-rejected': { photographerId: string }
  'payout-sent': { payoutId: string }
  'payout-failed': { payoutId: string }
  'payment-owed': { paymentId: string } // To staff: money came that buys nothing.
  'payment-review': { paymentId: string } // To staff: money came that is not what was asked for.
  'order-unfinished': { orderId: string } // To staff: paid, but its papers do not reach the buyer.
}

export type Template = keyof NoticeData
